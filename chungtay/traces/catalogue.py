"""Which columns of the database can hold a text, and which rows point to which.

Asked of the database itself, so that a table made tomorrow is known tomorrow.
"""

from dataclasses import dataclass

from django.apps import apps
from django.db import connection
from django.db.backends.utils import CursorWrapper

COLUMNS = """
SELECT c.table_name, c.column_name, c.data_type, c.udt_name
FROM information_schema.columns c
JOIN information_schema.tables t USING (table_schema, table_name)
WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
  AND (c.data_type IN ('text', 'character varying', 'character', 'json', 'jsonb', 'bytea')
       OR c.udt_name IN ('_text', '_varchar', 'citext'))
ORDER BY c.table_name, c.ordinal_position
"""
KEYS = """
SELECT o.conrelid::regclass::text, a.attname, o.confrelid::regclass::text, f.attname
FROM pg_constraint o
JOIN pg_attribute a ON a.attrelid = o.conrelid AND a.attnum = o.conkey[1]
JOIN pg_attribute f ON f.attrelid = o.confrelid AND f.attnum = o.confkey[1]
WHERE o.contype = 'f' AND array_length(o.conkey, 1) = 1
  AND o.connamespace = current_schema()::regnamespace
"""


@dataclass(frozen=True, slots=True)
class Column:
    """A column that can hold a text: its quoted name, its type, how it is read as text, and
    whether it only ever holds one of a few words of ours ("vi"), which are nobody's name. `unread`:
    SQL that is true of rows in which it holds no text at all, and which are not read."""

    name: str
    data_type: str
    text: str
    coded: bool = False
    unread: str = ""

    @property
    def packed(self) -> str:
        """SQL: whether it holds a packed file."""
        head = f"substring({self.name} FROM 1 FOR 2) = 'PK'::bytea"
        return f"CASE WHEN {self.unread} THEN false ELSE {head} END" if self.unread else head


_without_text: dict[tuple[str, str], str] = {}


def holds_no_text(table: str, column: str, when: str) -> None:
    """Declare, once, in which rows a column holds no letter of anybody, whatever its bytes: a
    picture drawn anew. Those are counted and not read; the proof says so. `when`: SQL."""
    _without_text[table, column] = when


def text_columns(cursor: CursorWrapper) -> dict[str, list[Column]]:
    """The columns of every table that has texts."""
    cursor.execute(COLUMNS)
    tables: dict[str, list[Column]] = {}
    coded = _coded()
    for table, column, data_type, udt in cursor.fetchall():
        name = connection.ops.quote_name(column)
        text = _as_text(name, data_type, udt)
        unread = _without_text.get((table, column), "")
        if unread:
            text = f"CASE WHEN {unread} THEN '' ELSE {text} END"
        words = Column(name, data_type, text, (table, column) in coded, unread)
        tables.setdefault(table, []).append(words)
    return tables


def foreign_keys(cursor: CursorWrapper) -> list[tuple[str, str, str, str]]:
    """Table, column, and the table and column they point to."""
    cursor.execute(KEYS)
    return list(cursor.fetchall())


def joined(columns: list[Column]) -> str:
    """SQL: the texts of one row as one text."""
    return f"concat_ws(E'\\n', {', '.join(column.text for column in columns)})"


def _coded() -> set[tuple[str, str]]:
    """Columns with choices."""
    return {
        (model._meta.db_table, column.column)
        for model in apps.get_models()
        for column in model._meta.concrete_fields
        if column.choices and column.column
    }


def _as_text(name: str, data_type: str, udt: str) -> str:
    """Bytes keep their ASCII and show the rest as \\nnn."""
    if data_type == "bytea":
        return f"encode({name}, 'escape')"
    if udt in {"_text", "_varchar"}:
        return f"array_to_string({name}, ' ')"
    return f"{name}::text"
