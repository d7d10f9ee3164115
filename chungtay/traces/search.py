"""Every column of every table that can hold a text is searched, and every log file.

This is the proof of an erasure: it looks also where nobody has said that anything is held.
Nothing here knows a table by name, except whose rows are an officer's own account.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.backends.utils import CursorWrapper

from chungtay.kit import log_files
from chungtay.traces.catalogue import Column, foreign_keys, joined, text_columns
from chungtay.traces.needles import NOTHING, Needles
from chungtay.traces.subject import Subject

ACCOUNTS = ("access_", "account_", "allauth_", "axes_", "mfa_", "auth_", "django_")
"""Tables of accounts: an officer who lives in the ward keeps the account until it is closed."""
OFFICE, SHARED = "office", "shared"
"""Why something may stay: it is of an officer's own account; the number is somebody else's too."""
PERSONS, ACTORS, NAME = "people_person", "journal_actor", "name"
LARGEST_MEMBER = 200 * 1024 * 1024
"""A member of a packed file that claims more is a bomb, refused when it was brought in."""


@dataclass
class Found:
    """Rows found at each spot, by kind of proof and reason why they may stay ("" none)."""

    rows: dict[tuple[str, str, str], int] = field(default_factory=dict)
    mentioned: list[str] = field(default_factory=list)
    columns: int = 0
    tables: int = 0
    files: int = 0
    unread: int = 0
    """Rows with bytes that hold no text (`holds_no_text`): nothing was looked for in those."""

    def add(self, kind: str, spot: str, count: int, reason: str = "") -> None:
        if count:
            key = (kind, spot, reason)
            self.rows[key] = self.rows.get(key, 0) + count

    @property
    def unexcused(self) -> dict[str, int]:
        """What may not stay: spot → rows."""
        return {spot: n for (_kind, spot, reason), n in self.rows.items() if not reason}


def search(subject: Subject, needles: Needles) -> Found:
    """Look everywhere, with one scan of every table that has texts. `mentioned` are the tables
    that hold something of the person's own and are no accounts."""
    found = Found()
    with connection.cursor() as cursor:
        tables = text_columns(cursor)
        found.tables, found.columns = len(tables), sum(map(len, tables.values()))
        for table, columns in tables.items():
            office = OFFICE if table.startswith(ACCOUNTS) else ""
            hits = scan(cursor, table, columns, needles)
            found.add("table", table, hits.own, office)
            found.add("table", table, hits.shared, SHARED)
            found.unread += hits.unread
            if hits.own and not office:
                found.mentioned.append(table)
            if hits.packed:
                packed = _archives(cursor, table, columns, needles)
                found.add("table", f"{table} (zip)", packed, office)
        for table, rows in own_rows(cursor, subject, tables):
            named = sum(1 for text in rows if needles.named(text))
            office = OFFICE if table.startswith(ACCOUNTS) else ""
            found.add("table", f"{table} ({NAME})", named, office)
    for path in log_files.files(Path(settings.DATA_DIR)):
        found.files += 1
        found.add("log", path.name, log_files.count(path, needles.pattern))
    return found


@dataclass(frozen=True, slots=True)
class Hits:
    """Rows of one table: with what is the person's own, with what others have too, with a packed
    file, which has to be opened, and with bytes that were not read."""

    own: int = 0
    shared: int = 0
    packed: int = 0
    unread: int = 0


def scan(cursor: CursorWrapper, table: str, columns: list[Column], needles: Needles) -> Hits:
    """All that is asked of a table's texts, in one pass over it."""
    if not needles.any:
        return Hits()
    said = joined(columns)
    near, values = needles.near(said)
    packed = _any_of(column.packed for column in columns if column.data_type == "bytea")
    unread = _any_of(column.unread for column in columns)
    cursor.execute(
        f"SELECT count(*) FILTER (WHERE lower({said}) ~ %s),"  # noqa: S608
        f" count(*) FILTER (WHERE lower({said}) ~ %s), count(*) FILTER (WHERE {packed}),"
        f" count(*) FILTER (WHERE {unread})"
        f' FROM "{table}" WHERE {unread} OR {packed} OR {near}',
        [_or_none(needles.pattern), _or_none(needles.shared), *values],
    )
    return Hits(*cursor.fetchone())


def _any_of(conditions: Iterable[str]) -> str:
    return " OR ".join(filter(None, conditions)) or "false"


def _or_none(pattern: str) -> str | None:
    return None if pattern == NOTHING else pattern


def _archives(cursor: CursorWrapper, table: str, columns: list[Column], needles: Needles) -> int:
    """Rows that keep a packed file (a workbook is a zip) in which the person stands."""
    rows = 0
    for column in columns:
        if column.data_type == "bytea":
            cursor.execute(
                f'SELECT {column.name} FROM "{table}"'  # noqa: S608
                f" WHERE {column.packed}"
            )
            rows += sum(1 for (content,) in cursor.fetchall() if _packed(bytes(content), needles))
    return rows


def _packed(content: bytes, needles: Needles) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.infolist():
                if member.file_size <= LARGEST_MEMBER:
                    text = archive.read(member).decode("utf-8", "replace")
                    if needles.in_text(text):
                        return True
    except zipfile.BadZipFile:
        return False
    return False


def own_rows(
    cursor: CursorWrapper, subject: Subject, tables: dict[str, list[Column]]
) -> Iterator[tuple[str, list[str]]]:
    """Texts of the rows that belong to the person: rows that point to them or to their Actor, the
    rows that point to those, and what was said in acts of theirs."""
    keys = foreign_keys(cursor)
    people, actors = list(subject.person_ids), list(subject.actor_ids)
    first: dict[str, list[tuple[str, list[Any]]]] = {PERSONS: [('"id" = ANY(%s)', [people])]}
    for table, column, target, _field in keys:
        ids = people if target == PERSONS else actors if target == ACTORS else None
        if ids is not None:
            first.setdefault(table, []).append((f'"{column}" = ANY(%s)', [ids]))
    second: dict[str, list[tuple[str, list[Any]]]] = {}
    for table, column, target, target_column in keys:
        near = first.get(target, []) if target not in {PERSONS, ACTORS} else []
        for condition, values in near:
            inner = f'SELECT "{target_column}" FROM "{target}" WHERE {condition}'  # noqa: S608
            second.setdefault(table, []).append((f'"{column}" IN ({inner})', values))
    for table, columns in tables.items():
        for conditions in (first.get(table, []), second.get(table, [])):
            free = [column for column in columns if not column.coded]
            if conditions and free:
                yield table, list(_texts(cursor, table, free, conditions))


def _texts(
    cursor: CursorWrapper, table: str, columns: list[Column],
    conditions: list[tuple[str, list[Any]]],
) -> Iterator[str]:  # fmt: skip
    where = " OR ".join(condition for condition, _values in conditions)
    sql = f'SELECT {joined(columns)} FROM "{table}" WHERE {where}'  # noqa: S608
    cursor.execute(sql, [value for _condition, values in conditions for value in values])
    for row in cursor.fetchall():
        yield row[0] or ""
