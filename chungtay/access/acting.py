"""Whoever is signed in, as `kit.Acting`."""

from datetime import datetime
from functools import cached_property

from django.db import connection

from chungtay.access.models import Account, Post
from chungtay.access.roles import ROLES

COVER = """
WITH RECURSIVE cover(id) AS (
    SELECT unnest(%s::bigint[])
  UNION
    SELECT next.id FROM cover, LATERAL (
        SELECT p.id FROM places_place p WHERE p.parent_id = cover.id
      UNION ALL
        SELECT s.predecessor_id FROM places_succession s
        WHERE s.successor_id = cover.id AND s.kind = 'whole'
    ) next
)
SELECT id FROM cover
"""


def cover(place_ids: list[int]) -> frozenset[int]:
    """These places, all below them, and the predecessors they wholly took over (rule 9)."""
    if not place_ids:
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(COVER, [place_ids])
        return frozenset(row[0] for row in cursor.fetchall())


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
        return [(ROLES[post.role], cover([post.place_id])) for post in self.posts]

    def may(self, verb: str, place_id: int | None) -> bool:
        if place_id is None:
            return any(verb in ROLES[post.role] for post in self.posts)
        return any(verb in verbs and place_id in places for verbs, places in self._cover_by_post)

    def reach(self) -> frozenset[int]:
        return frozenset().union(*(places for _verbs, places in self._cover_by_post))
