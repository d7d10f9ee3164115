"""What the tests of the journal write with: a measure, a verb, and a count done the long way."""

import time
from collections.abc import Iterable
from datetime import timedelta

from django.db import connection

from chungtay.journal import act
from chungtay.journal.act import line
from chungtay.journal.closing import close, horizon
from chungtay.journal.measures import measure
from chungtay.journal.models import Line
from chungtay.journal.selection import Selection, starts
from chungtay.kit.quantities import Quantity, Total

TREES = measure("test.trees", "cây đã trồng", unit="cái")
MEALS = measure("test.meals", "suất cơm đã phát", unit="suất", audience="public")
RICE = measure("test.rice", "gạo đã trao", unit="kg")
WELLS = measure("test.wells", "giếng đã đào", unit="cái", audience="public")


@act.action("test.do")
def do(*, actor, at, place, things):
    """Write lines: dicts of the arguments of `line`."""
    written = [line(**{"measure": TREES, **thing}) for thing in things]
    act.current().flush()
    return written


@act.action("test.seal_away", sealed=True)
def seal_away(*, actor, at, place, quantity):
    written = line(TREES, quantity)
    act.current().flush()
    return written


def naive(selection: Selection) -> tuple[int, Total]:
    """Count from DESIGN's words alone, in Python, over every line there is."""
    lines = {row.pk: row for row in Line.objects.all()}
    voided = {row.voids_id for row in lines.values() if row.voids_id}
    live = {pk: row for pk, row in lines.items() if not row.voids_id and pk not in voided}

    def chosen(row: Line) -> bool:
        return (
            row.measure_id == selection.measure
            and starts(selection.since) <= row.at < starts(selection.until)
            and (selection.places is None or row.place_id in selection.places)
            and (selection.programme is None or row.programme_id == selection.programme)
        )

    def around(row: Line) -> Iterable[Line]:
        while row.within_id:
            row = lines[row.within_id]
            yield row

    total, count = Total(), 0
    for row in live.values():
        if chosen(row) and not any(a.pk in live and chosen(a) for a in around(row)):
            total += Total.of(Quantity(row.lo, row.hi, row.word))
            count += 1
    return count, total


def days(n: float) -> timedelta:
    return timedelta(days=n)


def close_all(at):
    """Close what was written so far, once transactions of other tests on this server have ended."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())")
        reached = int(cursor.fetchone()[0])
    for _ in range(600):
        if horizon() >= reached:
            break
        time.sleep(0.1)
    return close(at)
