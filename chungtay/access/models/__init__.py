"""Accounts, the posts they hold, and the links that let somebody in."""

from chungtay.access.models.accounts import Account
from chungtay.access.models.links import Link
from chungtay.access.models.posts import Delegation, Post

__all__ = ["Account", "Delegation", "Link", "Post"]
