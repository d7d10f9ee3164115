"""What one officer must keep in a stretch of time: questions, and no writes."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from chungtay.rosters import gaps
from chungtay.rosters.coverage import held
from chungtay.rosters.models import Cover, Keeping, Presence


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing an officer must keep in a stretch: a shift of a watch, or a beat."""

    kind: str
    """ "shift" or "beat"."""
    title: str
    shift_id: int | None
    beat_id: int | None
    place_id: int
    officer_id: int
    starts_at: datetime
    ends_at: datetime
    strenuous: bool = False


def duties(account_id: int, begins: datetime, ends: datetime) -> list[Duty]:
    """What this officer must keep in a stretch, cut to it: turns of watches, beats that are theirs
    and are not covered, beats they stand in for. By the time each begins."""
    return duties_of([account_id], begins, ends)


def duties_of(account_ids: Collection[int], begins: datetime, ends: datetime) -> list[Duty]:
    """The same of several officers, in as many questions."""
    found = _shifts_of(account_ids, begins, ends) + _beats_of(account_ids, begins, ends)
    return sorted(found, key=lambda duty: (duty.starts_at, duty.kind, duty.title))


def _shifts_of(account_ids: Collection[int], begins: datetime, ends: datetime) -> list[Duty]:
    rows = (
        Presence.objects.unscoped(why="what one officer must keep")
        .crossing("shift__watch", why="what the duty is called")
        .within(begins, ends)
        .filter(officer__in=account_ids)
        .select_related("shift__watch")
    )
    return [
        Duty("shift", row.shift.watch.name, row.shift_id, None, row.place_id, row.officer_id,
             max(begins, row.starts_at), min(ends, row.ends_at), row.shift.watch.strenuous)
        for row in rows
    ]  # fmt: skip


def _beats_of(account_ids: Collection[int], begins: datetime, ends: datetime) -> list[Duty]:
    kept = (
        Keeping.objects.unscoped(why="what one officer must keep")
        .crossing("beat", why="what the duty is called")
        .within(begins, ends)
        .filter(officer__in=account_ids)
    )
    covers = Cover.objects.unscoped(why="what one officer must keep").within(begins, ends)
    stands_in = covers.crossing("beat", why="what the duty is called").filter(
        stand_in__in=account_ids, beat__isnull=False
    )
    fields = ("beat", "beat__name", "place", "starts_at", "ends_at", "beat__closed_at")
    own = list(kept.values_list("officer", *fields))
    theirs = list(stands_in.values_list("stand_in", *fields))
    taken = held(Cover, "stand_in", [row[1] for row in own], begins, ends)
    found = []
    for who, beat, name, place, start, end, closed in own:
        stretch = _cut(start, end, closed, begins, ends)
        for first, last in without(stretch, [(s, e) for _other, s, e in taken.get(beat, [])]):
            found.append(Duty("beat", name, None, beat, place, who, first, last))
    for who, beat, name, place, start, end, closed in theirs:
        first, last = _cut(start, end, closed, begins, ends)
        if first < last:
            found.append(Duty("beat", name, None, beat, place, who, first, last))
    return found


def _cut(
    start: datetime, end: datetime | None, closed: datetime | None, begins: datetime, ends: datetime
) -> tuple[datetime, datetime]:
    return max(begins, start), min(m for m in (ends, end, closed) if m is not None)


def without(
    stretch: tuple[datetime, datetime], taken: Iterable[gaps.Span]
) -> list[tuple[datetime, datetime]]:
    """What is left of a stretch without these spans, in order."""
    left, cursor = [], stretch[0]
    for start, end in sorted(taken, key=lambda span: span[0]):
        if start > cursor:
            left.append((cursor, min(start, stretch[1])))
        cursor = max(cursor, end or stretch[1])
    left.append((cursor, stretch[1]))
    return [(start, end) for start, end in left if start < end]
