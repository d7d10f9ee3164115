"""Whoever is signed in, as `kit.Acting`."""

from datetime import datetime
from functools import cached_property

from chungtay.access.models import Account, Post
from chungtay.access.roles import ROLES
from chungtay.journal.selection import cover


class PostHolder:
    """An account with the posts it holds at one moment: a post that ended a second ago is gone."""

    def __init__(self, account: Account, at: datetime) -> None:
        self.account = account
        self.at = at

    @property
    def actor_id(self) -> int:
        return self.account.actor_id

    @cached_property
    def posts(self) -> list[Post]:
        if not self.account.is_active:
            return []
        held = Post.objects.held_at(self.at).of([self.account.pk])
        return list(held.select_related("place").order_by("-starts_at"))

    @cached_property
    def _cover_by_post(self) -> list[tuple[frozenset[str], frozenset[int]]]:
        return [(ROLES[post.role], cover(post.place_id)) for post in self.posts]

    def may(self, verb: str, place_id: int | None) -> bool:
        if place_id is None:
            return any(verb in ROLES[post.role] for post in self.posts)
        return any(verb in verbs and place_id in places for verbs, places in self._cover_by_post)

    def reach(self) -> frozenset[int]:
        """Places of the posts, all below them, and what they wholly took over (DESIGN rule 9)."""
        return frozenset().union(*(places for _verbs, places in self._cover_by_post))
