"""Which lines a figure is asked about: a measure, whole days, places, perhaps a programme."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection

from chungtay.kit.clock import VN

COVER = """
WITH RECURSIVE cover(id) AS (
    SELECT unnest(%s::bigint[])
  UNION
    SELECT next.id FROM cover, LATERAL (
        SELECT p.id FROM places_place p WHERE p.parent_id = cover.id
      UNION ALL
        SELECT s.predecessor_id FROM places_succession s
        WHERE s.successor_id = cover.id AND s.kind = 'whole'
    ) next
)
SELECT id FROM cover
"""


def cover(*place_ids: int) -> frozenset[int]:
    """These places, all below them, and the predecessors they wholly took over (DESIGN rule 9)."""
    with connection.cursor() as cursor:
        cursor.execute(COVER, [list(place_ids)])
        return frozenset(row[0] for row in cursor.fetchall())


def month_of(day: date) -> date:
    return day.replace(day=1)


def next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def a_year_before(day: date) -> date:
    """The same day a year earlier; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def starts(day: date) -> datetime:
    """The moment a day begins in Viet Nam."""
    return datetime(day.year, day.month, day.day, tzinfo=VN)


@dataclass(frozen=True, slots=True)
class Selection:
    """Lines of `measure` that happened on the days [since, until), at `places` (None: anywhere).

    `by_commune` says that `places` holds communes only with all that lies in them, so that
    tallies, kept by commune, can answer; otherwise every line is read. `programme` None is any.
    """

    measure: int
    since: date
    until: date
    places: frozenset[int] | None = None
    by_commune: bool = True
    programme: int | None = None

    def months(self) -> list[date]:
        """The first days of the months that the period touches."""
        found, month = [], month_of(self.since)
        while month < self.until:
            found.append(month)
            month = next_month(month)
        return found

    def whole_months(self) -> tuple[date, date]:
        """First days [from, to) of the months that lie whole in the period, for the tallies."""
        first = self.since if self.since.day == 1 else next_month(self.since)
        return (first, max(first, month_of(self.until))) if self.by_commune else (first, first)

    def loose_days(self) -> list[tuple[date, date]]:
        """The rest of the period: days [from, to) whose lines are read one by one."""
        first, last = self.whole_months()
        if first == last:
            return [(self.since, self.until)]
        return [(a, b) for a, b in ((self.since, first), (last, self.until)) if a < b]
