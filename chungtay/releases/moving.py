"""What moves with a unit when it becomes another."""

from django.utils.translation import gettext_lazy as _

from chungtay.places.registry import open_rows
from chungtay.releases.models import Clearance, Release, Serving

open_rows(
    "releases.releases", _("lời xin rời ca"),
    lambda ids: Release.objects.unscoped(why="moved with their unit").running().filter(
        place__in=ids
    ),
)  # fmt: skip
open_rows(
    "releases.clearances", _("lời hỏi bác sĩ"),
    lambda ids: Clearance.objects.unscoped(why="moved with their unit").filter(
        place__in=ids, answered_in=None
    ),
)  # fmt: skip
open_rows(
    "releases.servings", _("cán bộ là người hiến"),
    lambda ids: Serving.objects.unscoped(why="moved with their unit").filter(
        place__in=ids, ended_in=None
    ),
)  # fmt: skip
