"""Verbs of the register of donors."""

from chungtay.donors.actions.gifts import (
    AlreadyRecorded,
    ConfirmedElsewhere,
    NotAGift,
    record_past_gifts,
    take_back_past_gifts,
)
from chungtay.donors.actions.intakes import AlreadyTakenIn, bring_list, take_in_donors, take_in_rest
from chungtay.donors.actions.registering import AlreadyADonor, register_donor
from chungtay.donors.actions.wishes import (
    AlreadyLeft,
    NotAPause,
    NotAWish,
    NotPaused,
    correct_donor,
    leave,
    pause,
    resume,
    say_when,
)
from chungtay.donors.intake import NotAList

__all__ = [
    "AlreadyADonor", "AlreadyLeft", "AlreadyRecorded", "AlreadyTakenIn", "ConfirmedElsewhere",
    "NotAGift", "NotAList", "NotAPause", "NotAWish", "NotPaused", "bring_list", "correct_donor",
    "leave", "pause", "record_past_gifts", "register_donor", "resume", "say_when",
    "take_back_past_gifts", "take_in_donors", "take_in_rest",
]  # fmt: skip
