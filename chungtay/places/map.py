"""Where a place is marked on the schematic map."""

from chungtay.places.data.types import SPECIAL_ZONE
from chungtay.places.models import Place
from chungtay.places.projection import inside, project


def dot_at(place: Place) -> tuple[str, str] | None:
    """Where the mark of a commune stands, as text for the drawing; none for a province, which is
    coloured whole, and none for the two archipelagos, which are drawn."""
    if place.kind == Place.Kind.PROVINCE or place.lat is None or place.lon is None:
        return None
    x, y = project(place.lat, place.lon)
    on_land = place.lon < 110 or place.type != SPECIAL_ZONE
    return (f"{x:.1f}", f"{y:.1f}") if on_land and inside(x, y) else None
