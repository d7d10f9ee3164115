"""Trying a channel on oneself."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from chungtay.channels.models import Channel
from chungtay.journal.act import action
from chungtay.journal.models import Entry
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused

MOST, WITHIN = 5, timedelta(hours=1)
"""So often a channel may be tried: enough for a mistyped key, too little to pester a number."""


class TriedOften(Refused):
    code = "tried_often"


class NotThisWay(Refused):
    """An Official Account is tried while it is being connected, on who wrote to it."""

    code = "not_this_way"


@action("tending.try_channel", on="channel", words=_("gửi thử bằng một kênh"))
def try_channel(*, actor: Acting, at: datetime, channel: Channel) -> None:
    """Somebody tries the channel on themselves. The books keep that they did, not where to."""
    if channel.kind == Channel.Kind.ZALO_OA:
        raise NotThisWay(_("Zalo gửi thử ở trang nối, cho người vừa nhắn."))
    # One after the other, so that many at once count one another.
    rows = Channel.objects.unscoped(why="the channel in hand").select_for_update(no_key=True)
    subject = f"channels.channel:{rows.get(pk=channel.pk).pk}"
    tries = Entry.objects.filter(verb="tending.try_channel", subject=subject)
    if tries.filter(at__gt=at - WITHIN).count() > MOST:  # this one is among them
        raise TriedOften(_("Kênh này đã gửi thử năm lần trong một giờ. Lát nữa hãy thử lại."))
