"""A person's telephone, Zalo or e-mail in a text that is about something else: taken out of it.

A note, a reason, a letter of a neighbour. Which tables hold one, the search before has said. The
books cannot be changed and hold no such thing; an officer's own account is left alone.
"""

from collections.abc import Iterable

from django.db import connection

from chungtay.traces.catalogue import joined, text_columns
from chungtay.traces.needles import Needles

BOOKS = ("journal_entry", "journal_line", "journal_closing", "journal_refusal")
MASKED = {
    "text": "regexp_replace({name}, %s, '•••', 'gi')",
    "character varying": "regexp_replace({name}, %s, '•••', 'gi')",
    # A bare number of a JSON value stays a number.
    "json": "regexp_replace({name}::text, %s, '0', 'gi')::json",
    "jsonb": "regexp_replace({name}::text, %s, '0', 'gi')::jsonb",
    "bytea": "decode(regexp_replace(encode({name}, 'escape'), %s, '***', 'gi'), 'escape')",
}


def mask(sought: Needles, tables: Iterable[str]) -> int:
    """Overwrite the mentions in these tables, in one pass over each; rows changed."""
    changed = 0
    with connection.cursor() as cursor:
        known = text_columns(cursor)
        for table in sorted(set(tables) & known.keys()):
            columns = [column for column in known[table] if column.data_type in MASKED]
            if table.startswith(BOOKS) or not columns:
                continue
            new = ", ".join(
                f"{c.name} = {MASKED[c.data_type].format(name=c.name)}" for c in columns
            )
            where, values = sought.holds(joined(columns))
            cursor.execute(
                f'UPDATE "{table}" SET {new} WHERE {where}',  # noqa: S608
                [*[sought.pattern] * len(columns), *values],
            )
            changed += cursor.rowcount
    return changed
