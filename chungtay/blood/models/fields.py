"""PostgreSQL's own `point`, in km (see `blood.distance`), and the distance that an index knows."""

from typing import Any

from django.db import models
from django.db.models import F, FloatField, Func, Value

from chungtay.blood.distance import Point


class PointField(models.Field):  # type: ignore[type-arg]
    """A pair of km east and north. No PostGIS: `<->` on `point` is indexed by SP-GiST."""

    def db_type(self, connection: Any) -> str:
        return "point"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Point | None:
        if value is None:
            return None
        x, y = str(value).strip("()").split(",")
        return float(x), float(y)

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else f"({value[0]!r},{value[1]!r})"

    def get_placeholder_sql(
        self, value: Any, compiler: Any, connection: Any
    ) -> tuple[str, tuple[Any, ...]]:
        if hasattr(value, "as_sql"):
            sql, params = compiler.compile(value)
            return sql, tuple(params)
        return "%s::point", (value,)


class Kilometres(Func):
    """Distance from a column to a point; ORDER BY it is answered from the index, nearest first."""

    template = "(%(expressions)s)"
    arg_joiner = " <-> "
    output_field = FloatField()

    def __init__(self, column: str, to: Point) -> None:
        super().__init__(F(column), Value(to, output_field=PointField()))
