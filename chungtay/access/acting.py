"""Whoever is signed in, as `kit.Acting`."""

from collections.abc import Collection
from datetime import datetime
from functools import cached_property

from chungtay.access.models import Account, Post
from chungtay.access.roles import NOT_PASSED_ON, ROLES
from chungtay.journal.selection import cover


class PostHolder:
    """An account with the posts it holds at one moment: a post that ended a second ago is gone.

    A post it stands in for opens the same, save what is never passed on (`NOT_PASSED_ON`); its
    `delegated` is true. What is done is signed with this account's own Actor.
    """

    def __init__(self, account: Account, at: datetime) -> None:
        self.account = account
        self.at = at

    @property
    def actor_id(self) -> int:
        return self.account.actor_id

    @cached_property
    def posts(self) -> list[Post]:
        """Own posts first, the latest before the earlier."""
        if not self.account.is_active:
            return []
        open_ = Post.objects.open_to(self.account, self.at).select_related("place")
        latest_first = open_.order_by("-starts_at", "-pk")
        return sorted(latest_first, key=lambda post: post.account_id != self.account.pk)

    @cached_property
    def _opened(self) -> list[tuple[Post, frozenset[str], frozenset[int]]]:
        return [(post, _verbs(post), cover(post.place_id)) for post in self.posts]

    def may(self, verb: str, place_id: int | None) -> bool:
        if place_id is None:
            return any(verb in _verbs(post) for post in self.posts)
        return any(verb in verbs and place_id in places for _post, verbs, places in self._opened)

    def holds(self, roles: Collection[str], place_id: int) -> bool:
        """Whether one of these roles is theirs at this place, or above it."""
        return any(post.role in roles and place_id in places for post, _v, places in self._opened)

    def reach(self) -> frozenset[int]:
        """Places of the posts, all below them, and what they wholly took over (DESIGN rule 9)."""
        return frozenset().union(*(places for _post, _verbs, places in self._opened))


def _verbs(post: Post) -> frozenset[str]:
    passed_on = getattr(post, "delegated", False)
    return ROLES[post.role] - NOT_PASSED_ON if passed_on else ROLES[post.role]
