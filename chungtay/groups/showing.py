"""What pages show of groups, notices and what came of them; a fixed number of queries."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count

from chungtay.groups.data import PEOPLE
from chungtay.groups.models import Arrival, Notice, Posting, PrivateGroup
from chungtay.kit.acting import Acting
from chungtay.kit.quantities import ZERO, Quantity
from chungtay.people.reading import places

LATEST = 30
READ, LETTERS = "groups.read", "inbox.settle"


def groups_of(acting: Acting, duty: str = READ) -> Any:
    """Groups of the places where this reader has this duty: another post may reach further."""
    return PrivateGroup.objects.visible_to(acting).filter(place__in=places(acting, duty))


def notices_of(acting: Acting, duty: str = READ) -> Any:
    """Notices of the places where this reader has this duty."""
    return Notice.objects.visible_to(acting).filter(place__in=places(acting, duty))


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a notice may have come: people in the groups it was posted in (None: nowhere), in how
    many groups, and how many answers came. The first is no delivery, the last is counted."""

    people: Quantity | None
    groups: int
    answers: int

    @property
    def words(self) -> str:
        return self.people.words(PEOPLE) if self.people else ""


def reach_of(notices: Collection[int], acting: Acting) -> dict[int, Reach]:
    """Two queries, whatever the number of notices."""
    postings: dict[int, list[Quantity]] = {}
    rows = Posting.objects.visible_to(acting).standing().filter(notice__in=notices)
    for posting in rows:
        postings.setdefault(posting.notice_id, []).append(posting.members)
    came = Arrival.objects.visible_to(acting).filter(notice__in=notices).order_by()
    answers = dict(came.values_list("notice").annotate(n=Count("pk")))
    return {pk: Reach(together(postings.get(pk, [])), len(postings.get(pk, [])), answers.get(pk, 0))
            for pk in notices}  # fmt: skip


def together(quantities: Iterable[Quantity]) -> Quantity | None:
    """The sum; None of nothing."""
    found = list(quantities)
    return sum(found, ZERO) if found else None


def notice_rows(acting: Acting, rows: Iterable[Notice], at: datetime) -> list[dict[str, Any]]:
    found = list(rows)
    reach = reach_of([notice.pk for notice in found], acting)
    return [
        {"notice": n, "reach": reach[n.pk], "open": n.takes_answers(at),
         "title": n.text.split("\n", 1)[0]}
        for n in found
    ]  # fmt: skip


def group_rows(rows: Iterable[PrivateGroup]) -> list[dict[str, Any]]:
    return [{"group": group, "members": group.members.words(PEOPLE)} for group in rows]


def letters_of(acting: Acting, **which: Any) -> list[Any]:
    """The latest letters that came by this way, for whoever reads the inbox there."""
    theirs = places(acting, LETTERS)
    if not theirs:
        return []
    rows = (
        Arrival.objects.visible_to(acting)
        .crossing("letter__conversation", why="of letters at the same place")
        .filter(place__in=theirs, **which)
        .select_related("letter__conversation")
    )
    return list(rows.order_by("-arrived_at", "-pk")[:LATEST])
