"""Pages of rights: the desk, breaches, the person's own."""
