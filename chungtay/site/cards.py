"""The urgent things of today as cards: a commander's answer, calls, beats that are nobody's."""

from collections.abc import Iterator
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
from chungtay.rosters.keeping import Answering, answers_now
from chungtay.weeks.week import Spot, spots

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
    fills = _may(acting, "rosters.cover")
    empty = [_spot(row, fills, at) for row in _spots(acting, at)]
    return [*releases, *sorted([*calls, *empty], key=lambda card: not card.urgent)]


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
        share=min(1.0, row.sure / row.call.units),
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


def _spots(acting: Acting, at: datetime) -> Iterator[Spot]:
    """What is or will be empty in the coming day: each beat and each turn once, its first gap."""
    for ward in wards_of(acting):
        first = {(row.beat_id, row.shift_id): row for row in reversed(spots(ward, at, at + AHEAD))}
        yield from first.values()


def _spot(row: Spot, fills: bool, at: datetime) -> Card:
    """Whoever may choose a stand-in is led there, others to the roster."""
    now = row.starts_at <= at
    left = None if now else clock.remaining(at, row.starts_at, span=AHEAD)
    return Card(
        tone="soon", icon="calendar-x-2",
        state=_("Còn trống lúc này") if now else _("Sắp trống"),
        heading=_("%(what)s còn trống, %(when)s") % {"what": row.title, "when": row.words},
        facts=row.why[:1].upper() + row.why[1:] + ".", words="", clock=left,
        url=row.url if fills else reverse("weeks:week"),
        verb=_("Chọn người") if fills else _("Mở lịch trực"), urgent=now,
    )  # fmt: skip


def answering(acting: Acting, at: datetime) -> list[Answering]:
    """Who answers for each beat now."""
    return [row for ward in wards_of(acting) for row in answers_now(ward, at)]
