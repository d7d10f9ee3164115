"""Verbs of rights."""

from chungtay.rights.actions.breaches import (
    AlreadyTold,
    NotToldYet,
    close_breach,
    notify_breach,
    report_breach,
)
from chungtay.rights.actions.erasing import NotErasable, SomethingLeft, erase, replay
from chungtay.rights.actions.own import NoWayThere, Owner, ask_own_page, send_own_page
from chungtay.rights.actions.requests import (
    AlreadyDone,
    AlreadyEnded,
    NotWithinTheTerm,
    answer,
    extend,
    fulfil,
    receive,
    refuse,
)

__all__ = [
    "AlreadyDone", "AlreadyEnded", "AlreadyTold", "NoWayThere", "NotErasable", "NotToldYet",
    "NotWithinTheTerm", "Owner", "SomethingLeft", "answer", "ask_own_page", "close_breach",
    "erase", "extend", "fulfil", "notify_breach", "receive", "refuse", "replay", "report_breach",
    "send_own_page",
]  # fmt: skip
