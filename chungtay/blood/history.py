"""What is known of donors when a call weighs whom to ask: gifts, and what they answered before.

Counts that live as long as the call that asks; nothing made of them is kept.
"""

from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q

from chungtay.blood.models import Ask, Reply
from chungtay.donors.models import Gift
from chungtay.kit import clock
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


NOBODY_KNOWS = Past()


def columns(donor: str, call: Any, at: Any) -> dict[str, Any]:
    """What is known of the donor whose id stands in this column: the days of the gifts, the times
    at which they were asked for other calls, and the questions to which they said yes."""
    gifts = Gift.objects.unscoped(why="how often those who may be asked have given")
    coming = Reply.objects.unscoped(why="how often those who may be asked said yes").filter(
        ask=OuterRef("pk"), answer=Reply.Answer.COMING
    )
    asks = Ask.objects.unscoped(why="how often those who may be asked were asked").filter(
        ~Q(call=call), donor=OuterRef(donor), asked_in__at__lt=at
    )
    return {
        "gave": ArraySubquery(gifts.filter(donor=OuterRef(donor), withdrawn_in=None).values("on")),
        "were_asked": ArraySubquery(asks.values("asked_in__at")),
        "agreed_to": ArraySubquery(asks.filter(Exists(coming)).values("pk")),
    }


def past(gave: list[date], asked: list[datetime], agreed: list[int], at: datetime) -> Past:
    """Of these columns."""
    if not gave and not asked:
        return NOBODY_KNOWS
    since = at - LATELY
    return Past(
        len(gave), min(gave, default=None), len(asked), sum(when >= since for when in asked),
        len(agreed),
    )  # fmt: skip


def features(past: Past, last_gift_on: date | None, km: float, at: datetime) -> Features:
    """As `recruiting.responding` takes them. Somebody of whom no gift is in the books may well have
    given: that is unknown, not zero."""
    found = responding.of_asking(
        km, at.astimezone(clock.VN).hour, past.alerts, past.yeses, past.asked
    )
    today = clock.today(at)
    return found | responding.of_gifts(
        _months(last_gift_on, today), past.gifts or None, _months(past.first, today)
    )


def _months(since: date | None, today: date) -> float | None:
    return None if since is None else max((today - since).days, 0) / MONTH
