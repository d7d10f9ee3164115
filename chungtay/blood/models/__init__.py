"""Donors and gifts; calls and what becomes of them; lists brought in."""

from chungtay.blood.models.calls import (
    MOST_UNITS,
    Ask,
    Call,
    CallClosure,
    Reply,
    Seat,
    StandDown,
    Wave,
)
from chungtay.donors.models.donors import COMPONENTS, GROUPS, LONG_AGO, Donor, Gift

__all__ = [
    "COMPONENTS", "GROUPS", "LONG_AGO", "MOST_UNITS", "Ask", "Call", "CallClosure", "Donor",
    "Gift", "Reply", "Seat", "StandDown", "Wave",
]  # fmt: skip
