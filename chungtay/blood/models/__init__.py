"""Calls and what becomes of them."""

from chungtay.blood.models.calls import (
    MOST_UNITS,
    Arrival,
    Ask,
    Call,
    CallClosure,
    Given,
    Reply,
    Seat,
    StandDown,
)
from chungtay.blood.models.trust import (
    Allowance,
    CalledBack,
    ListedNumber,
)
from chungtay.blood.models.waves import ResponseModel, Turn, Wave

__all__ = [
    "MOST_UNITS", "Allowance", "Arrival", "Ask", "Call", "CallClosure", "CalledBack",
    "Given", "ListedNumber", "Reply", "ResponseModel", "Seat", "StandDown",
    "Turn", "Wave",
]  # fmt: skip
