"""Where nobody answers for a beat of a ward, through a stretch of time. No writes."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q

from chungtay.kit import clock
from chungtay.kit.vietnamese import sort_key
from chungtay.rosters import gaps
from chungtay.rosters.models import Absence, Alarm, Beat, Cover, Keeping
from chungtay.rosters.resting import lying_in, posts_here

HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Uncovered:
    """Nobody answers for a beat from `starts_at` up to `ends_at`."""

    beat_id: int
    beat: str
    starts_at: datetime
    ends_at: datetime
    reason: str

    @property
    def why(self) -> str:
        return str(Alarm.Reason(self.reason).label)


def uncovered(place_id: int, begins: datetime, ends: datetime) -> list[Uncovered]:
    """The gaps of a ward's beats through a stretch, by beat and time; a fixed number of queries."""
    beats, lines, people = beat_lines(place_id, begins, ends)
    return [
        Uncovered(beat.pk, beat.name, gap.starts_at, gap.ends_at, gap.reason)
        for beat in sorted(beats, key=lambda one: sort_key(one.name))
        for gap in gaps.gaps(lines[beat.pk], people, begins, ends)
    ]


def uncovered_days(place_id: int, first: date, last: date) -> list[date]:
    """The days on which a beat of the ward was nobody's for an hour or longer."""
    begins, after = midnight(first), midnight(last + timedelta(days=1))
    days: set[date] = set()
    for gap in uncovered(place_id, begins, after):
        on = clock.today(gap.starts_at)
        while midnight(on) < gap.ends_at:
            start, end = midnight(on), midnight(on + timedelta(days=1))
            if min(end, gap.ends_at) - max(start, gap.starts_at) >= HOUR:
                days.add(on)
            on += timedelta(days=1)
    return sorted(days)


def midnight(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, tzinfo=clock.VN)


def beat_lines(
    place_id: int, begins: datetime, ends: datetime
) -> tuple[list[Beat], dict[int, gaps.Line], gaps.People]:
    """The beats of a ward in a stretch, each as a line through time, and the officers of them."""
    beats = list(
        Beat.objects.unscoped(why="who answers for what in one ward")
        .within(begins, ends)
        .filter(lying_in(place_id))
    )
    ids = [beat.pk for beat in beats]
    kept, stood_in = (
        held(Keeping, "officer", ids, begins, ends),
        held(Cover, "stand_in", ids, begins, ends),
    )
    lines = {
        beat.pk: gaps.Line(
            (beat.opened_at, beat.closed_at), kept.get(beat.pk, []), stood_in.get(beat.pk, [])
        )
        for beat in beats
    }
    officers = set().union(*(line.officers() for line in lines.values()))
    return beats, lines, people(place_id, officers, begins, ends)


def people(
    place_id: int, officers: Collection[int], begins: datetime, ends: datetime
) -> gaps.People:
    """When these officers were away, and when they held a post in the ward, in a stretch."""
    away = (
        Absence.objects.unscoped(why="who answers for what in one ward")
        .standing()
        .within(begins, ends)
    )
    posts = posts_here(place_id).filter(
        Q(ends_at=None) | Q(ends_at__gt=begins), starts_at__lt=ends, account__in=officers
    )
    held_here = [
        (account, start, min((m for m in (end, locked) if m), default=None))
        for account, start, end, locked in posts.values_list(
            "account", "starts_at", "ends_at", "account__locked_in__at"
        )
    ]
    return gaps.People(
        _spans(away.filter(officer__in=officers).values_list("officer", "starts_at", "ends_at")),
        _spans(held_here),
    )


def held(
    model: Any, who: str, beats: Sequence[int], begins: datetime, ends: datetime
) -> dict[int, list[gaps.Held]]:
    rows = (
        model.objects.unscoped(why="who answers for what in one ward")
        .within(begins, ends)
        .filter(beat__in=beats)
    )
    found: dict[int, list[gaps.Held]] = {}
    for beat, officer, start, end in rows.values_list("beat", who, "starts_at", "ends_at"):
        found.setdefault(beat, []).append((officer, start, end))
    return found


def _spans(rows: Iterable[tuple[int, datetime, datetime | None]]) -> dict[int, list[gaps.Span]]:
    found: dict[int, list[gaps.Span]] = {}
    for officer, start, end in rows:
        found.setdefault(officer, []).append((start, end))
    return found
