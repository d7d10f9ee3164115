"""Invitations to take a post, and browsers that were let in."""

from chungtay.doors.models.invitations import Invitation
from chungtay.doors.models.sessions import Session

__all__ = ["Invitation", "Session"]
