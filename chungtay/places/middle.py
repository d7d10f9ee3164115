"""Where a place is on the plane of distances."""

from django.utils.translation import gettext_lazy as _

from chungtay.kit.errors import Refused
from chungtay.kit.plane import Point, point
from chungtay.places.models import Place


class NotOnTheMap(Refused):
    code = "place.no_coordinates"


def middle(place: Place) -> Point:
    """The middle of a place in km: its own, else its commune's, else its province's."""
    for lat, lon in _degrees(place):
        if lat is not None and lon is not None:
            return point(lat, lon)
    raise NotOnTheMap(_("Chưa biết %(name)s nằm ở đâu trên bản đồ.") % {"name": place.full_name})


def _degrees(place: Place) -> list[tuple[float | None, float | None]]:
    found = [(place.lat, place.lon)]
    for above in (place.commune_id, place.province_id):
        if above and above != place.pk:
            found += Place.objects.filter(pk=above).values_list("lat", "lon")
    return found
