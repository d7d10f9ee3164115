"""Calls and what becomes of them."""

from chungtay.blood.models.calls import (
    MOST_UNITS,
    Ask,
    Call,
    CallClosure,
    Given,
    Reply,
    Seat,
    StandDown,
    Wave,
)

__all__ = [
    "MOST_UNITS", "Ask", "Call", "CallClosure", "Given", "Reply", "Seat", "StandDown", "Wave",
]  # fmt: skip
