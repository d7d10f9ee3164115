"""Who of the register may be asked on a day: agreed, rested, of age, and not twice as two rows."""

from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Greatest
from django.db.models.lookups import GreaterThan

from chungtay.donors.models import Donor
from chungtay.donors.purposes import ASK
from chungtay.donors.wishes import later
from chungtay.kit import clock
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


def ready(component: Component, at: datetime, rested: datetime) -> QuerySet[Donor]:
    """Donors who agreed, were last asked before `rested`, are of age on that day, and wish to be
    asked then; of two rows that are one person, the first that Zalo reaches, unless either rests
    or one of them pauses."""
    on, next_on = clock.today(at), f"next_{component.value}_on"
    here = at.astimezone(clock.VN)
    donors = Donor.objects.unscoped(why="the register is the province's, asking sees all of it")
    twins = donors.filter(actor__in=selves(OuterRef(OuterRef("actor")))).exclude(pk=OuterRef("pk"))
    rests = Q(last_asked_at__gte=rested) | Q(**{f"{next_on}__gt": on}) | Q(ask_from__gt=on)
    today = F("days").bitand(1 << here.weekday())
    found: QuerySet[Donor] = donors.filter(
        Q(ask_until=None) | Q(ask_until__gt=on),
        Q(last_asked_at=None) | Q(last_asked_at__lt=rested),
        ~Exists(twins.filter(rests | Q(Exists(on_zalo()), pk__lt=OuterRef("pk")))),
        may_be_asked(ASK.code),
        GreaterThan(today, 0),
        ended_in=None,
        ask_from__lte=on,
        hours_from__lte=here.hour,
        hours_to__gt=here.hour,
        **{f"{next_on}__lte": on},
    )
    return found


def asked(donors: list[Donor], at: datetime) -> None:
    """Their rest begins, and that of whoever wishes to be asked at most once in some months."""
    rows = Donor.objects.unscoped(why="the donors just asked begin their rest")
    rows.filter(pk__in=[donor.pk for donor in donors]).update(last_asked_at=at)
    on = clock.today(at)
    for months in {donor.every_months for donor in donors if donor.every_months}:
        seldom = [donor.pk for donor in donors if donor.every_months == months]
        rows.filter(pk__in=seldom).update(ask_from=Greatest("ask_from", later(on, months)))
