"""What moves with a unit when it becomes another: its accounts and all that hangs on them."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from chungtay.channels.models import (
    Allowance,
    Channel,
    Incident,
    Keys,
    Pace,
    Presence,
    Template,
)
from chungtay.places.registry import open_rows

open_rows(
    "channels.channels", _("tài khoản Zalo"),
    lambda ids: Channel.objects.unscoped(why="moved with their unit").filter(place__in=ids),
)  # fmt: skip
open_rows(
    "channels.keys", _("khóa của tài khoản Zalo"),
    lambda ids: Keys.objects.unscoped(why="moved with their unit").filter(place__in=ids),
)  # fmt: skip
open_rows(
    "channels.incidents", _("sự cố của kênh"),
    lambda ids: Incident.objects.unscoped(why="moved with their unit").standing().filter(
        place__in=ids
    ),
)  # fmt: skip


def _of(model: Any) -> Callable[[Any], Any]:
    """What of these rows lies in places that are another unit now."""
    return lambda ids: model.objects.unscoped(why="moved with their unit").filter(place__in=ids)


open_rows("channels.presences", _("người đã nhắn tới tài khoản"), _of(Presence))
open_rows("channels.templates", _("tin mẫu của kênh"), _of(Template))
open_rows("channels.paces", _("nhịp gửi của kênh"), _of(Pace))
open_rows("channels.allowances", _("hạn mức của kênh"), _of(Allowance))
