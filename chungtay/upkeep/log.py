"""The log of questions and answers as rows for `recruiting.responding`: what was known when they
were asked, and whether they said yes. Read, counted, forgotten."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, Subquery

from chungtay.blood.history import LATELY, Past, features
from chungtay.blood.models import Ask, CallClosure, Reply
from chungtay.channels.models import Delivery
from chungtay.donors.models import Gift
from chungtay.donors.purposes import ASK
from chungtay.places.models import Place
from chungtay.recruiting.answering import USUAL
from chungtay.recruiting.responding import Row

LONG_OVER = timedelta(days=2)
"""An answer may come late; younger calls would look as if people were slower to say yes."""
OLDEST, MOST = timedelta(days=730), 50_000
REACH_WEIGHT = 20.0


@dataclass(slots=True)
class Log:
    """`minutes` of each answer; `reach`: the share of questions that did not fail to arrive."""

    rows: list[Row] = field(default_factory=list)
    minutes: list[float] = field(default_factory=list)
    reach: float = USUAL.reach


def read(place: Place, at: datetime) -> Log:
    """Five questions, whatever the size of the log."""
    over = CallClosure.objects.unscoped(why="which calls are long over").filter(
        closed_in__at__lt=at - LONG_OVER
    )
    first = Reply.objects.unscoped(why="what those who were asked said first").filter(
        ask=OuterRef("pk")
    )
    yes = first.filter(answer=Reply.Answer.COMING)
    asks = list(
        Ask.objects.unscoped(why="the log of a province, counted and forgotten")
        .crossing("donor", why="only when they gave last is looked at")
        .filter(
            place__province=place.pk, call__in=over.values("call"), asked_in__at__gte=at - OLDEST
        )
        .annotate(
            said_at=Subquery(first.order_by("pk").values("said_in__at")[:1]),
            agreed=Subquery(yes.values("pk")[:1]),
        )
        .order_by("-pk")
        .values_list(
            "donor", "actor", "asked_in", "asked_in__at", "distance_km", "said_at", "agreed"
        )[:MOST]
    )
    asks.reverse()
    gifts = _gifts({ask[0] for ask in asks})
    failed = _failed({ask[2] for ask in asks})
    found, before = Log(), defaultdict[int, list[tuple[datetime, bool]]](list)
    lost = 0
    for donor, actor, entry, asked_at, km, said_at, agreed in asks:
        earlier = before[donor]
        if (entry, actor) in failed and said_at is None:
            lost += failed[entry, actor] != "expired"
            continue
        days = [on for on in gifts.get(donor, []) if on < asked_at.date()]
        past = Past(
            len(days), min(days, default=None), len(earlier),
            sum(when >= asked_at - LATELY for when, _yes in earlier),
            sum(yes for _when, yes in earlier),
        )  # fmt: skip
        known = features(past, max(days, default=None), km, asked_at)
        found.rows.append((known, agreed is not None))
        earlier.append((asked_at, agreed is not None))
        if said_at is not None:
            found.minutes.append(max((said_at - asked_at).total_seconds() / 60.0, 0.1))
    arrived = len(found.rows) + USUAL.reach * REACH_WEIGHT
    found.reach = arrived / (len(found.rows) + lost + REACH_WEIGHT)
    return found


def _gifts(donors: set[int]) -> dict[int, list[date]]:
    rows = Gift.objects.unscoped(why="how often those in the log had given").filter(
        donor__in=donors, withdrawn_in=None
    )
    found = defaultdict[int, list[date]](list)
    for donor, on in rows.values_list("donor", "on"):
        found[donor].append(on)
    return found


def _failed(entries: set[int]) -> dict[tuple[int, int], str]:
    """By entry and recipient of questions that did not arrive: why. What was held back because the
    call was over ("expired") says nothing of how surely questions arrive."""
    rows = Delivery.objects.unscoped(why="which questions of the log did not arrive").filter(
        message__entry__in=entries, message__purpose=ASK.code, state=Delivery.State.FAILED
    )
    found = rows.values_list("message__entry", "message__recipient", "code")
    return {(entry, recipient): code for entry, recipient, code in found}
