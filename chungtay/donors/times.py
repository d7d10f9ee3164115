"""How often somebody has given, by kind and in a period, as the book counts it."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import F, QuerySet

from chungtay.donors.actions.measures import GIFTS
from chungtay.journal.models import Line
from chungtay.journal.selection import starts
from chungtay.kit.quantities import ZERO, Quantity, at_least
from chungtay.transfusion.groups import Component

_KINDS = {measure.code: kind for kind, measure in GIFTS.items()}
Times = dict[Component, Quantity]


def lines_of(actors: Collection[int]) -> QuerySet[Line]:
    """What the book counts of them, and nothing that was taken back."""
    every = Line.objects.filter(subject__in=actors, measure__code__in=_KINDS)
    voided = every.filter(voids__isnull=False).values(original=F("voids"))
    return every.filter(voids=None).exclude(pk__in=voided).select_related("measure")


def times(
    actors: Collection[int], since: date | None = None, last: date | None = None
) -> dict[int, Times]:
    """By Actor and kind, from `since` to `last` (both included), always unless told; whoever has
    given nothing that is written down is not among them."""
    standing = lines_of(actors)
    if since is not None:
        standing = standing.filter(at__gte=starts(since))
    if last is not None:
        standing = standing.filter(at__lt=starts(last + timedelta(days=1)))
    found: dict[int, Times] = {}
    for line in standing.order_by("at", "pk"):
        mine, kind = found.setdefault(line.subject_id or 0, {}), _KINDS[line.measure.code]
        one = Quantity(line.lo, line.hi, line.word)
        mine[kind] = mine[kind] + one if kind in mine else one
    return found


def over(given: Times, number: int) -> bool:
    """Whether these are surely more than so many, all kinds together: "trên 8" is more than 8."""
    total = sum(given.values(), start=ZERO)
    if total.lo is None or total.lo < number:
        return False
    open_above = total.hi is None and total.word != at_least(number).word
    return total.lo > number or open_above
