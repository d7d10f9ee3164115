"""Background entry points."""
