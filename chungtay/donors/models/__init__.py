"""Donors of the province's register, and what they gave."""

from chungtay.donors.models.donors import (
    COMPONENTS,
    EVERY_DAY,
    EVERY_WAY,
    GROUPS,
    LONG_AGO,
    MOST_MONTHS,
    NEVER,
    PHONE,
    SMS,
    ZALO,
    Donor,
    Pause,
)
from chungtay.donors.models.gifts import Gift

__all__ = [
    "COMPONENTS", "EVERY_DAY", "EVERY_WAY", "GROUPS", "LONG_AGO", "MOST_MONTHS", "NEVER", "PHONE",
    "SMS", "ZALO", "Donor", "Gift", "Pause",
]  # fmt: skip
