"""What comes in by a channel's webhook, as far as whoever keeps it may know: when, not what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chungtay.carriers.zalo.events import parse
from chungtay.carriers.zalo.signature import STANDARD
from chungtay.channels.models import Channel
from chungtay.intake.coming import turned_away
from chungtay.intake.models import Inbound
from chungtay.kit import clock
from chungtay.kit.vietnamese import fold
from chungtay.tending.models import Joining

SPAN = timedelta(days=7)
MOST = 200

READINGS = {
    STANDARD: gettext_lazy("app_id + OA Secret Key, cách thường gặp"),
    "app_id+app_secret": gettext_lazy("app_id + khóa ứng dụng"),
    "oa_id+oa_secret": gettext_lazy("oa_id + OA Secret Key"),
    "oa_id+app_secret": gettext_lazy("oa_id + khóa ứng dụng"),
}


@dataclass(frozen=True, slots=True)
class Heard:
    """A word that came in: when, from which Zalo user, by which reading of the signature."""

    at: datetime
    user_id: str
    reading: str


def reading(variant: str) -> str:
    return str(READINGS.get(variant, variant))


def word_of(joining: Joining) -> Heard | None:
    """The officer's own word, if it has come: the last one since the joining began."""
    if joining.channel_id is None:
        return None
    rows = _of(joining.channel_id).filter(
        event="user_send_text", received_at__gte=joining.granted_at
    )
    for row in rows.order_by("-pk")[:MOST]:
        if joining.word.lower() in fold(parse(bytes(row.body)).text).replace(" ", ""):
            return Heard(row.happened_at, row.user_id, row.variant)
    return None


def facts(channel: Channel, at: datetime) -> list[tuple[str, str | None]]:
    """The last webhook, how they were signed, and what was turned away today: that of every
    account, for whose it claims to be is what nobody could prove."""
    rows = _of(channel.pk)
    last = rows.order_by("-received_at").values_list("received_at", flat=True).first()
    lately = rows.filter(received_at__gte=at - SPAN)
    counts: Iterable[Any] = (
        lately.order_by().values_list("variant").annotate(n=Count("pk")).order_by("-n")
    )
    told: list[tuple[str, str | None]] = [
        (_("Lần cuối Zalo gửi về"), clock.moment(last) if last else _("chưa lần nào"))
    ]
    told += [(_("Ký theo %(how)s") % {"how": reading(variant)}, str(n)) for variant, n in counts]
    told += [
        (_("Hôm nay không nhận, mọi kênh: %(why)s") % {"why": why}, str(n))
        for why, n in turned_away(at)
    ]
    return told


def silent_since(channel: Channel, since: datetime) -> bool:
    """Whether nothing at all has come in by this channel since then."""
    return not _of(channel.pk).filter(received_at__gt=since).exists()


def _of(channel_id: int) -> Any:
    return Inbound.objects.unscoped(why="whether webhooks arrive, not what is in them").filter(
        channel_id=channel_id
    )
