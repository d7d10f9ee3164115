"""Who could be asked for a call: compatible, rested, agreed, nearest first. The only reader of the
whole register, in the system's name; what a call sees of it are counts, and those who accepted.

The statement of a group is compiled once and walks that group's own index until it has enough.
"""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import (
    BigIntegerField,
    BooleanField,
    DateTimeField,
    ExpressionWrapper,
    OuterRef,
    PositiveSmallIntegerField,
    Q,
    QuerySet,
    TextField,
)

from chungtay.blood import history
from chungtay.blood.history import Past
from chungtay.blood.models import Ask, Call
from chungtay.donors import asking
from chungtay.donors.asking import (
    CRITICAL_REST,
    LATER,
    PROVEN,
    REST,
    Held,
    maybe_at,
    moment,
    of_component,
    on_zalo,
    ready,
    wishes,
)
from chungtay.donors.models import PHONE, ZALO, Donor
from chungtay.kit.asking import EachRow, Later, bound
from chungtay.kit.plane import EVERYWHERE, Kilometres, PointField, Within, box
from chungtay.people.agreeing import standing_contacts
from chungtay.people.models import ContactPoint
from chungtay.transfusion.compatibility import tiers
from chungtay.transfusion.groups import Component, Group

NEAREST = 300
"""At most so many of a group are looked at for a wave: of fewer, a wave finds fewer who are likely
to come, and asks more (docs/performance.md)."""


class Branch(NamedTuple):
    """Donors of one group. `proven`: only such as a card or a laboratory vouches for; `bent`: those
    whose fortnight's rest would have to be cut short."""

    rank: int
    group: Group
    proven: bool
    bent: bool


class Near(NamedTuple):
    """Somebody who may be asked."""

    donor_id: int
    km: float
    last_gift_on: date | None
    past: Past
    rank: int
    bent: bool


def ranks(call: Call) -> list[tuple[Group, ...]]:
    """Groups in the order in which they are asked; the hospital's own choice if it made one."""
    if call.group is None:
        return [(Group(call.substitute or 0),)]
    return tiers(call.wanted, Group(call.group))


def branches(call: Call) -> tuple[list[Branch], list[Branch]]:
    """Whom to look at first, and whom only when these do not suffice: other groups, and in a
    critical call those who were asked a week ago."""
    every = [
        Branch(rank, group, rank > 0 or not group.positive, bent=False)
        for rank, groups in enumerate(ranks(call))
        for group in groups
    ]
    first = [branch for branch in every if branch.rank == 0]
    later = [branch for branch in every if branch.rank > 0]
    if call.critical:
        later += [branch._replace(bent=True) for branch in every]
    return first, later


def nearest(
    call: Call, at: datetime, some: Sequence[Branch], within: float = EVERYWHERE
) -> list[Near]:
    """The nearest of each branch, wherever in the province they live, up to so many km away beyond
    which nobody can be there in time; of one person in several rows, one."""
    # Not prepared: a plan for any values would sort the whole group.
    with connection.cursor() as cursor:
        cursor.execute(*statement(call, at, some, within))
        found = cursor.fetchall()
    several = {(pk, bent) for pk, _km, _last, look, *_known, bent in found if look}
    for was_bent in {bent for _pk, bent in several}:
        ids = [pk for pk, bent in several if bent == was_bent]
        several -= {
            (pk, was_bent) for pk in asking.once(call.wanted, ids, at, _rested(at, was_bent))
        }
    return [
        Near(pk, km, last, Past(*known), rank, bent)
        for pk, km, last, _look, *known, rank, bent in found
        if (pk, bent) not in several
    ]


def _rested(at: datetime, bent: bool) -> datetime:
    """Whoever was last asked before this may be asked."""
    return at - (CRITICAL_REST if bent else REST)


def statement(
    call: Call, at: datetime, some: Sequence[Branch], within: float = EVERYWHERE
) -> tuple[str, list[Any]]:
    """That statement, with what is filled in. Whose rest is over but who stands among the resting
    still (the clock has not come round) is looked for by when they were asked: they are few."""
    parts, params = [], []
    for branch in some:
        values = _values(call, at, branch, within)
        # Numbers of ours, and SQL that Django wrote.
        near = f"SELECT near.*, {branch.rank}, {branch.bent}"
        walk, own = _statement(call.wanted, rests=branch.bent)
        parts.append(f"({near} FROM ({walk} ORDER BY far LIMIT %s) near)")
        params += [*bound(own, values), NEAREST]
        if not branch.bent:
            stale, own = _statement(call.wanted, rests=True)
            parts.append(f"({near} FROM ({stale} OFFSET 0) near ORDER BY far LIMIT %s)")
            params += [*bound(own, values), NEAREST]
    return " UNION ALL ".join(parts), params


def _values(call: Call, at: datetime, branch: Branch, within: float) -> dict[str, Any]:
    return moment(at, _rested(at, branch.bent))._asdict() | {
        "loc": PointField().get_prep_value(call.loc), "call": call.pk, "at": at,
        "box": box(call.loc, within), "group": branch.group.value, "unproven": not branch.proven,
        "since": at - history.LATELY, "asked": at - REST if branch.bent else at - 100 * REST,
    }  # fmt: skip


@cache
def _statement(component: Component, *, rests: bool) -> tuple[str, tuple[Any, ...]]:
    """One branch as SQL, of those who may be free or of those who rest."""
    sql, params = _walk(rests=rests)
    return of_component(sql, component), params


@cache
def _walk(*, rests: bool) -> tuple[str, tuple[Any, ...]]:
    """The same for whole blood; Django takes ten milliseconds to write it."""
    far = Kilometres("loc", Later("loc", PointField(), "::point"))
    reach = Within("loc", Later("box", TextField(), "::box"))
    near = maybe_at(Component.WHOLE, LATER).filter(
        reach, ~EachRow(_asked_for(Later("call", BigIntegerField()))),
        Q(Later("unproven", BooleanField())) | Q(source__in=PROVEN),
        group=Later("group", PositiveSmallIntegerField()), rests=rests,
    )  # fmt: skip
    if rests:
        # Said so plainly, the planner goes by when they were asked: where few are, that is near.
        near = near.filter(last_asked_at__lt=LATER.rested)
        near = near.filter(last_asked_at__gte=Later("asked", DateTimeField()))
    at, since = Later("at", DateTimeField()), Later("since", DateTimeField())
    known = history.columns("pk", Later("call", BigIntegerField()), at, since)
    several = ExpressionWrapper(Q(askable=Donor.Askable.LOOK), BooleanField())
    rows = near.annotate(far=far, several=several, **known)
    found = rows.values_list("pk", "far", "last_gift_on", "several", *known)
    return found.order_by().query.sql_with_params()


def by_telephone_only(call: Call, at: datetime) -> int:
    """How many suit a call and may be asked, but by telephone only: they have no Zalo, or want no
    question there."""
    suits = Q()
    for number, rank in enumerate(ranks(call)):
        of_rank = Q(group__in=[group.value for group in rank])
        if number > 0 or not all(group.positive for group in rank):
            of_rank &= Q(source__in=PROVEN)
        suits |= of_rank
    phones = standing_contacts(ContactPoint.Kind.PHONE)
    rested = at - (CRITICAL_REST if call.critical else REST)
    return (
        ready(call.wanted, at, rested)
        .filter(suits, ~(wishes(ZALO) & Q(EachRow(on_zalo()))), wishes(PHONE))
        .filter(~EachRow(_asked_for(call.pk)), EachRow(phones))
        .count()
    )


def _asked_for(call: Any) -> QuerySet[Ask]:
    found: QuerySet[Ask] = Ask.objects.unscoped(why="nobody is asked twice for one call").filter(
        call=call, donor=OuterRef("pk")
    )
    return found


def hold(chosen: Sequence[Near], at: datetime) -> dict[int, Held]:
    """Those of the chosen who can be asked now: nobody else asks them, and their rest begins."""
    found: list[Held] = []
    for bent in {near.bent for near in chosen}:
        ids = [near.donor_id for near in chosen if near.bent == bent]
        found += asking.hold(ids, at, _rested(at, bent))
    return {one.pk: one for one in found}
