"""Verbs of blood."""

from chungtay.blood.actions.answers import AlreadyGave, cannot_come, come, not_today, stop_asking
from chungtay.blood.actions.arriving import (
    NoPlace,
    NotAnHour,
    StillKept,
    expire_place,
    no_show,
    set_out,
)
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
from chungtay.blood.actions.seats import CallClosed, release_hold

__all__ = [
    "AlreadyGave", "AlreadyTakenBack", "CallClosed", "EnoughComing", "NoPlace", "NotACall",
    "NotAnHour", "NotDue", "NothingLearnt", "PatientNamed", "StillKept", "TooManyCalls",
    "TooSoon", "TurnedAlready", "ask_donors", "cannot_come", "come", "expire_place",
    "fit_responses", "make_call", "no_show", "not_today", "record_gift", "release_hold", "set_out",
    "stand_down", "stop_asking", "take_back_gift", "turn_elsewhere",
]  # fmt: skip
