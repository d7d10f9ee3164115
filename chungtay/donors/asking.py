"""Who of the register may be asked on a day: agreed, rested, of age, and not twice as two rows."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from chungtay.donors.models import Donor
from chungtay.donors.purposes import ASK
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
    """Donors who agreed, were last asked before `rested`, and are of age on that day; of two rows
    that are one person, the first that Zalo reaches, unless either rests."""
    on, next_on = clock.today(at), f"next_{component.value}_on"
    donors = Donor.objects.unscoped(why="the register is the province's, asking sees all of it")
    twins = donors.filter(actor__in=selves(OuterRef(OuterRef("actor")))).exclude(pk=OuterRef("pk"))
    rests = Q(last_asked_at__gte=rested) | Q(**{f"{next_on}__gt": on})
    found: QuerySet[Donor] = donors.filter(
        Q(ask_until=None) | Q(ask_until__gt=on),
        Q(last_asked_at=None) | Q(last_asked_at__lt=rested),
        ~Exists(twins.filter(rests | Q(Exists(on_zalo()), pk__lt=OuterRef("pk")))),
        may_be_asked(ASK.code),
        ended_in=None,
        **{f"{next_on}__lte": on},
    )
    return found


def asked(donors: list[Donor], at: datetime) -> None:
    """Their rest begins."""
    Donor.objects.unscoped(why="the donors just asked begin their rest").filter(
        pk__in=[donor.pk for donor in donors]
    ).update(last_asked_at=at)
