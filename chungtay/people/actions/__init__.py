"""Verbs of people."""

from chungtay.people.actions.consents import (
    AlreadyGiven,
    NeedsGuardian,
    NotGiven,
    UnknownPurpose,
    give_consent,
    withdraw_consent,
)
from chungtay.people.actions.contacts import (
    AlreadyReachable,
    AlreadySilent,
    NotAContact,
    NotSilent,
    add_contact,
    end_contact,
    resume_contacting,
    stop_contacting,
    verify_contact,
)
from chungtay.people.actions.households import (
    NotAHousehold,
    form_household,
    join_household,
    leave_household,
    name_head,
)
from chungtay.people.actions.merging import (
    AlreadyTold,
    AlreadyUndone,
    NotMergeable,
    merge,
    tell_apart,
    undo_merge,
)
from chungtay.people.actions.organisations import (
    AlreadyKnown,
    NotAnOrganisation,
    close_organisation,
    correct_organisation,
    register_organisation,
)
from chungtay.people.actions.registering import NotAHome, NothingNew, correct, move, register
from chungtay.people.actions.rolls import Newcomer, agree, enrol

__all__ = [
    "AlreadyGiven", "AlreadyKnown", "AlreadyReachable", "AlreadySilent", "AlreadyTold",
    "AlreadyUndone", "NeedsGuardian", "Newcomer", "NotAContact", "NotAHome", "NotAHousehold",
    "NotAnOrganisation", "NotGiven", "NotMergeable", "NotSilent", "NothingNew", "UnknownPurpose",
    "add_contact", "agree", "close_organisation", "correct", "correct_organisation", "end_contact",
    "enrol", "form_household", "give_consent", "join_household", "leave_household", "merge", "move",
    "name_head", "register", "register_organisation", "resume_contacting", "stop_contacting",
    "tell_apart", "undo_merge", "verify_contact", "withdraw_consent",
]  # fmt: skip
