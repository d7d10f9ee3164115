"""What moves with a unit when it becomes another: donors, with the persons they are."""

from django.utils.translation import gettext_lazy as _

from chungtay.blood.models import Donor
from chungtay.places.registry import open_rows

open_rows(
    "blood.donors", _("người hiến máu"),
    lambda ids: Donor.objects.unscoped(why="moved with their unit").filter(
        place__in=ids, ended_in=None
    ),
)  # fmt: skip
