"""The urgent things of today as cards: a commander's answer, calls, beats that are nobody's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from chungtay.access.acting import PostHolder
from chungtay.blood.models import Call, CallClosure
from chungtay.boards.showing import Listed, listed
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.places.models import Place
from chungtay.releases.showing import Waiting, waiting
from chungtay.rosters.coverage import Uncovered, uncovered
from chungtay.rosters.keeping import Answering, answers_now

MOST_CALLS = 20
AHEAD = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Card:
    """What needs a person now. `urgent`: it cannot wait till the evening. `share`: how far a call
    has come, of its units, with `goal` in words; None where nothing is counted."""

    tone: str
    icon: str
    state: str
    heading: str
    facts: str
    words: str
    clock: clock.Clock | None
    url: str
    verb: str
    urgent: bool
    share: float | None = None


def urgent(acting: Acting, at: datetime) -> list[Card]:
    """A card each; what a minute decides stands first."""
    releases = [_release(row) for row in waiting(acting, at)]
    calls = [_call(row) for row in open_calls(acting, at)] if _may(acting, "blood.read") else []
    beats = [_beat(row, at) for row in _uncovered(acting, at)]
    return [*releases, *sorted([*calls, *beats], key=lambda card: not card.urgent)]


def _may(acting: Acting, duty: str) -> bool:
    return acting.may(duty, None)


def open_calls(acting: Acting, at: datetime) -> list[Listed]:
    """Calls that nobody has closed, the nearest deadline first."""
    closed = CallClosure.objects.visible_to(acting).values("call")
    calls = Call.objects.visible_to(acting).exclude(pk__in=closed).order_by("deadline")
    return listed(list(calls[:MOST_CALLS]), acting, at)


def _call(row: Listed) -> Card:
    late = row.clock is not None and row.clock.tone == "late"
    critical = row.call.critical
    return Card(
        tone="now" if late or critical else "soon", icon="droplet",
        state=_("Quá giờ, chưa khép") if late else _("Gấp") if critical else _("Đang gọi"),
        heading=row.heading, facts=row.meta, words=row.state, clock=row.clock,
        url=reverse("boards:call", args=[row.call.pk]), verb=_("Mở lời gọi"),
        urgent=late or critical,
        share=min(1.0, (row.coming + row.given) / row.call.units),
    )  # fmt: skip


def _release(row: Waiting) -> Card:
    return Card(
        tone="soon", icon="stamp", state=_("Chờ duyệt"),
        heading=_("%(officer)s xin rời ca để hiến máu") % {"officer": row.officer},
        facts=_("Cần 4 giờ và người thay. Quá 5 phút thì hỏi cả cấp phó."), words="",
        clock=row.clock, url=reverse("releases:release", args=[row.pk]),
        verb=_("Chọn người thay"), urgent=True,
    )  # fmt: skip


def wards_of(acting: Acting) -> list[int]:
    """The wards whose beats this reader sees: those of their posts, not a whole province."""
    posts = acting.posts if isinstance(acting, PostHolder) else []
    commune = Place.Kind.COMMUNE
    found = [
        post.place_id if post.place.kind == commune else post.place.commune_id for post in posts
    ]
    return list(dict.fromkeys(pk for pk in found if pk and acting.may("rosters.read", pk)))


def _uncovered(acting: Acting, at: datetime) -> Iterable[Uncovered]:
    """One card a beat, its first gap of the coming day."""
    for ward in wards_of(acting):
        yield from {gap.beat_id: gap for gap in reversed(uncovered(ward, at, at + AHEAD))}.values()


def _beat(gap: Uncovered, at: datetime) -> Card:
    now = gap.starts_at <= at
    when = {"from": clock.moment(gap.starts_at), "to": clock.moment(gap.ends_at), "beat": gap.beat}
    heading = _("%(beat)s còn trống đến %(to)s") if now else _("%(beat)s còn trống từ %(from)s")
    left = None if now else clock.remaining(at, gap.starts_at, span=AHEAD)
    return Card(
        tone="soon", icon="calendar-x-2",
        state=_("Địa bàn trống") if now else _("Địa bàn sắp trống"), heading=heading % when,
        facts=gap.why[:1].upper() + gap.why[1:] + ".", words="", clock=left,
        url=reverse("site:today") + "#phu-trach", verb=_("Xem ai phụ trách"), urgent=now,
    )  # fmt: skip


def answering(acting: Acting, at: datetime) -> list[Answering]:
    """Who answers for each beat now."""
    return [row for ward in wards_of(acting) for row in answers_now(ward, at)]
