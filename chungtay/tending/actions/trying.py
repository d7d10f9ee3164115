"""Trying a channel on oneself."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chungtay.channels.models import Channel
from chungtay.journal.act import action
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused


class NotThisWay(Refused):
    """An Official Account is tried while it is being connected, on who wrote to it."""

    code = "not_this_way"


@action("tending.try_channel", on="channel", words=_("gửi thử bằng một kênh"))
def try_channel(*, actor: Acting, at: datetime, channel: Channel) -> None:
    """Somebody tries the channel on themselves. The books keep that they did, not where to."""
    if channel.kind == Channel.Kind.ZALO_OA:
        raise NotThisWay(_("Zalo gửi thử ở trang nối, cho người vừa nhắn."))
