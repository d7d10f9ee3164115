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
from chungtay.blood.models.donors import COMPONENTS, GROUPS, LONG_AGO, Donor, Gift
from chungtay.blood.models.intakes import Intake, IntakeRow

__all__ = [
    "COMPONENTS", "GROUPS", "LONG_AGO", "MOST_UNITS", "Ask", "Call", "CallClosure", "Donor",
    "Gift", "Intake", "IntakeRow", "Reply", "Seat", "StandDown", "Wave",
]  # fmt: skip
