"""Verbs of access: who holds which post, and the verbs for rows of the floors below."""

from chungtay.access.actions.absences import delegate, end_delegation
from chungtay.access.actions.accounts import (
    RESET,
    RESET_LASTS,
    NameTaken,
    forget_factors,
    lock_account,
    open_account,
    reset_password,
    unlock_account,
)
from chungtay.access.actions.groups import GroupNamed, name_groups
from chungtay.access.actions.invitations import PURPOSE as INVITATION
from chungtay.access.actions.invitations import accept_invitation, invite, withdraw_invitation
from chungtay.access.actions.own import add_factor, change_password, end_sessions, remove_factor
from chungtay.access.actions.posts import AlreadyHeld, NeedsSecond, NotHeld, appoint, end_post
from chungtay.access.actions.units import Moved, update_places

__all__ = [
    "INVITATION",
    "RESET",
    "RESET_LASTS",
    "AlreadyHeld",
    "GroupNamed",
    "Moved",
    "NameTaken",
    "NeedsSecond",
    "NotHeld",
    "accept_invitation",
    "add_factor",
    "appoint",
    "change_password",
    "delegate",
    "end_delegation",
    "end_post",
    "end_sessions",
    "forget_factors",
    "invite",
    "lock_account",
    "name_groups",
    "open_account",
    "remove_factor",
    "reset_password",
    "unlock_account",
    "update_places",
    "withdraw_invitation",
]
