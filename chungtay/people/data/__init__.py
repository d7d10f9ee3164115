"""Words that are data: how lists write two people into one cell."""

TWO_PEOPLE = r"[;/&+\n,]|\s(?:và|-)\s"
"""A regular expression: a name that holds any of this is the name of two."""
