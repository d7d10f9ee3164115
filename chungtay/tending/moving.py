"""What moves with a unit when it becomes another: who keeps its channels, what it is connecting."""

from django.utils.translation import gettext_lazy as _

from chungtay.places.registry import open_rows
from chungtay.tending.models import Joining, Keeper

open_rows(
    "tending.keepers", _("người giữ kênh"),
    lambda ids: Keeper.objects.unscoped(why="moved with their unit").standing().filter(
        place__in=ids
    ),
)  # fmt: skip
open_rows(
    "tending.joinings", _("việc nối Zalo đang dở"),
    lambda ids: Joining.objects.unscoped(why="moved with their unit").going_on().filter(
        place__in=ids
    ),
)  # fmt: skip
