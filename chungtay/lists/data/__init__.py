"""Words that are data."""

PEOPLE = "người"
"""The unit lists count in."""
