"""What came in lately and what was turned away, counted."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from chungtay.intake.models import MOST_TRIES, Inbound, TurnedAway
from chungtay.kit import clock
from chungtay.kit.acting import Acting

SPAN = timedelta(days=7)
MOST_SHOWN = 20


def came_in(acting: Acting, at: datetime) -> dict[str, Any]:
    """What waits for somebody to look, for whoever reads there; the counts for those who look after
    the channels."""
    found: dict[str, Any] = {"stuck": stuck(acting)}
    if not acting.may("channels.read", None):
        return found
    return found | {
        "inbound": _inbound(acting, at - SPAN),
        "variants": variants(acting, at - SPAN),
        "turned_away": turned_away(at),
    }


def stuck(acting: Acting) -> list[tuple[str, str]]:
    """Webhooks that broke our own code as often as it is tried, the oldest first: event, when."""
    broken = Inbound.objects.visible_to(acting).open().filter(tries__gte=MOST_TRIES)
    rows = broken.order_by("pk").values_list("pk", "event", "happened_at")[:MOST_SHOWN]
    return [(f"{event} · {pk}", clock.moment(at)) for pk, event, at in rows]


def variants(
    acting: Acting, since: datetime, channel_id: int | None = None
) -> list[tuple[str, int]]:
    """By which readings of the signature rule webhooks were signed, of one channel or of all in
    reach, the most frequent first. Another than the standard one is worth a look at Zalo's page."""
    came = Inbound.objects.visible_to(acting).filter(received_at__gte=since)
    if channel_id is not None:
        came = came.filter(channel=channel_id)
    counts = came.exclude(variant="").values_list("variant").annotate(n=Count("pk"))
    return [(str(variant), n) for variant, n in counts.order_by("-n", "variant")]


def _inbound(acting: Acting, since: datetime) -> list[tuple[str, int]]:
    came = Inbound.objects.visible_to(acting).filter(received_at__gte=since)
    counts = Counter(dict(came.values_list("outcome").annotate(n=Count("pk"))))
    labels = {"": _("chưa xử lý"), **{o.value: str(o.label) for o in Inbound.Outcome}}
    return [(labels[outcome], n) for outcome, n in counts.most_common()]


def turned_away(at: datetime) -> list[tuple[str, int]]:
    """Today's refused webhooks, by reason, in words."""
    reasons = {
        "bad_signature": _("chữ ký sai"),
        "too_old": _("đã quá 3 giờ"),
        "unknown_account": _("không phải tài khoản của mình"),
        "malformed": _("không đọc được"),
        "oversized": _("quá dài"),
    }
    rows = TurnedAway.objects.filter(day=clock.today(at)).values_list("reason", "count")
    return [(reasons.get(reason, reason), count) for reason, count in rows]
