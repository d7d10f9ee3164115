"""Words that are data."""

import re

TIMES, PEOPLE = "lần", "người"
"""Codes of `kit.units`."""
ENDS_IN_HOURS = re.compile(r"(?:lúc|khoảng|trước|sau|từ|đến)\s+\d{1,2}$", re.IGNORECASE)
"""Words that end in an hour: a sentence, and no name with a number behind it."""
