"""What must not be read in a log: the rows of people, and what jobs were told.

PostgreSQL explains a refusal with the row it refused: "DETAIL: Key (name)=(…) already exists".
Kept of its errors is what an administrator needs: which error, which table, which rule.
"""

import logging
import re
from collections.abc import Iterator
from typing import Any

import psycopg
from django.db import Error

from chungtay.kit.redacting import rewrite

QUOTED = re.compile(
    r"(?ms)^[\s|]*(?:DETAIL|CONTEXT|HINT|QUERY|STATEMENT|WHERE|LINE \d+):.*?"
    r"(?=^[\s|]*(?:Traceback |The above exception|During handling)|\Z)"
)
"""What follows the first line of an error of the database, up to the next part of a traceback."""
BAD_VALUE = "22"
"""Class of errors whose first line quotes the value itself (PostgreSQL, Appendix A)."""

CALLED = re.compile(r"(?s)(\[(?:[0-9]+|None)\])\(.*\)")
RESULT = re.compile(r"(?s) - Result: .*")
"""How the worker writes a job down: "chungtay.perform[12](path='…', args=['…'])"; what it gave."""
SHORTEST, LONG_NUMBER = 4, 9
"""Characters of a text, digits of a number, that may say who somebody is."""


class NoRows(logging.Filter):
    """Cuts what errors of the database quote, out of message, arguments and traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        named = record.args.values() if isinstance(record.args, dict) else record.args or ()
        raised = [record.exc_info[1]] if record.exc_info else []
        errors = [error for each in (*raised, *named, record.msg) for error in _errors(each)]
        said = {str(error): summary(error) for error in errors if str(error)}

        def cut(text: str) -> str:
            for whole in sorted(said, key=len, reverse=True):
                text = _replaced(text, whole, said[whole])
            return QUOTED.sub("", text).rstrip("\n")

        rewrite(record, cut)
        return True


class NoArguments(logging.Filter):
    """Takes the arguments of a job out of what the worker says of it, and out of its traceback: a
    telephone, a text. Left are its number, its function, and how it ended."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.partition(".")[0] != "procrastinate":
            return True
        job = getattr(record, "job", None)
        told = job.get("task_kwargs") if isinstance(job, dict) else None
        path = str(told.get("path", "")) if isinstance(told, dict) else ""
        words = sorted(_words(told), key=len, reverse=True)

        def cut(text: str) -> str:
            for word in words:
                text = text.replace(repr(word)[1:-1], "•••").replace(word, "•••")
            return text

        # All jobs are one task to the worker, "chungtay.perform": `path` says which they are.
        said = RESULT.sub("", record.getMessage())
        record.msg, record.args = CALLED.sub(lambda hit: f"{hit[1]} {path}".rstrip(), said), ()
        rewrite(record, cut)
        return True


def _words(told: Any) -> Iterator[str]:
    """Every text in a job's arguments, and numbers as long as a telephone's; ids may be read."""
    if isinstance(told, dict):
        for name, value in told.items():
            if name != "path":
                yield from _words(value)
    elif isinstance(told, list | tuple):
        for value in told:
            yield from _words(value)
    elif len(str(told)) >= (LONG_NUMBER if isinstance(told, int | float) else SHORTEST):
        yield str(told)


def summary(error: BaseException) -> str:
    """An error of the database in one line that quotes no row: "duplicate key value violates
    unique constraint "contact_once" (23505 people_contactpoint.contact_once)"."""
    found = error if isinstance(error, psycopg.Error) else error.__cause__
    diag = found.diag if isinstance(found, psycopg.Error) else None
    code = (diag.sqlstate if diag else None) or ""
    where = ".".join(filter(None, (diag.table_name, diag.constraint_name or diag.column_name))
                     if diag else ())  # fmt: skip
    first = "" if code.startswith(BAD_VALUE) else str(error).split("\n", 1)[0]
    known = " ".join(filter(None, (code, where)))
    return f"{first} ({known})".strip() if known else first


def _errors(what: Any) -> Iterator[BaseException]:
    """Errors of the database in an exception, and in whatever it came from."""
    waiting, seen = [what], set()
    while waiting:
        error = waiting.pop()
        if not isinstance(error, BaseException) or id(error) in seen:
            continue
        seen.add(id(error))
        if isinstance(error, Error | psycopg.Error):
            yield error
        inner = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
        waiting += [error.__cause__, error.__context__, *inner]


def _replaced(text: str, whole: str, summary: str) -> str:
    """In a group of exceptions every line of an error is moved to the right."""
    moved = r"\n[\s|]*".join(map(re.escape, whole.split("\n")))
    spelt = re.escape(repr(whole)[1:-1])
    return re.sub(f"{moved}|{spelt}", lambda _hit: summary, text)
