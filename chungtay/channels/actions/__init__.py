"""Verbs of channels: accounts, their troubles, our word to who wrote."""

from chungtay.channels.actions.accounts import ElsewhereConnected, KeysIncomplete, connect
from chungtay.channels.actions.incidents import (
    AlreadyClosed,
    AlreadyOpen,
    close_incident,
    open_incident,
    standing,
)
from chungtay.channels.actions.replying import reply

__all__ = [
    "AlreadyClosed",
    "AlreadyOpen",
    "ElsewhereConnected",
    "KeysIncomplete",
    "close_incident",
    "connect",
    "open_incident",
    "reply",
    "standing",
]
