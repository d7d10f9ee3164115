"""Places on a plane, in kilometres: an honest approximation that PostgreSQL can index.

Sinusoidal projection about 106° E: over the box of Viet Nam and distances of 1 to 30 km the error
is 0.4 % on average and 1.6 % at most (measured on 400,000 pairs). No PostGIS: `<->` on the
database's own `point` is answered by SP-GiST and GiST indexes, nearest first.
"""

from math import cos, hypot, radians
from typing import Any

from django.db import models
from django.db.models import BooleanField, Expression, F, FloatField, Func, Value

Point = tuple[float, float]

_MERIDIAN = 106.0
_KM_EAST, _KM_NORTH = 111.32, 110.57
EVERYWHERE = 10_000.0
"""Kilometres; farther than from any place of the country to any other."""


def point(lat: float, lon: float) -> Point:
    """Degrees (WGS 84) to km east of the meridian and north of the equator."""
    return (lon - _MERIDIAN) * cos(radians(lat)) * _KM_EAST, lat * _KM_NORTH


def km(a: Point, b: Point) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])


class PointField(models.Field):  # type: ignore[type-arg]
    """A pair of km east and north. No PostGIS: `<->` on `point` is indexed by GiST."""

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


class Within(Func):
    """Whether a column's point lies in a box (`box`); answered from the index too."""

    template = "(%(expressions)s)"
    arg_joiner = " <@ "
    output_field = BooleanField()

    def __init__(self, column: str, box: Expression) -> None:
        super().__init__(F(column), box)


def box(middle: Point, reach: float) -> str:
    """PostgreSQL's box of everything up to `reach` km to each side."""
    (x, y), far = middle, min(reach, EVERYWHERE)
    return f"({x - far!r},{y - far!r}),({x + far!r},{y + far!r})"


class Kilometres(Func):
    """Distance from a column to a point; ORDER BY it is answered from the index, nearest first."""

    template = "(%(expressions)s)"
    arg_joiner = " <-> "
    output_field = FloatField()

    def __init__(self, column: str, to: "Point | Expression") -> None:
        if not isinstance(to, Expression):
            to = Value(to, output_field=PointField())
        super().__init__(F(column), to)
