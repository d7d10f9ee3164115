"""What is known of donors when a call weighs whom to ask: gifts, and what they answered before.

Counts that live as long as the call that asks; nothing made of them is kept.
"""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import OuterRef, Q, Subquery

from chungtay.blood.models import Ask, Reply
from chungtay.donors.models import Gift
from chungtay.journal.models import Entry
from chungtay.kit import clock
from chungtay.kit.asking import EachRow, HowMany
from chungtay.recruiting import responding
from chungtay.recruiting.responding import Features

LATELY = timedelta(days=30)
MONTH = 30.44


class Past(NamedTuple):
    """`gifts` that stand and the day of the first; how often they were asked for other calls, in
    the last thirty days, and said yes."""

    gifts: int = 0
    first: date | None = None
    asked: int = 0
    alerts: int = 0
    yeses: int = 0


def columns(donor: str, call: Any, at: Any, since: Any) -> dict[str, Any]:
    """What is known of the donor whose id stands in this column, in the order of `Past`. `call` is
    the one in hand, `since` thirty days before `at`."""
    gifts = Gift.objects.unscoped(why="how often those who may be asked have given").filter(
        donor=OuterRef(donor), withdrawn_in=None
    )
    coming = Reply.objects.unscoped(why="how often those who may be asked said yes").filter(
        ask=OuterRef("pk"), answer=Reply.Answer.COMING
    )
    asks = Ask.objects.unscoped(why="how often those who may be asked were asked").filter(
        ~Q(call=call), donor=OuterRef(donor)
    )
    # From the few asks of one donor to their entries, whatever the planner believes of how many
    # entries there are: a join it may begin at the other end, for each of three hundred donors.
    when = Subquery(Entry.objects.filter(pk=OuterRef("asked_in")).values("at"))
    asks = asks.alias(when=when).filter(when__lt=at)
    return {
        "gave": HowMany(gifts.values("pk")),
        "gave_first": Subquery(gifts.order_by("on").values("on")[:1]),
        "were_asked": HowMany(asks.values("pk")),
        "alerted": HowMany(asks.filter(when__gte=since).values("pk")),
        "agreed_to": HowMany(asks.filter(EachRow(coming)).values("pk")),
    }


def features(past: Past, last_gift_on: date | None, km: float, at: datetime) -> Features:
    """As `recruiting.responding` takes them. Somebody of whom no gift is in the books may well have
    given: that is unknown, not zero."""
    here = at.astimezone(clock.VN)
    found = responding.of_asking(km, here.hour, past.alerts, past.yeses, past.asked)
    today = here.date()
    return found | responding.of_gifts(
        _months(last_gift_on, today), past.gifts or None, _months(past.first, today)
    )


def _months(since: date | None, today: date) -> float | None:
    return None if since is None else max((today - since).days, 0) / MONTH
