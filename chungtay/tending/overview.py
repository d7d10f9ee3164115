"""What the list of channels shows: a fixed number of questions, whatever there is."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chungtay.access.links import SENT
from chungtay.channels.models import Channel, Delivery, Incident
from chungtay.channels.reasons import words
from chungtay.inbox.progress import LETTERS, recipients
from chungtay.journal.models import Message, Waiting
from chungtay.kit import clock
from chungtay.kit.acting import Acting

SPAN = timedelta(days=7)
MOST_ROWS = 50


@dataclass(frozen=True, slots=True)
class Told:
    """One channel as the page tells of it."""

    pk: int
    name: str
    tone: str
    state: str
    meta: str
    incidents: list[tuple[Incident, bool]]
    """Each with whether this reader may close it."""


@dataclass(frozen=True, slots=True)
class Doubt:
    name: str
    about: str
    why: str
    at: str
    on: str


def context(acting: Acting, at: datetime) -> dict[str, Any]:
    channels = list(Channel.objects.serving(acting).order_by("name", "pk"))
    told = _channels(channels, acting)
    since = at - SPAN
    sent = Delivery.objects.visible_to(acting).filter(created_at__gte=since)
    counts = dict(sent.values_list("state").annotate(n=Count("pk")))
    failed = sent.filter(state=Delivery.State.FAILED).values_list("code").annotate(n=Count("pk"))
    doubts = _doubts(acting)
    return {
        "heading": _heading(told, len(doubts)),
        "channels": told,
        "may_connect": acting.may("channels.connect", None),
        "counts": [(label, counts.get(state, 0), state) for state, label in Delivery.State.choices],
        "failed": sorted(((words(code), n) for code, n in failed), key=lambda row: -row[1]),
        "waiting": Waiting.objects.filter(message__entry__place_id__in=_places(acting)).count(),
        "doubts": doubts,
    }


def _places(acting: Acting) -> Any:
    reach = acting.reach()
    return [] if reach is None else reach


def _heading(told: list[Told], doubts: int) -> str:
    if not told:
        return _("Nơi này chưa nối kênh nào")
    troubled = sum(channel.tone == "no" for channel in told)
    if troubled:
        return ngettext("%(n)s kênh đang dừng gửi", "%(n)s kênh đang dừng gửi", troubled) % {
            "n": troubled
        }
    if doubts:
        return ngettext(
            "%(n)s tin chưa rõ đã nhận", "%(n)s tin chưa rõ đã nhận", doubts
        ) % {"n": doubts}  # fmt: skip
    return _("Tin đang gửi bình thường")


def _channels(channels: list[Channel], acting: Acting) -> list[Told]:
    incidents: dict[int, list[tuple[Incident, bool]]] = {}
    for incident in (
        Incident.objects.unscoped(why="the state of the channels that speak for this place")
        .standing()
        .filter(channel_id__in=[channel.pk for channel in channels])
    ):
        incidents.setdefault(incident.channel_id, []).append(
            (incident, acting.may("channels.close_incident", incident.place_id))
        )
    return [_told(channel, incidents.get(channel.pk, [])) for channel in channels]


def _told(channel: Channel, open_: list[tuple[Incident, bool]]) -> Told:
    tone, state = state_of([incident for incident, _may in open_])
    meta = f"{channel.get_kind_display()} · {channel.oa_id}"
    return Told(channel.pk, channel.name, tone, state, meta, open_)


def state_of(open_: list[Incident]) -> tuple[str, str]:
    """Tone and word of a channel with these troubles open."""
    if any(incident.pauses for incident in open_):
        return "no", _("đang dừng gửi")
    return ("wait", _("cần xem lại")) if open_ else ("ok", _("đang gửi"))


def _doubts(acting: Acting) -> list[Doubt]:
    """Every delivery in doubt, the newest first. Name and words only where the reader reads
    letters; when and why is enough to look after a channel."""
    unknown = Delivery.objects.visible_to(acting).filter(state=Delivery.State.UNKNOWN)
    rows = list(unknown.select_related("message").order_by("-pk")[:MOST_ROWS])
    names = recipients(acting, rows)
    return [
        Doubt(
            name=names[row.message.recipient_id],
            about=_words(row.message) if acting.may(LETTERS, row.place_id) else "",
            why=row.reason,
            at=clock.time_of(row.sending_at or row.created_at),
            on=clock.day(row.sending_at or row.created_at),
        )
        for row in rows
    ]


def _words(message: Message) -> str:
    return "" if message.purpose in SENT else message.text
