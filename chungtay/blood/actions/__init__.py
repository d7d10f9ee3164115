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
from chungtay.donors.actions.registering import AlreadyADonor, register_donor
from chungtay.blood.actions.gifts import (
    AlreadyRecorded,
    AlreadyTakenBack,
    NotAGift,
    record_gift,
    record_past_gifts,
    take_back_gift,
)
from chungtay.donors.actions.intakes import AlreadyTakenIn, bring_list, take_in_donors, take_in_rest
from chungtay.donors.intake import NotAList

__all__ = [
    "AlreadyADonor", "AlreadyGave", "AlreadyRecorded", "AlreadyTakenBack", "AlreadyTakenIn",
    "CallClosed", "EnoughComing", "NotACall", "NotAGift", "NotAList", "PatientNamed", "TooSoon",
    "ask_donors", "bring_list", "cannot_come", "come", "make_call", "not_today", "record_gift",
    "record_past_gifts", "register_donor", "stand_down", "stop_asking", "take_back_gift",
    "take_in_donors", "take_in_rest",
]  # fmt: skip
