"""Who could be asked for a call: compatible, rested, agreed, nearest first. The only reader of the
whole register, in the system's name; what a call sees of it are counts, and those who accepted.

The statement of a group is compiled once and walks that group's own index until it has enough.
"""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import (
    BigIntegerField,
    DateTimeField,
    OuterRef,
    PositiveSmallIntegerField,
    Q,
    QuerySet,
    TextField,
)

from chungtay.blood import history
from chungtay.blood.history import Past
from chungtay.blood.models import Ask, Call
from chungtay.donors.asking import (
    CRITICAL_REST,
    LATER,
    PROVEN,
    REST,
    moment,
    on_zalo,
    on_zalo_at,
    ready,
    wishes,
)
from chungtay.donors.models import PHONE, ZALO, Donor
from chungtay.kit.asking import Among, Compiled, EachRow, Later, bound
from chungtay.kit.plane import EVERYWHERE, Kilometres, PointField, Within, box
from chungtay.people.agreeing import standing_contacts
from chungtay.people.models import ContactPoint
from chungtay.transfusion.compatibility import tiers
from chungtay.transfusion.groups import Component, Group

NEAREST, FOR_EACH = 300, 100
"""At most so many of a group are looked at for a wave: a hundred for each who is missing."""


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


class Held(NamedTuple):
    """Somebody who is being asked, and nobody else asks them now."""

    pk: int
    actor_id: int
    every_months: int | None
    name: str


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
    call: Call, at: datetime, some: Sequence[Branch], needed: int, within: float = EVERYWHERE
) -> list[Near]:
    """The nearest of each branch, wherever in the province they live, up to so many km away beyond
    which nobody can be there in time; one statement."""
    if not some:
        return []
    with connection.cursor() as cursor:
        cursor.execute(*statement(call, at, some, needed, within))
        return [
            Near(pk, far, last, history.past(gave, asked, agreed, at), rank, bent)
            for pk, far, last, gave, asked, agreed, rank, bent in cursor.fetchall()
        ]


def statement(
    call: Call, at: datetime, some: Sequence[Branch], needed: int, within: float = EVERYWHERE
) -> tuple[str, list[Any]]:
    """That statement, with what is filled in."""
    limit = min(NEAREST, FOR_EACH * max(needed, 1))
    parts, params = [], []
    for branch in some:
        sql, own = _statement(call.wanted, branch.proven, branch.bent)
        # Numbers of ours, and SQL that Django wrote.
        part = "(SELECT near.*, {}, {} FROM ({} LIMIT {}) near)"
        parts.append(part.format(branch.rank, branch.bent, sql, limit))
        params += bound(own, _values(call, at, branch, within))
    return " UNION ALL ".join(parts), params


def _values(call: Call, at: datetime, branch: Branch, within: float) -> dict[str, Any]:
    when = moment(at, at - (CRITICAL_REST if branch.bent else REST))
    return when._asdict() | {
        "loc": PointField().get_prep_value(call.loc), "call": call.pk, "bent": at - REST,
        "box": box(call.loc, within), "group": branch.group.value, "at": at,
    }  # fmt: skip


@cache
def _statement(component: Component, proven: bool, bent: bool) -> tuple[str, tuple[Any, ...]]:
    """One branch as SQL; Django takes ten milliseconds to write it."""
    far = Kilometres("loc", Later("loc", PointField(), "::point"))
    reach = Within("loc", Later("box", TextField(), "::box"))
    near = on_zalo_at(component, LATER).filter(
        reach, ~EachRow(_asked_for(Later("call", BigIntegerField()))),
        group=Later("group", PositiveSmallIntegerField()),
    )  # fmt: skip
    if proven:
        near = near.filter(source__in=PROVEN)
    if bent:
        # Said so plainly, the planner may go by when they were asked: where few are, that is near.
        near = near.filter(last_asked_at__gte=Later("bent", DateTimeField()))
        near = near.filter(last_asked_at__lt=LATER.rested)
    known = history.columns("pk", Later("call", BigIntegerField()), Later("at", DateTimeField()))
    rows = near.annotate(far=far, **known).order_by("far")
    return rows.values_list("pk", "far", "last_gift_on", *known).query.sql_with_params()


def askable(
    group: Group, component: Component, at: datetime, rested: datetime, *, proven: bool = False
) -> QuerySet[Donor]:
    """Donors of one group who may be asked for a component on that day, and reached on Zalo."""
    may = on_zalo_at(component, moment(at, rested))
    if proven:
        may = may.filter(source__in=PROVEN)
    found: QuerySet[Donor] = may.filter(group=group.value)
    return found


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


def lock(ids: Sequence[int], at: datetime) -> dict[int, Held]:
    """Those of the chosen whom no other call is asking at this moment, held until the act is over,
    who are still rested and still agree; with the names by which they are greeted."""
    return {row[0]: Held(*row) for row in _LOCK.rows(ids=list(ids), at=at - CRITICAL_REST)}


def _lock() -> QuerySet[Any, Any]:
    donors = Donor.objects.unscoped(why="the rows that matching has just chosen")
    found: QuerySet[Any, Any] = (
        donors.crossing("person", why="the names by which the chosen are greeted")
        .filter(
            Q(last_asked_at=None) | Q(last_asked_at__lt=Later("at", DateTimeField())),
            Among("pk", Later("ids", ArrayField(BigIntegerField()), "::bigint[]")),
            ended_in=None, askable__gt=Donor.Askable.NO.value,
        )
        .select_for_update(skip_locked=True, no_key=True, of=("self",))
        .values_list("pk", "actor_id", "every_months", "person__name")
    )  # fmt: skip
    return found


_LOCK = Compiled(_lock)
