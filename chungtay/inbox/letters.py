"""What people wrote that no machine can answer, as far as a reader may know of it.

An account may speak for a whole province, so what came in through it is found by where the one
who wrote lives; somebody nobody knows is read by those who work where the account does.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext as _

from chungtay.carriers.zalo.events import parse
from chungtay.channels.models import Channel
from chungtay.inbox.models import Inbound, Settlement
from chungtay.journal import naming
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.people.models import ContactPoint
from chungtay.places.models import Place

FOR_PEOPLE = (Inbound.Outcome.FREE_TEXT, Inbound.Outcome.WITHDRAWAL)
SETTLE = "inbox.settle"


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter as the page shows it."""

    pk: int
    name: str
    text: str
    withdrawal: bool
    at: str
    on: str
    may_settle: bool


def readable(acting: Acting) -> Any:
    """Letters of people within reach, settled or not, the newest first; `lives` and `writer`
    (a place's and an Actor's id) are null for somebody nobody knows."""
    who = ContactPoint.objects.unscoped(
        why="what came in is found by where its writer lives"
    ).filter(
        kind=ContactPoint.Kind.ZALO, ended_in=None,
        value=Concat(OuterRef("channel__oa_id"), Value("/"), OuterRef("user_id")),
    )  # fmt: skip
    rows = (
        Inbound.objects.unscoped(why="what came in is found by where its writer lives")
        .crossing("channel", why="a Zalo user is one of one account")
        .filter(outcome__in=FOR_PEOPLE)
        .annotate(lives=Subquery(who.values("place")[:1]), writer=Subquery(who.values("actor")[:1]))
        .order_by("-pk")
    )
    reach = acting.reach()
    if reach is None:
        return rows
    return rows.filter(Q(lives__in=reach) | Q(lives=None, place__in=reach))


def unsettled(acting: Acting) -> Any:
    settled = Settlement.objects.unscoped(
        why="what came in is found by where its writer lives"
    ).filter(inbound=OuterRef("pk"))
    return readable(acting).filter(~Exists(settled))


def place_of(inbound: Inbound) -> Place:
    """Where the one who wrote lives, or the account's place if nobody knows them."""
    oa_id = (
        Channel.objects.unscoped(why="what came in is found by where its writer lives")
        .get(pk=inbound.channel_id)
        .oa_id
    )
    who = ContactPoint.objects.unscoped(
        why="what came in is found by where its writer lives"
    ).filter(kind=ContactPoint.Kind.ZALO, ended_in=None, value=f"{oa_id}/{inbound.user_id}")
    contact = who.select_related("place").first()
    return contact.place if contact else inbound.place


def shown(rows: list[Any], acting: Acting) -> list[Letter]:
    """These rows of `readable`, in words."""
    names = naming.names({row.writer for row in rows if row.writer}, acting)
    return [
        Letter(
            pk=row.pk,
            name=names.get(row.writer) or _("Người chưa có trong sổ"),
            text=parse(bytes(row.body)).text,
            withdrawal=row.outcome == Inbound.Outcome.WITHDRAWAL,
            at=clock.time_of(row.happened_at),
            on=clock.day(row.happened_at),
            may_settle=acting.may(SETTLE, row.lives or row.place_id),
        )
        for row in rows
    ]
