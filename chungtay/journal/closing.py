"""The one job that rolls tallies and seals what has been written (DESIGN rule 7).

A closing covers the transactions [from_tx, to_tx). `to_tx` is the horizon below which every
transaction has ended, read in a statement of its own before any row is read: whatever lies below
it can neither appear nor vanish later, however slow a commit elsewhere is. Rows at or above the
last `to_tx` are open; figures add them by themselves.

Seal: sha256(salt ‖ sha256 of the entries ‖ sha256 of the lines), each row in PostgreSQL's binary
form (`record_send` of its id and the columns named below), in the order of their ids. The root is
sha256(root before ‖ salt ‖ digest ‖ bounds and counts).
"""

import fcntl
import hashlib
import os
import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _
from psycopg import Cursor

from chungtay.journal.models import Closing
from chungtay.kit.errors import Refused
from chungtay.kit.quantities import at_least, nearly

LOCK = 4_771_202
"""Advisory lock of the closing: one at a time in a database."""

ENTRY = (
    "verb::text", "actor_id", "at", "recorded_at", "place_id", "subject::text", "key::text",
    "part_of_id", "sealed",
)  # fmt: skip
LINE = (
    "entry_id", "at", "place_id", "measure_id", "programme_id", "subject_id", "lo", "hi",
    "word::text", "within_id", "voids_id",
)  # fmt: skip

WINDOW = 16_384
"""Ids read in one statement while sealing."""
ROWS = """
SELECT count(*), string_agg(row, ''::bytea), coalesce(bit_xor(mixed), 0)
FROM (
    SELECT record_send(ROW(id, {columns})) AS row, hash_record_extended(ROW({columns}), 0) AS mixed
    FROM {table} WHERE id >= %s AND id < %s AND tx >= %s AND tx < %s ORDER BY id OFFSET 0
) ordered
"""
BOUNDS = (
    "SELECT min(id), max(id) FROM"
    " (SELECT id FROM {table} WHERE tx >= %s AND tx < %s OFFSET 0) these"
)
"""The fence (OFFSET 0) keeps PostgreSQL from walking the primary key from its first row."""

BELOW = (
    f"lo IS NULL OR word <> '' AND (word = '{at_least(1).word}'"
    f" OR word = '{nearly(1).word}' AND lo IS DISTINCT FROM hi)"
)
"""Open below, as `kit.quantities.Total.of` has it."""
SIGN = "CASE WHEN voids_id IS NULL THEN 1 ELSE -1 END"
SUMS = f"""
    count(*) - 2 * count(voids_id) AS lines,
    coalesce(sum(CASE WHEN voids_id IS NULL THEN lo ELSE -lo END), 0) AS lo,
    coalesce(sum(CASE WHEN voids_id IS NULL THEN hi ELSE -hi END), 0) AS hi,
    coalesce(sum({SIGN}) FILTER (WHERE {BELOW}), 0) AS lo_open,
    coalesce(sum({SIGN}) FILTER (WHERE hi IS NULL), 0) AS hi_open
"""
"""A voiding line takes away what the line it voids has given."""

CELLS = f"""
SELECT ('1900-01-01'::date + (month - 1) * interval '1 month')::date AS month,
       commune_id, measure_id, programme_id, lines, lo, hi, lo_open, hi_open
FROM (
    SELECT width_bucket(l.at, (
               SELECT array_agg(('1900-01-01'::timestamp + n * interval '1 month')
                                AT TIME ZONE 'Asia/Ho_Chi_Minh' ORDER BY n)
               FROM generate_series(0, 3600) n
           )) AS month,
           coalesce(p.commune_id, p.id) AS commune_id, l.measure_id, l.programme_id, {SUMS}
    FROM journal_line l JOIN places_place p ON p.id = l.place_id
    WHERE l.tx >= %s AND l.tx < %s GROUP BY 1, 2, 3, 4
) cells
"""  # noqa: S608
"""Cells of the tally, counted from the lines of some transactions. Looking the month up among all
months' beginnings takes half the time of `date_trunc` with a time zone."""

ROLL = f"""
INSERT INTO journal_tally AS t
    (month, commune_id, measure_id, programme_id, lines, lo, hi, lo_open, hi_open)
{CELLS} ORDER BY measure_id, month, commune_id, programme_id
ON CONFLICT (measure_id, month, commune_id, programme_id) DO UPDATE SET
    lines = t.lines + excluded.lines, lo = t.lo + excluded.lo, hi = t.hi + excluded.hi,
    lo_open = t.lo_open + excluded.lo_open, hi_open = t.hi_open + excluded.hi_open
"""


class FromElsewhere(Refused):
    """The books were copied into a server whose transaction numbers lie behind theirs."""

    code = "journal.from_elsewhere"


@dataclass(frozen=True, slots=True)
class Seal:
    """What the rows of a range of transactions amount to."""

    entries: int
    lines: int
    digest: bytes
    fingerprint: int


@dataclass(frozen=True, slots=True)
class Rows:
    """What the rows of one table amount to: their number, digest and fingerprint."""

    count: int
    digest: bytes
    fingerprint: int


def seal(from_tx: int, to_tx: int, salt: bytes, *, meanwhile: Callable[[], object] = tuple) -> Seal:
    """Count and digest the rows of the transactions [from_tx, to_tx).

    They have ended, so they look the same to every connection: lines are read on one of its own,
    beside entries and whatever else is to be done `meanwhile` on this one.
    """
    with ThreadPoolExecutor(1) as beside:
        reading = beside.submit(_apart, "journal_line", LINE, from_tx, to_tx)
        meanwhile()
        entries = digested("journal_entry", ENTRY, from_tx, to_tx)
        lines = reading.result()
    digest = hashlib.sha256(salt + entries.digest + lines.digest).digest()
    return Seal(entries.count, lines.count, digest, entries.fingerprint ^ lines.fingerprint)


def _apart(table: str, columns: tuple[str, ...], from_tx: int, to_tx: int) -> Rows:
    try:
        return digested(table, columns, from_tx, to_tx)
    finally:
        connection.close()  # this thread's own


def digested(table: str, columns: tuple[str, ...], from_tx: int, to_tx: int) -> Rows:
    """The rows that the transactions [from_tx, to_tx) wrote into one table."""
    digest, count, fingerprint = hashlib.sha256(), 0, 0
    for rows, binary, mixed in _windows(table, columns, str(from_tx), str(to_tx)):
        count += rows
        fingerprint ^= mixed
        digest.update(binary or b"")
    return Rows(count, digest.digest(), fingerprint)


def _windows(
    table: str, columns: tuple[str, ...], from_tx: str, to_tx: str
) -> Iterator[tuple[int, bytes | None, int]]:
    """The rows of a table, some thousands at a time: count, binary form in order, fingerprint."""
    with connection.cursor() as cursor:
        cursor.execute(BOUNDS.format(table=table), [from_tx, to_tx])
        first, last = cursor.fetchone()
    if first is None:
        return
    query = ROWS.format(table=table, columns=", ".join(columns))
    with Cursor(connection.connection) as raw:  # Django's own reads bytes as hexadecimal text
        for start in range(first, last + 1, WINDOW):
            values = [start, start + WINDOW, from_tx, to_tx]
            raw.execute(query, values, binary=True, prepare=False)
            yield from raw.fetchall()


def chain(before: bytes, closing: Closing) -> bytes:
    """The root of a closing, given the root of the one before it."""
    bounds = f"{closing.from_tx} {closing.to_tx} {closing.entries} {closing.lines}"
    return hashlib.sha256(
        before + bytes(closing.salt) + bytes(closing.digest) + bounds.encode()
    ).digest()


def horizon() -> int:
    """Every transaction below this number has ended."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())")
        return int(cursor.fetchone()[0])


def refuse_elsewhere(now: int, last: int) -> None:
    """Refuse books whose last closing lies ahead of this server's transactions."""
    if now < last:
        raise FromElsewhere(
            _(
                "Sổ này được chép từ máy khác: giao dịch ở đây mới đến số %(now)d, sổ đã chốt đến"
                " số %(last)d. Nâng số giao dịch của máy này (pg_resetwal) rồi mới ghi tiếp."
            )
            % {"now": now, "last": last}
        )


def last_closing() -> Closing | None:
    return Closing.objects.order_by("-to_tx").first()


def close(at: datetime) -> Closing | None:
    """Roll and seal what has ended since the last closing.

    None when there was nothing new, or when another process is closing at this moment.
    """
    closing = None
    with transaction.atomic():
        if _only_one():
            closing = _close(at)
    publish()
    return closing


def _only_one() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return bool(cursor.fetchone()[0])


def _close(at: datetime) -> Closing | None:
    last = last_closing()
    from_tx = last.to_tx if last else 0
    to_tx = horizon()
    refuse_elsewhere(to_tx, from_tx)
    if to_tx == from_tx:
        return None
    salt = secrets.token_bytes(32)
    sealed = seal(from_tx, to_tx, salt, meanwhile=lambda: _roll(from_tx, to_tx))
    if not sealed.entries and not sealed.lines:
        return None
    closing = Closing(
        closed_at=at, from_tx=from_tx, to_tx=to_tx, entries=sealed.entries, lines=sealed.lines,
        salt=salt, digest=sealed.digest, fingerprint=sealed.fingerprint,
    )  # fmt: skip
    closing.root = chain(bytes(last.root) if last else b"", closing)
    closing.save(force_insert=True)
    return closing


def _roll(from_tx: int, to_tx: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '128MB'")
        cursor.execute(ROLL, [str(from_tx), str(to_tx)])


def roots_file() -> Path:
    """Where roots are written outside the database: number, time, root, one closing a line."""
    return Path(settings.DATA_DIR) / "roots.txt"


def published() -> dict[int, bytes]:
    """The roots of the file, by the number of their closing."""
    try:
        text = roots_file().read_text(encoding="ascii")
    except FileNotFoundError:
        return {}
    rows = (line.split() for line in text.splitlines() if line.strip())
    return {int(row[0]): bytes.fromhex(row[-1]) for row in rows}


def publish() -> int:
    """Append the roots that the file does not have yet; how many.

    Only what the database has committed, and after a crash between commit and file the next
    closing makes up for it.
    """
    path = roots_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        newest = max(published(), default=0)
        missing = Closing.objects.filter(pk__gt=newest).order_by("pk")
        rows = [f"{c.pk}\t{c.closed_at.isoformat()}\t{bytes(c.root).hex()}\n" for c in missing]
        if rows:
            file.write("".join(rows))
            file.flush()
            os.fsync(file.fileno())
    return len(rows)
