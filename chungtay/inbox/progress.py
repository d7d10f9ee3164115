"""What became of the messages of one act: counts, the time left, each recipient in words.

A fixed number of questions, whether an act spoke to one person or to three hundred thousand.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chungtay.channels import pacing
from chungtay.channels.models import Delivery
from chungtay.channels.reasons import words
from chungtay.channels.ways import Way
from chungtay.inbox import doubtful
from chungtay.journal.act import words_of
from chungtay.journal.models import Entry, Waiting
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.people import reading

PAGE = 25
LETTERS = "inbox.settle"
"""Who may read what is written to residents. Whoever only keeps channels running may not."""
State = Delivery.State
UNDER_WAY = (State.WAITING, State.SENDING)
TONES = {State.SENT: "ok", State.RECEIVED: "ok", State.SEEN: "ok", State.FAILED: "no",
         State.UNKNOWN: "wait"}  # fmt: skip


def entries(acting: Acting) -> QuerySet[Entry]:
    """Acts whose messages this reader may follow: of the places in reach, none that is sealed."""
    reach, open_ = acting.reach(), Entry.objects.filter(sealed=False)
    return open_ if reach is None else open_.filter(place__in=reach)


def context(
    acting: Acting, entry: Entry, state: str, page: str | None, at: datetime
) -> dict[str, Any]:
    # A passed row has its successor: what counts is the last one of each message.
    rows = Delivery.objects.visible_to(acting).filter(message__entry=entry)
    last = rows.exclude(state=State.PASSED)
    counts = dict(last.values_list("state").annotate(n=Count("pk")))
    untaken = Waiting.objects.filter(message__entry=entry).count()
    left = untaken + sum(counts.get(one, 0) for one in UNDER_WAY)
    total = untaken + sum(counts.values())
    chosen = state if state in counts else ""
    shown = (last.filter(state=chosen) if chosen else last).order_by("pk")
    listed = Paginator(shown.select_related("message"), PAGE).get_page(page)
    return {
        "entry": entry, "page": listed, "base": f"state={chosen}&" if chosen else "",
        "eyebrow": f"{words_of(entry.verb)} · {clock.moment(entry.at)}",
        "heading": _heading(total, left), "left": left, "tabs": _tabs(entry, counts, chosen),
        "share": (total - left) / total if total else None,
        "words": _left_in_words(last, left, at), "people": _people(acting, rows, list(listed), at),
    }  # fmt: skip


def _heading(total: int, left: int) -> str:
    if not left:
        return ngettext("Đã gửi xong %(n)s tin", "Đã gửi xong %(n)s tin", total) % {"n": total}
    return ngettext(
        "Đang gửi, còn %(n)s tin", "Đang gửi, còn %(n)s tin", left
    ) % {"n": left}  # fmt: skip


def _tabs(entry: Entry, counts: dict[str, int], chosen: str) -> list[dict[str, Any]]:
    address = reverse("inbox:progress", args=[entry.pk])
    tabs = [{"text": _("Tất cả"), "url": address, "count": sum(counts.values()),
             "current": not chosen}]  # fmt: skip
    return tabs + [
        {"text": label, "url": f"{address}?state={state}", "count": counts[state],
         "current": state == chosen}
        for state, label in State.choices if state in counts
    ]  # fmt: skip


def _left_in_words(last: Any, left: int, at: datetime) -> str:
    """How long what waits will take at the pace of its channels."""
    waiting = dict(
        last.filter(state=State.WAITING, not_before=None)
        .values_list("channel_id").annotate(n=Count("pk"))
    )  # fmt: skip
    takes = pacing.time_left(waiting, at)
    if not left:
        return ""
    if takes < timedelta(minutes=1):
        return _("Phần đang tới lượt còn chưa đến một phút.")
    minutes = -(-takes // timedelta(minutes=1))
    return ngettext(
        "Phần đang tới lượt còn khoảng %(n)s phút.", "Phần đang tới lượt còn khoảng %(n)s phút.",
        minutes,
    ) % {"n": minutes}  # fmt: skip


def _people(
    acting: Acting, rows: Any, listed: list[Delivery], at: datetime
) -> list[dict[str, Any]]:
    """Each recipient of the page: a name as `recipients` has it, the way, how it stands, why."""
    names = recipients(acting, listed)
    todo = doubtful.todo(listed, at)
    before: dict[int, list[str]] = {}
    passed = rows.filter(state=State.PASSED, message__in=[row.message_id for row in listed])
    for message_id, way, code in passed.order_by("pk").values_list("message_id", "way", "code"):
        before.setdefault(message_id, []).append(f"{Way(way).label}: {words(code)}")
    return [
        {
            "name": names[row.message.recipient_id],
            "way": Way(row.way).label if row.way else "", "state": row.get_state_display(),
            "tone": TONES.get(State(row.state), "inf"), "why": row.reason,
            "todo": todo.get(row.pk, ""), "before": before.get(row.message_id, []),
            "time": clock.time_of(row.seen_at or row.received_at or row.sent_at or row.created_at),
        }
        for row in listed
    ]  # fmt: skip


def recipients(acting: Acting, rows: Collection[Delivery]) -> dict[int, str]:
    """For the actor of each row's recipient: the name, where this reader may read letters there."""
    ours = reading.places(acting, LETTERS)
    actors = {row.message.recipient_id for row in rows}
    named = reading.living_at(acting, ours).filter(actor__in=actors)
    nameless = _("Người ở nơi khác") if ours else _("Người nhận")
    return dict.fromkeys(actors, nameless) | dict(named.values_list("actor_id", "name"))
