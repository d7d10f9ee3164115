"""What the gallery of components shows: invented people and numbers, in Vietnamese only."""
