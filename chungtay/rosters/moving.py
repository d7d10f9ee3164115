"""What moves with a unit when it becomes another."""

from typing import Any

from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from chungtay.places.registry import open_rows
from chungtay.rosters.models import (
    Absence,
    Alarm,
    Beat,
    Cover,
    DutyNumber,
    Ground,
    Keeping,
    Presence,
    Shift,
    Watch,
)

NOT_OVER = Q(ends_at=None) | Q(ends_at__gt=Now())


def _moves(key: str, says: Any, model: Any, still: Q) -> None:
    open_rows(
        f"rosters.{key}", says,
        lambda ids: model.objects.unscoped(why="moved with their unit").filter(
            still, place__in=ids
        ),
    )  # fmt: skip


_moves("beats", _("địa bàn"), Beat, Q(closed_in=None))
_moves("grounds", _("tổ của địa bàn"), Ground, Q(ends_at=None))
_moves("numbers", _("số trực ban"), DutyNumber, Q(ended_in=None))
_moves("keepings", _("địa bàn đang giao"), Keeping, Q(ends_at=None))
_moves("watches", _("chỗ trực"), Watch, Q(closed_in=None))
_moves("shifts", _("ca trực còn tới"), Shift, Q(taken_off_in=None, ends_at__gt=Now()))
_moves("presences", _("người có mặt ở ca trực"), Presence, Q(ends_at__gt=Now()))
_moves("covers", _("lượt trực thay còn tới"), Cover, Q(ends_at__gt=Now()))
_moves("absences", _("lần vắng còn tới"), Absence, Q(taken_back_in=None) & NOT_OVER)
_moves("alarms", _("báo động địa bàn trống"), Alarm, Q(over_at=None))
