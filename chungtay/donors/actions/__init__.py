"""Verbs of the register of donors."""

from chungtay.donors.actions.gifts import AlreadyRecorded, NotAGift, record_past_gifts
from chungtay.donors.actions.intakes import AlreadyTakenIn, bring_list, take_in_donors, take_in_rest
from chungtay.donors.actions.registering import AlreadyADonor, register_donor
from chungtay.donors.intake import NotAList

__all__ = [
    "AlreadyADonor", "AlreadyRecorded", "AlreadyTakenIn", "NotAGift", "NotAList", "bring_list",
    "record_past_gifts", "register_donor", "take_in_donors", "take_in_rest",
]  # fmt: skip
