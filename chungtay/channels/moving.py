"""What moves with a unit when it becomes another: its accounts and all that hangs on them."""

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
for _name, _words, _model in (
    ("presences", _("người đã nhắn tới tài khoản"), Presence),
    ("templates", _("tin mẫu của kênh"), Template),
    ("paces", _("nhịp gửi của kênh"), Pace),
    ("allowances", _("hạn mức của kênh"), Allowance),
):
    open_rows(
        f"channels.{_name}", _words,
        lambda ids, model=_model: model.objects.unscoped(why="moved with their unit").filter(
            place__in=ids
        ),
    )  # fmt: skip
