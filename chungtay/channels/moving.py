"""What moves with a unit when it becomes another: its accounts, their keys, their open troubles."""

from django.utils.translation import gettext_lazy as _

from chungtay.channels.models import Channel, Incident, Keys
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
