"""Verbs of doors: who is asked in, who is locked out, what one does with the own account."""

from chungtay.doors.actions.accounts import (
    RESET,
    RESET_LASTS,
    LockRefused,
    NotOurs,
    forget_factors,
    lock_account,
    reset_password,
    unlock_account,
)
from chungtay.doors.actions.invitations import PURPOSE as INVITATION
from chungtay.doors.actions.invitations import (
    NotToBeInvited,
    accept_invitation,
    invite,
    withdraw_invitation,
)
from chungtay.doors.actions.own import (
    LastFactor,
    add_factor,
    change_password,
    end_sessions,
    remove_factor,
)

__all__ = [
    "INVITATION",
    "RESET",
    "RESET_LASTS",
    "LastFactor",
    "LockRefused",
    "NotOurs",
    "NotToBeInvited",
    "accept_invitation",
    "add_factor",
    "change_password",
    "end_sessions",
    "forget_factors",
    "invite",
    "lock_account",
    "remove_factor",
    "reset_password",
    "unlock_account",
    "withdraw_invitation",
]
