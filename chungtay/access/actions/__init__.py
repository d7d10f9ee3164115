"""Verbs of access: who holds which post, and the verbs for rows of the floors below."""

from chungtay.access.actions.absences import delegate, end_delegation
from chungtay.access.actions.accounts import NameTaken, open_account
from chungtay.access.actions.groups import GroupNamed, name_groups
from chungtay.access.actions.posts import AlreadyHeld, NeedsSecond, NotHeld, appoint, end_post
from chungtay.access.actions.units import Moved, update_places

__all__ = [
    "AlreadyHeld",
    "GroupNamed",
    "Moved",
    "NameTaken",
    "NeedsSecond",
    "NotHeld",
    "appoint",
    "delegate",
    "end_delegation",
    "end_post",
    "name_groups",
    "open_account",
    "update_places",
]
