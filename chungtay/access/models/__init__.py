"""Accounts and where they are signed in, the posts they hold, the links that let somebody in."""

from chungtay.access.models.accounts import Account
from chungtay.access.models.invitations import Invitation
from chungtay.access.models.links import Link
from chungtay.access.models.posts import Delegation, Post
from chungtay.access.models.sessions import Session

__all__ = ["Account", "Delegation", "Invitation", "Link", "Post", "Session"]
