"""Pages of rights: the desk, the person's own."""
