"""Who of the register may be asked on a day: agreed, rested, of age, and not twice as two rows."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple, Protocol

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
    Value,
    When,
)
from django.db.models.functions import Greatest
from django.db.models.lookups import GreaterThan

from chungtay.donors.models import ZALO, Donor
from chungtay.donors.purposes import ASK
from chungtay.donors.wishes import later
from chungtay.kit import clock
from chungtay.kit.asking import Among, EachRow, Later
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
    several = Case(
        When(askable=Donor.Askable.YES, then=True),
        When(_agreed_once(component, when) & Q(EachRow(on_zalo())), then=True),
        default=False,
        output_field=BooleanField(),
    )
    found: QuerySet[Donor] = rested_at(component, when).filter(
        wishes(ZALO), several, askable__gt=Donor.Askable.NO.value
    )
    return found


def _agreed_once(component: Component, when: Moment) -> Q:
    """Whoever agreed; of two rows that are one person the first whom Zalo reaches."""
    next_on = f"next_{component.value}_on"
    donors = Donor.objects.unscoped(why="the register is the province's, asking sees all of it")
    twins = donors.filter(actor__in=selves(OuterRef(OuterRef("actor")))).exclude(pk=OuterRef("pk"))
    rests = Q(last_asked_at__gte=when.rested) | Q(**{f"{next_on}__gt": when.on})
    rests |= Q(ask_from__gt=when.on)
    first = ~EachRow(twins.filter(rests | Q(EachRow(on_zalo()), pk__lt=OuterRef("pk"))))
    return may_be_asked(ASK.code) & Q(first)


class Resting(Protocol):
    """A donor, as far as their rest is concerned."""

    @property
    def pk(self) -> int: ...
    @property
    def every_months(self) -> int | None: ...


def asked(donors: Sequence[Resting], at: datetime) -> None:
    """Their rest begins, and that of whoever wishes to be asked at most once in some months."""
    rows = Donor.objects.unscoped(why="the donors just asked begin their rest")
    of = Value([donor.pk for donor in donors], ArrayField(BigIntegerField()))
    rows.filter(Among("pk", of)).update(last_asked_at=at)
    on = clock.today(at)
    for months in {donor.every_months for donor in donors if donor.every_months}:
        seldom = [donor.pk for donor in donors if donor.every_months == months]
        rows.filter(pk__in=seldom).update(ask_from=Greatest("ask_from", later(on, months)))
