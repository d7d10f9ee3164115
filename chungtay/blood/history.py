"""What is known of donors when a call weighs whom to ask: gifts, and what they answered before.

Counts that live as long as the call that asks; nothing made of them is kept.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, Exists, Min, OuterRef, Q

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


def of(donors: Iterable[int], call_id: int, at: datetime) -> dict[int, Past]:
    """Two questions, however many there are; none where there is nobody."""
    donor_ids = list(donors)
    if not donor_ids:
        return {}
    gifts = (
        Gift.objects.unscoped(why="how often those who may be asked have given")
        .filter(donor__in=donor_ids, withdrawn_in=None)
        .values_list("donor")
        .annotate(Count("pk"), Min("on"))
    )
    given = {donor: (count, first) for donor, count, first in gifts}
    coming = Reply.objects.unscoped(why="how often those who may be asked said yes").filter(
        ask=OuterRef("pk"), answer=Reply.Answer.COMING
    )
    asks = (
        Ask.objects.unscoped(why="how often those who may be asked were asked")
        .filter(donor__in=donor_ids, asked_in__at__lt=at)
        .exclude(call=call_id)
        .values_list("donor")
        .annotate(
            times=Count("pk"),
            lately=Count("pk", filter=Q(asked_in__at__gte=at - LATELY)),
            agreed=Count("pk", filter=Exists(coming)),
        )
    )
    said = {donor: counts for donor, *counts in asks}
    return {
        donor: Past(*given.get(donor, (0, None)), *said.get(donor, (0, 0, 0)))
        for donor in given.keys() | said.keys()
    }


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
