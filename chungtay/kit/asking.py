"""Questions to the database that are walked row by row, and such as are compiled only once."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, models
from django.db.backends.postgresql.base import ServerBindingCursor
from django.db.models import BooleanField, Exists, Expression, F, Func


class EachRow(Exists):
    """EXISTS that is asked of one row after the other, by an index. Where a LIMIT follows, the
    planner must not turn it into a join with the whole table, or hash all of it first."""

    template = "(SELECT EXISTS(%(subquery)s))"


class HowMany(models.Subquery):
    """How many rows a question has."""

    template = "(SELECT count(*) FROM (%(subquery)s) AS many)"
    output_field = models.IntegerField()


class Later(Expression):
    """A value of a compiled statement that is known only when it is asked: see `bound`."""

    def __init__(self, name: str, field: "models.Field[Any, Any]", cast: str = "") -> None:
        super().__init__(output_field=field)
        self.name, self.cast = name, cast

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return f"%s{self.cast}", (self,)


def bound(params: Iterable[Any], values: Mapping[str, Any]) -> list[Any]:
    """Parameters of a compiled statement with the values for every `Later`."""
    return [values[one.name] if isinstance(one, Later) else one for one in params]


class Among(Func):
    """Whether a column is one of many, said as one parameter however many they are."""

    template = "(%(expressions)s))"
    arg_joiner = " = ANY("
    output_field = BooleanField()

    def __init__(self, column: str, ids: Expression) -> None:
        super().__init__(F(column), ids)


@contextmanager
def prepared() -> Iterator[Any]:
    """A cursor whose statements the database keeps, and soon no longer plans: for what each
    connection asks often, and plans longer than it runs."""
    own: Any = connection
    own.ensure_connection()
    cursor: Any = ServerBindingCursor
    # Django forbids preparing (`prepare_threshold` None).
    own.connection.prepare_threshold = 0
    try:
        with own._prepare_cursor(cursor(own.connection)) as found:
            yield found
    finally:
        own.connection.prepare_threshold = None


def rows(sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    """What a prepared statement answers."""
    with prepared() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())


class Compiled:
    """A question that is compiled when it is first asked, and prepared: Django takes a millisecond
    or more to write what is always the same. `build` gives a `values_list` with `Later` in it."""

    def __init__(self, build: "Callable[[], models.QuerySet[Any, Any]]") -> None:
        self._build = build
        self._sql: tuple[str, tuple[Any, ...]] | None = None

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        if self._sql is None:
            self._sql = self._build().query.sql_with_params()
        sql, params = self._sql
        return rows(sql, bound(params, values))
