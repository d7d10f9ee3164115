"""Donors of the province's register, what they gave, and whoever is registering themselves."""

from chungtay.donors.models.donors import (
    COMPONENTS,
    EVERY_DAY,
    EVERY_WAY,
    GROUPS,
    LONG_AGO,
    NEVER,
    PHONE,
    SMS,
    ZALO,
    Donor,
    Pause,
)
from chungtay.donors.models.gifts import Gift
from chungtay.donors.models.signups import Signup

__all__ = [
    "COMPONENTS", "EVERY_DAY", "EVERY_WAY", "GROUPS", "LONG_AGO", "NEVER", "PHONE", "SMS", "ZALO",
    "Donor", "Gift", "Pause", "Signup",
]  # fmt: skip
