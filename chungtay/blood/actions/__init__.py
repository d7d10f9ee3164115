"""Verbs of blood."""

from chungtay.blood.actions.answers import AlreadyGave, cannot_come, come, not_today, stop_asking
from chungtay.blood.actions.calls import (
    CallClosed,
    EnoughComing,
    NotACall,
    PatientNamed,
    TooSoon,
    ask_donors,
    make_call,
    stand_down,
)
from chungtay.blood.actions.gifts import AlreadyTakenBack, record_gift, take_back_gift

__all__ = [
    "AlreadyGave", "AlreadyTakenBack", "CallClosed", "EnoughComing", "NotACall", "PatientNamed",
    "TooSoon", "ask_donors", "cannot_come", "come", "make_call", "not_today", "record_gift",
    "stand_down", "stop_asking", "take_back_gift",
]  # fmt: skip
