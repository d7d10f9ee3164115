"""Words that are data."""
