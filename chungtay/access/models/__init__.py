"""Accounts, and the posts they hold."""

from chungtay.access.models.accounts import Account
from chungtay.access.models.posts import Post

__all__ = ["Account", "Post"]
