"""Verbs of channels: accounts, their troubles, our word to who wrote."""

from chungtay.channels.actions.accounts import (
    ElsewhereConnected,
    KeysIncomplete,
    connect,
    connect_mail,
    connect_sms,
)
from chungtay.channels.actions.incidents import (
    AlreadyClosed,
    AlreadyOpen,
    close_incident,
    open_incident,
    standing,
)
from chungtay.channels.actions.replying import reply
from chungtay.channels.actions.templates import TemplateIncomplete, enter_template

__all__ = [
    "AlreadyClosed",
    "AlreadyOpen",
    "ElsewhereConnected",
    "KeysIncomplete",
    "TemplateIncomplete",
    "close_incident",
    "connect",
    "connect_mail",
    "connect_sms",
    "enter_template",
    "open_incident",
    "reply",
    "standing",
]
