"""Words and rules that are data: units, how a list's headings are spelled."""

TIMES, PEOPLE = "lần", "người"
"""Codes of `kit.units`."""
