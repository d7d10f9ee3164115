"""Donors of the province's register, and what they gave."""

from chungtay.donors.models.donors import COMPONENTS, GROUPS, LONG_AGO, Donor
from chungtay.donors.models.gifts import Gift

__all__ = ["COMPONENTS", "GROUPS", "LONG_AGO", "Donor", "Gift"]
