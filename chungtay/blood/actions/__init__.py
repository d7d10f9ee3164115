"""Verbs of blood."""

from chungtay.blood.actions.allowing import (
    NeedsSecond,
    TooManyCalls,
    allow_call,
    allow_desk_call,
    ask_one_more,
)
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
    NotVerified,
    PatientNamed,
    make_call,
    stand_down,
)
from chungtay.blood.actions.gifts import AlreadyTakenBack, record_gift, take_back_gift
from chungtay.blood.actions.seats import CallClosed, release_hold

__all__ = [
    "AlreadyGave", "AlreadyTakenBack", "CallClosed", "EnoughComing", "NeedsSecond", "NoPlace",
    "NotACall", "NotAnHour", "NotDue", "NotVerified", "PatientNamed", "StillKept", "TooManyCalls",
    "TooSoon", "TurnedAlready", "allow_call", "allow_desk_call", "ask_donors", "ask_one_more",
    "cannot_come", "come", "expire_place", "make_call", "no_show", "not_today", "record_gift",
    "release_hold", "set_out", "stand_down", "stop_asking", "take_back_gift", "turn_elsewhere",
]  # fmt: skip
