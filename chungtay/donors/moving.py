"""What moves with a unit when it becomes another, or with a person who moves house: donors."""

from django.utils.translation import gettext_lazy as _

from chungtay.donors.models import Donor
from chungtay.donors.placing import middle
from chungtay.people.moving import goes_along
from chungtay.places.registry import open_rows

open_rows(
    "blood.donors", _("người hiến máu"),
    lambda ids: Donor.objects.unscoped(why="moved with their unit").filter(
        place__in=ids, ended_in=None
    ),
)  # fmt: skip
goes_along(
    lambda ids: Donor.objects.unscoped(why="moved with their person").filter(person__in=ids),
    lambda place: {"loc": middle(place)},
)
