"""Who of the register may be asked on a day: agreed, rested, of age, and not twice as two rows."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    DateField,
    DateTimeField,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    When,
)
from django.db.models.lookups import GreaterThan

from chungtay.donors.models import MOST_MONTHS, ZALO, Donor
from chungtay.donors.purposes import ASK
from chungtay.donors.wishes import later
from chungtay.kit import clock
from chungtay.kit.asking import Among, EachRow, Later, bound, rows
from chungtay.people.agreeing import may_be_asked, standing_contacts
from chungtay.people.merging import selves
from chungtay.people.models import ContactPoint
from chungtay.transfusion.groups import Component

REST = timedelta(days=14)
"""Nobody is asked again within this time…"""
CRITICAL_REST = timedelta(days=7)
"""…which bends for critical calls, never further than this."""
PROVEN = (Donor.Source.CARD, Donor.Source.LAB)
"""Where a group comes from if it is to be called for an Rh− patient or in another group's stead."""


def on_zalo() -> QuerySet[ContactPoint]:
    """A standing Zalo contact of a donor: without one no message arrives, so nobody is asked."""
    return standing_contacts(ContactPoint.Kind.ZALO)


def wishes(way: int) -> Q:
    """Who may be asked by this way (ZALO, SMS, PHONE), as they wish."""
    return Q(GreaterThan(F("ways").bitand(way), 0))


class Moment(NamedTuple):
    """What of a moment decides who may be asked; as values, or as `Later` to be said."""

    on: Any
    weekday: Any
    """The bit of its day."""
    hour: Any
    rested: Any
    """Whoever was last asked before this."""


def moment(at: datetime, rested: datetime) -> Moment:
    here = at.astimezone(clock.VN)
    return Moment(clock.today(at), 1 << here.weekday(), here.hour, rested)


LATER = Moment(
    Later("on", DateField()), Later("weekday", IntegerField()), Later("hour", IntegerField()),
    Later("rested", DateTimeField()),
)  # fmt: skip


def ready(component: Component, at: datetime, rested: datetime) -> QuerySet[Donor]:
    """Donors who agreed, were last asked before `rested`, are of age on that day, and wish to be
    asked then; of two rows that are one person, the first that Zalo reaches, unless either rests
    or one of them pauses."""
    return ready_at(component, moment(at, rested))


def rested_at(component: Component, when: Moment) -> QuerySet[Donor]:
    """What of `ready` the row knows by itself, people's rows apart."""
    donors = Donor.objects.unscoped(why="the register is the province's, asking sees all of it")
    found: QuerySet[Donor] = donors.filter(
        Q(ask_until=None) | Q(ask_until__gt=when.on),
        Q(last_asked_at=None) | Q(last_asked_at__lt=when.rested),
        GreaterThan(F("days").bitand(when.weekday), 0),
        ended_in=None,
        ask_from__lte=when.on,
        hours_from__lte=when.hour,
        hours_to__gt=when.hour,
        **{f"next_{component.value}_on__lte": when.on},
    )
    return found


def ready_at(component: Component, when: Moment) -> QuerySet[Donor]:
    """The same; everybody's person is looked up."""
    return rested_at(component, when).filter(_agreed_once(component, when))


def on_zalo_at(component: Component, when: Moment) -> QuerySet[Donor]:
    """Those of `ready` whom a question reaches on Zalo and who want it there: what the index by
    place knows by itself, but for the few who are one person in several rows."""
    return maybe_at(component, when).filter(_once(component, when))


def maybe_at(component: Component, when: Moment) -> QuerySet[Donor]:
    """The same, but for them: see `once`."""
    found: QuerySet[Donor] = rested_at(component, when).filter(
        wishes(ZALO), askable__gt=Donor.Askable.NO.value
    )
    return found


def _once(component: Component, when: Moment) -> Case:
    return Case(
        When(askable=Donor.Askable.YES, then=True),
        When(_agreed_once(component, when) & Q(EachRow(on_zalo())), then=True),
        default=False,
        output_field=BooleanField(),
    )


def _agreed_once(component: Component, when: Moment) -> Q:
    """Whoever agreed; of two rows that are one person the first whom Zalo reaches."""
    next_on = f"next_{component.value}_on"
    donors = Donor.objects.unscoped(why="the register is the province's, asking sees all of it")
    twins = donors.filter(actor__in=selves(OuterRef(OuterRef("actor")))).exclude(pk=OuterRef("pk"))
    rests = Q(last_asked_at__gte=when.rested) | Q(**{f"{next_on}__gt": when.on})
    rests |= Q(ask_from__gt=when.on)
    first = ~EachRow(twins.filter(rests | Q(EachRow(on_zalo()), pk__lt=OuterRef("pk"))))
    return may_be_asked(ASK.code) & Q(first)


class Held(NamedTuple):
    """Somebody who is asked now, and by nobody else."""

    pk: int
    actor_id: int
    name: str


_HOLD = """
WITH held (id, name) AS MATERIALIZED ({})
UPDATE donors_donor SET last_asked_at = %s, rests = true,
    ask_from = greatest(ask_from, (%s::date[])[every_months])
FROM held WHERE donors_donor.id = held.id
RETURNING donors_donor.id, donors_donor.actor_id, held.name
"""


def hold(ids: Sequence[int], at: datetime, rested: datetime) -> list[Held]:
    """Those of the chosen whom no other act is asking at this moment, who are still rested and
    still agree: their rest begins, and that of whoever wishes to be asked at most once in some
    months."""
    sql, params = _of_these(held=True)
    on = clock.today(at)
    seldom = [later(on, months) for months in range(1, MOST_MONTHS + 1)]
    known = moment(at, rested)._asdict() | {"ids": list(ids)}
    return [Held(*row) for row in rows(_HOLD.format(sql), [*bound(params, known), at, seldom])]


def once(component: Component, ids: Sequence[int], at: datetime, rested: datetime) -> set[int]:
    """Of these, who are each one person in several rows, those who are asked for the person."""
    sql, params = _of_these(held=False)
    known = moment(at, rested)._asdict() | {"ids": list(ids)}
    return {pk for (pk,) in rows(of_component(sql, component), bound(params, known))}


def of_component(sql: str, component: Component) -> str:
    """What was written for whole blood, for another component: another column, that is all."""
    return sql.replace('"next_whole_on"', f'"next_{component.value}_on"')


@cache
def _of_these(*, held: bool) -> tuple[str, tuple[Any, ...]]:
    donors = Donor.objects.unscoped(why="the rows that matching has just chosen")
    these = donors.crossing("person", why="the names by which the chosen are greeted").filter(
        Among("pk", Later("ids", ArrayField(BigIntegerField()), "::bigint[]"))
    )
    if held:
        rested = Q(last_asked_at=None) | Q(last_asked_at__lt=LATER.rested)
        these = these.filter(rested, ended_in=None, askable__gt=Donor.Askable.NO.value)
        these = these.select_for_update(skip_locked=True, no_key=True, of=("self",))
        these = these.values_list("pk", "person__name")
    else:
        these = these.filter(_once(Component.WHOLE, LATER)).values_list("pk")
    found: tuple[str, tuple[Any, ...]] = these.query.sql_with_params()
    return found


def rest_over(at: datetime) -> int:
    """Whoever was asked longer ago stands again among those who may be free; how many."""
    donors = Donor.objects.unscoped(why="whose rest is over, in every ward")
    return int(donors.filter(rests=True, last_asked_at__lt=at - REST).update(rests=False))
