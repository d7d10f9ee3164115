"""Who is one person now. A merge is a row and nothing is repointed: whoever looks for the contact
points or the word of somebody looks at the whole cluster, and an undone merge leaves no trace.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from chungtay.people.models import Merge, Person


def _all() -> "QuerySet[Person]":
    found: QuerySet[Person] = Person.objects.unscoped(why="who is one and the same person now")
    return found


def clusters(actor_ids: Iterable[int]) -> dict[int, list[int]]:
    """For each actor, the actors that are one person with it, itself among them."""
    wanted = set(actor_ids)
    roots = {
        actor_id: merged_into or pk
        for pk, actor_id, merged_into in _all()
        .filter(actor__in=wanted)
        .values_list("pk", "actor_id", "merged_into_id")
    }
    members: dict[int, list[int]] = defaultdict(list)
    ids = set(roots.values())
    for pk, actor_id, merged_into in (
        _all()
        .filter(Q(pk__in=ids) | Q(merged_into__in=ids))
        .order_by("pk")
        .values_list("pk", "actor_id", "merged_into_id")
    ):
        members[merged_into or pk].append(actor_id)
    return {actor_id: members[roots[actor_id]] if actor_id in roots else [actor_id]
            for actor_id in wanted}  # fmt: skip


def cluster(actor_id: int) -> list[int]:
    """The actors that are one person with this one, itself among them."""
    return clusters([actor_id])[actor_id]


def kept(person: Person) -> Person:
    """The one who is kept of all that are one person."""
    return person if person.merged_into_id is None else _all().get(pk=person.merged_into_id)


def persons_of(person: Person) -> "QuerySet[Person]":
    """All rows that are this one person."""
    root = person.merged_into_id or person.pk
    return _all().filter(Q(pk=root) | Q(merged_into=root))


def selves(actor: Any) -> "QuerySet[Any, Any]":
    """Actor ids of the person whose actor `OuterRef("actor")` names, as a subquery.

    `actor` is that reference as seen from the subquery's own `Person` rows.
    """
    mine = _all().filter(actor=OuterRef(actor))
    root = Subquery(mine.values(root=Coalesce("merged_into_id", "pk"))[:1])
    return _all().filter(Q(pk=root) | Q(merged_into=root)).values("actor_id")


def join(kept: Person, gone: Person) -> None:
    """Let `merged_into` follow a merge that has just begun to stand."""
    _all().filter(Q(pk=gone.pk) | Q(merged_into=gone.pk)).update(merged_into=kept.pk)


def part(merge: Merge) -> None:
    """Let `merged_into` follow a merge that has just been undone: what was merged into the one
    who comes free goes with them."""
    ours = _all().filter(merged_into=kept_id(merge)).values("pk")
    into: dict[int, list[int]] = defaultdict(list)
    for gone_id, kept_id_ in (
        Merge.objects.unscoped(why="who is one and the same person now")
        .filter(gone__in=ours, undone_in=None)
        .values_list("gone_id", "kept_id")
    ):
        into[kept_id_].append(gone_id)
    free = below(merge.gone_id, into)
    _all().filter(pk__in=free).update(merged_into=merge.gone_id)
    _all().filter(pk=merge.gone_id).update(merged_into=None)


def kept_id(merge: Merge) -> int:
    """Who is kept now of the person whose merge this is."""
    root: int | None = _all().values_list("merged_into_id", flat=True).get(pk=merge.gone_id)
    return root or merge.gone_id


def below(root: int, into: dict[int, list[int]]) -> Collection[int]:
    """All that were merged into `root`, and into those, by the standing merges."""
    found: list[int] = []
    waiting = [root]
    while waiting:
        for gone in into.get(waiting.pop(), []):
            found.append(gone)
            waiting.append(gone)
    return found
