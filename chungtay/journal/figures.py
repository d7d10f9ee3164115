"""A figure is a question: tallies of whole months, and lines for all that tallies do not hold.

One statement, so one snapshot: what a closing rolls while we ask is counted once. Live lines are
those that no line voids; a voiding line takes its line away again. A line `within` another counts
only where no live line around it is in the same selection. Months and places of a figure always
add up to it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import connection

from chungtay.journal.closing import SUMS, last_closing, refuse_elsewhere
from chungtay.journal.models import Closing
from chungtay.journal.selection import Selection, starts
from chungtay.kit.quantities import Quantity, Total

FILTERS = """
    {alias}.measure_id = ANY(%(measures)s::smallint[])
    AND (%(all_places)s OR {alias}.{place} = ANY(%(places)s::bigint[]))
    AND (%(programme)s::bigint IS NULL OR {alias}.programme_id = %(programme)s::bigint)
"""
_LINES = FILTERS.format(alias="l", place="place_id")

TALLIES = f"""
SELECT t.measure_id, width_bucket(t.month, %(days)s::date[]) AS month, t.commune_id AS place_id,
       t.lines, t.lo, t.hi, t.lo_open, t.hi_open,
       0 AS nested, 0 AS open
FROM journal_tally t
WHERE t.month >= %(first)s AND t.month < %(last)s
  AND {FILTERS.format(alias="t", place="commune_id")}
"""  # noqa: S608
COLUMNS = "l.measure_id, l.at, l.place_id, l.lo, l.hi, l.word"
LOOSE = f"""
SELECT {COLUMNS}, l.voids_id, false AS nested, false AS open FROM journal_line l
WHERE l.at >= %(loose_{{n}})s AND l.at < %(end_{{n}})s AND {_LINES}
"""  # noqa: S608
OPEN = f"""
SELECT {COLUMNS}, l.voids_id, false AS nested, true AS open
FROM (
    SELECT tx, programme_id, voids_id, {COLUMNS}
    FROM journal_line l WHERE tx >= %(horizon)s OFFSET 0
) l
WHERE l.tx >= (SELECT to_tx FROM closed) AND l.at >= %(first_at)s AND l.at < %(last_at)s
  AND {_LINES}
"""  # noqa: S608
"""The fence (OFFSET 0) keeps the search on the index of transactions; the horizon read before is a
constant the planner can reckon with, the one of this snapshot decides."""
LIVE = "(SELECT v.id FROM journal_line v WHERE v.voids_id = l.id) IS NULL"
"""Asked line by line: as an anti-join the planner reads every voiding line there is."""
NESTED = f"""
nested AS MATERIALIZED (
    SELECT l.id, l.within_id, l.measure_id, l.at, l.place_id, l.lo, l.hi, l.word FROM journal_line l
    WHERE l.within_id IS NOT NULL AND l.voids_id IS NULL AND l.at >= %(since)s AND l.at < %(until)s
      AND {_LINES} AND {LIVE}
),
around AS (
    SELECT nested.id AS child, w.id, w.within_id, w.measure_id, w.at, w.place_id, w.programme_id
    FROM nested JOIN journal_line w ON w.id = nested.within_id
  UNION ALL
    SELECT around.child, w.id, w.within_id, w.measure_id, w.at, w.place_id, w.programme_id
    FROM around JOIN journal_line w ON w.id = around.within_id
),
held AS (
    SELECT DISTINCT l.child FROM around l
    WHERE l.at >= %(since)s AND l.at < %(until)s AND {_LINES} AND {LIVE}
)
"""  # noqa: S608
"""`held` are the nested lines whose quantity a live line around them already gives."""
TAKEN_OFF = f"""
SELECT {COLUMNS}, l.id AS voids_id, true AS nested, false AS open
FROM nested l JOIN held ON held.child = l.id
"""  # noqa: S608
"""Taken off as if the line had been voided."""
SUMMED = f"""
SELECT {{measure}} AS measure_id, {{month}} AS month, {{place}} AS place_id, {SUMS},
       count(*) FILTER (WHERE nested) AS nested, count(*) FILTER (WHERE open) AS open
FROM ({{lines}}) l {{join}} {{group}}
"""  # noqa: S608
MONTH = "width_bucket(l.at, %(months)s::timestamptz[])"
GROUPED = {"measure": "l.measure_id", "group": "GROUP BY 1, 2, 3"}
IN_COMMUNES = GROUPED | {
    "month": MONTH,
    "place": "coalesce(p.commune_id, p.id)",
    "join": "JOIN places_place p ON p.id = l.place_id",
}
AS_WRITTEN = GROUPED | {"month": MONTH, "place": "l.place_id", "join": ""}
UNDIVIDED = GROUPED | {"month": "NULL::int", "place": "NULL::bigint", "join": ""}
ONE_NUMBER = UNDIVIDED | {"measure": "(%(measures)s::smallint[])[1]", "group": ""}
"""Of one measure, undivided, nothing is grouped (PostgreSQL would sort the lines for it), and open
lines are summed where they are read."""
QUESTION = """
WITH RECURSIVE closed AS (
    SELECT coalesce((SELECT to_tx FROM journal_closing ORDER BY to_tx DESC LIMIT 1), '0') AS to_tx
),
{nested},
cells AS ({cells})
SELECT measure_id, {part}, sum(lines)::bigint, sum(lo), sum(hi),
       sum(lo_open)::bigint, sum(hi_open)::bigint, sum(nested)::bigint, sum(open)::bigint,
       (SELECT to_tx FROM closed), pg_snapshot_xmin(pg_current_snapshot())
FROM cells GROUP BY GROUPING SETS ((), (measure_id){divided})
"""
IN_PARTS = {
    "part": "grouping(month, place_id), month, place_id",
    "divided": ", (measure_id, month), (measure_id, place_id)",
}
IN_ONE = {"part": "3, NULL::int, NULL::bigint", "divided": ""}
WHOLE = 3
"""What `grouping` says of a row that is neither of one month nor of one place."""
HELD = "WITH RECURSIVE {nested} SELECT child FROM held"


NOTHING = Total()


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of live lines and their sum. No line is "not recorded", which is not zero."""

    lines: int = 0
    total: Total = NOTHING

    @property
    def quantity(self) -> Quantity | None:
        """The sum with its word; None where nothing was recorded."""
        return self.total.quantity() if self.lines else None

    def __add__(self, other: "Cell") -> "Cell":
        return Cell(self.lines + other.lines, self.total + other.total)


@dataclass(frozen=True, slots=True)
class Figure:
    """The answer to a selection.

    `nested` lines lie within others and are not counted twice; `open` lines were written since
    the last closing, at `closed_at`. `months` has every month of the period; `places` only those
    with lines, by commune (or by place, where the selection is not by commune).
    """

    selection: Selection
    cell: Cell
    nested: int
    open: int
    closed_at: datetime | None
    months: Mapping[date, Cell]
    places: Mapping[int, Cell]

    @property
    def lines(self) -> int:
        return self.cell.lines

    @property
    def quantity(self) -> Quantity | None:
        return self.cell.quantity


def figure(selection: Selection, *, parts: bool = True) -> Figure:
    """Count. Two statements: the last closing, then everything else in one snapshot.

    Without `parts` only the number itself, in half the time: no months, no places.
    """
    return figures(selection, [selection.measure], parts=parts)[selection.measure]


def figures(
    selection: Selection, measures: Collection[int], *, parts: bool = False
) -> dict[int, Figure]:
    """The same question of several measures at once, in the same two statements."""
    last = last_closing()
    with connection.cursor() as cursor:
        cursor.execute(_question(selection, measures, parts), _values(selection, measures, last))
        rows = [Row(*row) for row in cursor.fetchall()]
    refuse_elsewhere(int(rows[0].now), int(rows[0].closed))
    answers = {
        m: Figure(
            replace(selection, measure=m), Cell(), 0, 0, last.closed_at if last else None,
            {month: Cell() for month in selection.months()}, {},
        )
        for m in measures
    }  # fmt: skip
    for row in rows:
        if row.measure is not None:
            answers[row.measure] = row.added_to(answers[row.measure])
    return answers


class Row(NamedTuple):
    """A row of the answer: a whole figure, one of its months or one of its places."""

    measure: int | None
    part: int
    month: int | None
    place: int | None
    lines: int
    lo: Decimal
    hi: Decimal
    lo_open: int
    hi_open: int
    nested: int
    open: int
    closed: str
    now: str

    def added_to(self, figure: Figure) -> Figure:
        cell = Cell(self.lines, Total(self.lo, self.hi, self.lo_open, self.hi_open))
        if self.part == WHOLE:
            return replace(figure, cell=cell, nested=self.nested, open=self.open)
        if self.month is not None:
            month = list(figure.months)[self.month - 1]
            return replace(figure, months={**figure.months, month: cell})
        if self.place is None or not cell.lines:
            return figure
        return replace(figure, places={**figure.places, self.place: cell})


def _question(selection: Selection, measures: Collection[int], parts: bool) -> str:
    lines = [LOOSE.format(n=n) for n, _days in enumerate(selection.loose_days())] + [TAKEN_OFF]
    divided = IN_COMMUNES if selection.by_commune else AS_WRITTEN
    where = divided if parts else ONE_NUMBER if len(measures) == 1 else UNDIVIDED
    first, last = selection.whole_months()
    cells = [TALLIES] if first < last else []
    if first < last and where is ONE_NUMBER:
        cells.append(SUMMED.format(lines=OPEN, **where))
    elif first < last:
        lines.append(OPEN)
    cells.append(SUMMED.format(lines=" UNION ALL ".join(lines), **where))
    summed = IN_PARTS if parts else IN_ONE
    return QUESTION.format(nested=NESTED, cells=" UNION ALL ".join(cells), **summed)


def _values(
    selection: Selection, measures: Collection[int], closing: Closing | None
) -> dict[str, Any]:
    first, last = selection.whole_months()
    months = selection.months()
    values = {
        "measures": list(measures), "programme": selection.programme,
        "all_places": selection.places is None, "places": sorted(selection.places or ()),
        "first": first, "last": last, "first_at": starts(first), "last_at": starts(last),
        "since": starts(selection.since), "until": starts(selection.until),
        "days": months, "months": [starts(month) for month in months],
        "horizon": str(closing.to_tx if closing else 0),
    }  # fmt: skip
    for n, (since, until) in enumerate(selection.loose_days()):
        values[f"loose_{n}"], values[f"end_{n}"] = starts(since), starts(until)
    return values


def held(selection: Selection) -> list[int]:
    """Ids of the lines in the selection that a live line around them already counts."""
    with connection.cursor() as cursor:
        cursor.execute(HELD.format(nested=NESTED), _values(selection, [selection.measure], None))
        return [row[0] for row in cursor.fetchall()]
