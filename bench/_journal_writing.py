"""Entries written through @action against the same rows written without the machinery.

"Without" is what one would write by hand: the same transaction, the same two INSERT statements by
Django's own models (one entry, its two lines), into copies of the two tables that have the same
columns, checks, foreign keys and indexes except the transaction number, its index, the index of
nested lines and the trigger; no duty checked, no act, no refusal log. Both tables are empty at the
start; pairs of rounds alternate, first one then the other in front; the ratio is that of the sums.
"""

import time
from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any

import psycopg
from django.db import models, transaction

from chungtay.journal import act, measures
from chungtay.journal.models import Entry, Line
from chungtay.journal.system import System
from chungtay.kit.quantities import exact
from chungtay.places.models import Place

DONE = measures.measure("bench.done", "việc đo thử", unit="lần")
TABLES = {"journal_entry": "bench_entry", "journal_line": "bench_line"}
DROP = ("ALTER TABLE bench_entry DROP COLUMN tx", "ALTER TABLE bench_line DROP COLUMN tx")
NESTED = "SELECT indexrelid::regclass FROM pg_index WHERE indrelid = 'bench_line'::regclass AND pg_get_indexdef(indexrelid) LIKE '%(measure_id, at) WHERE%'"  # noqa: E501


@act.action("bench.write")
def write(*, actor: Any, at: datetime, place: Place) -> None:
    act.line(DONE, exact(1))
    act.line(DONE, exact(2))


def _bare(model: type[models.Model], table: str) -> type[models.Model]:
    """The model again, on the bare table, without the transaction number."""

    def copied(field: Any) -> Any:
        own = field.clone()
        if field.is_relation:
            own.db_constraint = False
            own.remote_field.related_name = "+"
        return own

    fields = {f.name: copied(f) for f in model._meta.local_concrete_fields if f.name != "tx"}
    meta = type("Meta", (), {"db_table": table, "managed": False, "app_label": "journal"})
    return type(
        f"Bare{model.__name__}", (models.Model,), {**fields, "Meta": meta, "__module__": __name__}
    )


def prepare(owner: psycopg.Connection, app_role: str) -> None:
    """The bare copies, with the same foreign keys."""
    for table, bare in TABLES.items():
        owner.execute(f"CREATE TABLE {bare} (LIKE {table} INCLUDING ALL)")  # type: ignore[arg-type]
        keys = owner.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
            f" WHERE conrelid = '{table}'::regclass AND contype = 'f'"  # type: ignore[arg-type]
        ).fetchall()
        for name, definition in keys:
            definition = definition.replace("journal_entry(", "bench_entry(")
            definition = definition.replace("journal_line(", "bench_line(")
            owner.execute(f"ALTER TABLE {bare} ADD CONSTRAINT {name}_bare {definition}")
        owner.execute(f"GRANT SELECT, INSERT ON {bare} TO {app_role}")  # type: ignore[arg-type]
    for (index,) in owner.execute(NESTED).fetchall():
        owner.execute(f"DROP INDEX {index}")
    for statement in DROP:
        owner.execute(statement)  # type: ignore[arg-type]


@cache
def _models() -> tuple[Any, Any]:
    return _bare(Entry, "bench_entry"), _bare(Line, "bench_line")


def ratio(place: Place, at: datetime, rounds: int, entries: int) -> tuple[float, float, float]:
    """With against without, and entries a second of each."""
    actor = System("bench")
    bare_entry, bare_line = _models()

    def machinery() -> None:
        write(actor=actor, at=at, place=place)

    def by_hand() -> None:
        with transaction.atomic():
            entry = bare_entry(
                verb="bench.write", actor_id=actor.actor_id, at=at, place_id=place.pk
            )
            entry.save(force_insert=True)
            bare_line._default_manager.bulk_create(
                [
                    bare_line(
                        entry_id=entry.pk, at=at, place_id=place.pk, measure_id=DONE.id, lo=n, hi=n
                    )
                    for n in (1, 2)
                ]
            )

    spent = {machinery: 0.0, by_hand: 0.0}
    for run in (machinery, by_hand):
        _timed(run, 50)
    for n in range(rounds):
        for run in (machinery, by_hand) if n % 2 else (by_hand, machinery):
            spent[run] += _timed(run, entries)
    done = rounds * entries
    return spent[by_hand] / spent[machinery], done / spent[machinery], done / spent[by_hand]


def _timed(run: Callable[[], None], times: int) -> float:
    start = time.perf_counter()
    for _ in range(times):
        run()
    return time.perf_counter() - start
