"""`./run bench journal [--lines N]`: figures, writing and closing at 5,000,000 lines.

On a cluster of its own with ordinary durability (fsync on, synchronous_commit on), in a folder that
is removed afterwards. A figure is the number with its word; the page's, with every month and place,
is printed beside it. `_journal_data` says what the book looks like, `_journal_writing` what
"without the machinery" means. Times are medians; each figure is compared with the full sum over
all its lines in the same run.
"""

import argparse
import json
import statistics
import sys
import time
from datetime import date, timedelta

import psycopg

from chungtay.command.house import house

OPEN = 100_000
AT_ONCE = 10_000
"""Lines written in one transaction: a book of one transaction would mislead the planner."""
REPEATS = 15
FULL = """
SELECT count(*), coalesce(sum(lo), 0), coalesce(sum(hi), 0),
       count(*) FILTER (WHERE lo IS NULL), count(*) FILTER (WHERE hi IS NULL)
FROM journal_line l
WHERE measure_id = %(m)s AND at >= %(a)s AND at < %(b)s AND voids_id IS NULL
  AND NOT EXISTS (SELECT FROM journal_line v WHERE v.voids_id = l.id)
  AND NOT EXISTS (
      SELECT FROM journal_line w WHERE w.id = l.within_id AND w.at >= %(a)s AND w.at < %(b)s
         AND NOT EXISTS (SELECT FROM journal_line v WHERE v.voids_id = w.id))
"""
"""The plain sum: every line read, nesting one level deep as the book has it."""
NEW = """
INSERT INTO journal_line (entry_id, at, place_id, measure_id, lo, hi, word)
SELECT (SELECT max(id) FROM journal_entry), '2021-01-01 08:00+07'::timestamptz
       + (n * 7919 %% 157680000) * interval '1 second', p.id, %(m)s, n %% 50, n %% 50, ''
FROM generate_series(%(first)s::bigint, %(last)s::bigint) n
JOIN bench_place p ON p.number = n %% %(places)s
"""


def main() -> int:
    parser = argparse.ArgumentParser(prog="./run bench journal")
    parser.add_argument("--lines", type=int, default=5_000_000)
    lines = parser.parse_args().lines
    with house() as here, psycopg.connect(here.owner_url, autocommit=True) as owner:
        result = {**writing(owner), **reading(owner, lines)}
    print(json.dumps(result))
    return 0


def writing(owner: psycopg.Connection) -> dict[str, float]:
    from django.db import connection

    from bench import _journal_writing as writes
    from chungtay.command import postgres
    from chungtay.journal import measures
    from chungtay.kit import clock
    from chungtay.places.models import Place

    measures.load()
    writes.prepare(owner, postgres.APP)
    place = Place.objects.filter(kind="commune", valid_to=None).first()
    assert place is not None
    found, with_it, without = writes.ratio(place, clock.now(), 20, 200)
    say("việc ghi mỗi giây, qua @action", f"{with_it:,.0f}")
    say("việc ghi mỗi giây, không có bộ máy", f"{without:,.0f}")
    say("tỷ lệ", f"{found:.3f}")
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
        strict, *_speeds = writes.ratio(place, clock.now(), 20, 200)
        cursor.execute("RESET synchronous_commit")
    say("tỷ lệ khi không chờ đĩa", f"{strict:.3f}")
    return {
        "write_ratio": round(found, 3),
        "write_ratio_without_waiting_for_disk": round(strict, 3),
    }


def reading(owner: psycopg.Connection, lines: int) -> dict[str, float]:
    from bench._journal_data import Book
    from chungtay.journal.closing import ENTRY, LINE, close, digested
    from chungtay.kit import clock

    start = time.perf_counter()
    book = Book(owner, lines)
    for first in range(1, lines + 1, AT_ONCE):
        book.fill(first, min(first + AT_ONCE - 1, lines))
    owner.execute("VACUUM (ANALYZE)")
    say("dựng sổ", f"{time.perf_counter() - start:.0f} s")
    start = time.perf_counter()
    closing = close(clock.now())
    seconds = time.perf_counter() - start
    assert closing is not None
    say("chốt", f"{closing.lines:,} dòng, {closing.entries:,} việc trong {seconds:.1f} s")
    owner.execute("ANALYZE journal_tally")
    result = {"closing_lines_per_s": round(closing.lines / seconds)}
    for what, table, columns in (("một dòng", "journal_line", LINE),
                                 ("một việc", "journal_entry", ENTRY)):  # fmt: skip
        start = time.perf_counter()
        read = digested(table, columns, closing.from_tx, closing.to_tx)
        each = (time.perf_counter() - start) / read.count * 1e6
        say(f"  trong đó đọc ra và băm {what}", f"{each:.1f} µs")
    odd = (date(2021, 3, 14), date(2025, 9, 27))
    year = (date(2023, 1, 1), date(2024, 1, 1))
    say("một năm, việc thường", f"{figure(owner, book.measure + 5, *year):.1f} ms")
    result["figure_ms"] = figure(owner, book.measure + 5, *odd)
    result["heavy_ms"] = figure(owner, book.measure, *odd)
    for first in range(0, OPEN, 1000):
        values = {"m": book.measure + 7, "first": first, "last": first + 999, "places": book.places}
        owner.execute(NEW, values)
    result["open_ms"] = figure(owner, book.measure + 7, *odd, at_least_open=OPEN // 2)
    page = figure(owner, book.measure, *odd, parts=True)
    say("việc chiếm 1/4 sổ, từng tháng, từng nơi", f"{page:.1f} ms")
    page = figure(owner, book.measure + 7, *odd, parts=True)
    say("100.000 dòng chưa chốt, tháng và nơi", f"{page:.1f} ms")
    for name, what in (("figure_ms", "việc thường, ngày bất kỳ"), ("heavy_ms", "việc chiếm 1/4 sổ"),
                       ("open_ms", "100.000 dòng chưa chốt")):  # fmt: skip
        say(what, f"{result[name]:.1f} ms")
    return result


def figure(
    owner: psycopg.Connection,
    measure_id: int,
    since: date,
    until: date,
    at_least_open: int = 0,
    parts: bool = False,
) -> float:
    """Median milliseconds of the figure, which must equal the full sum."""
    from chungtay.journal import figures
    from chungtay.journal.selection import Selection, starts
    from chungtay.kit.quantities import Total

    selection = Selection(measure_id, since, until)
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        answer = figures.figure(selection, parts=parts)
        times.append((time.perf_counter() - start) * 1000)
    values = {"m": measure_id, "a": starts(since), "b": starts(until)}
    row = owner.execute(FULL, values).fetchone()
    assert row is not None
    assert (answer.lines, answer.cell.total) == (row[0], Total(*row[1:])), "khác tổng đầy đủ"
    assert answer.open >= at_least_open
    assert until - since > timedelta(0)
    return round(statistics.median(times), 1)


def say(what: str, value: str) -> None:
    print(f"{what:<40} {value:>36}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
