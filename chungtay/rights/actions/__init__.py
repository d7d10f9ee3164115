"""Verbs of rights."""

from chungtay.rights.actions.erasing import (
    NotErasable,
    SomethingLeft,
    carry_out,
    fall_short,
    replay,
)
from chungtay.rights.actions.ordering import NeedsSecond, erase
from chungtay.rights.actions.own import NoWayThere, Owner, ask_own_page, send_own_page
from chungtay.rights.actions.requests import (
    AlreadyDone,
    AlreadyEnded,
    BeingErased,
    NotWithinTheTerm,
    answer,
    extend,
    fulfil,
    receive,
    refuse,
)

__all__ = [
    "AlreadyDone", "AlreadyEnded", "BeingErased", "NeedsSecond", "NoWayThere", "NotErasable",
    "NotWithinTheTerm", "Owner", "SomethingLeft", "answer", "ask_own_page", "carry_out", "erase",
    "extend", "fall_short", "fulfil", "receive", "refuse", "replay", "send_own_page",
]  # fmt: skip
