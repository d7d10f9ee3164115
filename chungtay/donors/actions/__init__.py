"""Verbs of the register of donors."""

from chungtay.donors.actions.gifts import AlreadyRecorded, NotAGift, record_past_gifts
from chungtay.donors.actions.intakes import AlreadyTakenIn, bring_list, take_in_donors, take_in_rest
from chungtay.donors.actions.registering import AlreadyADonor, register_donor
from chungtay.donors.actions.signups import (
    AlreadyBegun,
    AlreadyOver,
    NothingBefore,
    answer_signup,
    begin_signup,
    confirm_signup,
    forget_signup,
    go_back,
    stop_signup,
)
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
    "AlreadyADonor", "AlreadyBegun", "AlreadyLeft", "AlreadyOver", "AlreadyRecorded",
    "AlreadyTakenIn", "NotAGift", "NotAList", "NotAPause", "NotAWish", "NotPaused", "NothingBefore",
    "answer_signup", "begin_signup", "bring_list", "confirm_signup", "correct_donor",
    "forget_signup", "go_back", "leave", "pause", "record_past_gifts", "register_donor", "resume",
    "say_when", "stop_signup", "take_in_donors", "take_in_rest",
]  # fmt: skip
