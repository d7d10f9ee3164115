"""Verbs of blood."""

from chungtay.blood.actions.answers import AlreadyGave, cannot_come, come, not_today, stop_asking
from chungtay.blood.actions.asking import (
    EnoughComing,
    NotDue,
    TooSoon,
    TurnedAlready,
    ask_donors,
    turn_elsewhere,
)
from chungtay.blood.actions.calls import (
    NotACall,
    PatientNamed,
    TooManyCalls,
    make_call,
    stand_down,
)
from chungtay.blood.actions.gifts import AlreadyTakenBack, record_gift, take_back_gift
from chungtay.blood.actions.learning import NothingLearnt, fit_responses
from chungtay.blood.actions.seats import CallClosed

__all__ = [
    "AlreadyGave", "AlreadyTakenBack", "CallClosed", "EnoughComing", "NotACall", "NotDue",
    "NothingLearnt", "PatientNamed", "TooManyCalls", "TooSoon", "TurnedAlready", "ask_donors",
    "cannot_come", "come", "fit_responses", "make_call", "not_today", "record_gift", "stand_down",
    "stop_asking", "take_back_gift", "turn_elsewhere",
]  # fmt: skip
