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
from chungtay.inbox.actions.links import give_link

__all__ = [
    "AlreadyTaken", "NoWayBack", "NothingGiven", "NothingToSettle", "accept_given", "give_link",
    "raise_alarm", "reply", "settle", "take_alarm",
]  # fmt: skip
