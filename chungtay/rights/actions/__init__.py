"""Verbs of rights."""

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
    "AlreadyDone", "AlreadyEnded", "NoWayThere", "NotErasable", "NotWithinTheTerm", "Owner",
    "SomethingLeft", "answer", "ask_own_page", "erase", "extend", "fulfil", "receive", "refuse",
    "replay", "send_own_page",
]  # fmt: skip
