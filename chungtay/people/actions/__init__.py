"""Verbs of people."""

from chungtay.people.actions.consents import (
    AlreadyGiven,
    NotGiven,
    UnknownPurpose,
    give_consent,
    withdraw_consent,
)
from chungtay.people.actions.registering import (
    AlreadyKnown,
    AlreadyReachable,
    add_contact,
    register,
    register_organisation,
)
from chungtay.people.actions.rolls import Newcomer, agree, enrol

__all__ = [
    "AlreadyGiven", "AlreadyKnown", "AlreadyReachable", "Newcomer", "NotGiven", "UnknownPurpose",
    "add_contact", "agree", "enrol", "give_consent", "register", "register_organisation",
    "withdraw_consent",
]  # fmt: skip
