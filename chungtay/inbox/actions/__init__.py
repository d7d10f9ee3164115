"""Verbs of the inbox."""

from chungtay.inbox.actions.alarms import AlreadyTaken, raise_alarm, take_alarm
from chungtay.inbox.actions.conversing import (
    NothingGiven,
    NothingToSettle,
    NoWayBack,
    accept_given,
    reply,
    settle,
)
from chungtay.inbox.actions.knowing import (
    AlreadyKnown,
    AlreadyUnknown,
    NotClaimed,
    identify,
    undo_identify,
)
from chungtay.inbox.actions.links import give_link

__all__ = [
    "AlreadyKnown", "AlreadyTaken", "AlreadyUnknown", "NoWayBack", "NotClaimed", "NothingGiven",
    "NothingToSettle", "accept_given", "give_link", "identify", "raise_alarm", "reply", "settle",
    "take_alarm", "undo_identify",
]  # fmt: skip
