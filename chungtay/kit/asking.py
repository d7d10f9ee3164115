"""Questions to the database that are walked row by row, and such as are compiled only once."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.db.models import Exists, Expression


class EachRow(Exists):
    """EXISTS that is asked of one row after the other, by an index. Where a LIMIT follows, the
    planner must not turn it into a join with the whole table, or hash all of it first."""

    template = "(SELECT EXISTS(%(subquery)s))"


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
