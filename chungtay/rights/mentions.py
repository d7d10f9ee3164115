"""A person's telephone, Zalo or e-mail in a text that is about something else: taken out of it.

A note, a reason, a letter of a neighbour. Which tables there are is asked of the database. The
books cannot be changed and hold no such thing; an officer's own account is left alone.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db import connection
from django.db.backends.utils import CursorWrapper

from chungtay.rights.needles import Needles, needles
from chungtay.rights.proof import OFFICE, Column, scan, text_columns
from chungtay.rights.registry import Subject

BOOKS = ("journal_entry", "journal_line", "journal_closing", "journal_refusal")
MASKED = {
    "text": "regexp_replace({name}, %s, '•••', 'gi')",
    "character varying": "regexp_replace({name}, %s, '•••', 'gi')",
    # A bare number of a JSON value stays a number.
    "json": "regexp_replace({name}::text, %s, '0', 'gi')::json",
    "jsonb": "regexp_replace({name}::text, %s, '0', 'gi')::jsonb",
    "bytea": "decode(regexp_replace(encode({name}, 'escape'), %s, '***', 'gi'), 'escape')",
}


def find(subject: Subject) -> int:
    """Rows in which the person is mentioned."""
    with connection.cursor() as cursor:
        return sum(rows for _table, _columns, rows in _tables(cursor, needles(subject)))


def mask(subject: Subject, at: datetime) -> int:
    """Overwrite the mentions; rows changed."""
    sought, changed = needles(subject), 0
    with connection.cursor() as cursor:
        for table, columns, _rows in list(_tables(cursor, sought)):
            for column in columns:
                if column.data_type in MASKED:
                    new = MASKED[column.data_type].format(name=column.name)
                    where, values = sought.holds(column.text)
                    cursor.execute(
                        f'UPDATE "{table}" SET {column.name} = {new} WHERE {where}',  # noqa: S608
                        [sought.pattern, *values],
                    )
                    changed += cursor.rowcount
    return changed


def _tables(cursor: CursorWrapper, sought: Needles) -> Iterator[tuple[str, list[Column], int]]:
    """Tables that may be changed and mention the person, with how many rows do."""
    for table, columns in text_columns(cursor).items():
        if not table.startswith((*OFFICE, *BOOKS)):
            rows = scan(cursor, table, columns, sought).own
            if rows:
                yield table, columns, rows
