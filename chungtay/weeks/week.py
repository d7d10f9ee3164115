"""A ward's week as its pages show it: posts by days, what is empty, who is away. No writes.

Whoever should be there and is not leaves the place empty; pages say "vắng", never why.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chungtay.kit import clock
from chungtay.kit.vietnamese import sort_key
from chungtay.rosters import gaps
from chungtay.rosters.coverage import midnight, people, uncovered
from chungtay.rosters.keeping import called
from chungtay.rosters.models import Absence, Presence, Watch
from chungtay.rosters.resting import lying_in

DAY = timedelta(days=1)
SOON = timedelta(hours=48)
"""How far ahead a page of today looks for places that are empty."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a watch that one officer keeps; empty from `empty_from` up to `empty_to`."""

    shift_id: int
    watch_id: int
    watch: str
    officer_id: int
    officer: str
    name: str
    starts_at: datetime
    ends_at: datetime
    instead_of: str = ""
    empty_from: datetime | None = None
    empty_to: datetime | None = None
    carried: bool = False
    """Begun before the week that is shown."""

    @property
    def hours(self) -> str:
        if self.carried:
            return _("đến %(time)s") % {"time": clock.time_of(self.ends_at)}
        return hours(self.starts_at, self.ends_at)

    @property
    def url(self) -> str:
        return reverse("weeks:shift", args=[self.shift_id])


@dataclass(slots=True)
class Cell:
    """One watch on one day: who begins then, how many are missing beside them."""

    day: date
    today: bool
    past: bool
    stands: bool
    pieces: list[Piece] = field(default_factory=list)
    short: int = 0

    @property
    def name(self) -> str:
        """ "Thứ Hai 23/11"."""
        return day_name(self.day)

    @property
    def weekday(self) -> str:
        return self.name.rpartition(" ")[0]

    @property
    def missing(self) -> str:
        if not self.short or self.past:
            return ""
        if all(piece.carried for piece in self.pieces):
            return _("chưa xếp ai")
        return ngettext("thiếu %(n)s người", "thiếu %(n)s người", self.short) % {"n": self.short}


@dataclass(frozen=True, slots=True)
class Row:
    watch: Watch
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Week:
    first: date
    days: Sequence[date]
    rows: Sequence[Row]

    @property
    def last(self) -> date:
        return self.days[-1]

    @property
    def by_day(self) -> list[tuple[Cell, list[tuple[Watch, Cell]]]]:
        """The same turned round, for a phone: each day with its watches; those with nobody on and
        nobody needed are left out."""
        return [
            (self.rows[0].cells[n], [(row.watch, row.cells[n]) for row in self.rows
                                     if row.cells[n].stands or row.cells[n].pieces])
            for n in range(len(self.days))
        ] if self.rows else []  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spot:
    """A place where somebody has to be found: a beat that is nobody's, or an empty turn."""

    kind: str
    title: str
    why: str
    starts_at: datetime
    ends_at: datetime
    shift_id: int | None
    beat_id: int | None
    at: datetime
    """When it was looked for."""

    @property
    def words(self) -> str:
        return soon(self.starts_at, self.ends_at, self.at)

    @property
    def url(self) -> str:
        """Where one chooses who stands in, for this stretch."""
        name, pk = ("weeks:cover_shift", self.shift_id) if self.shift_id else (
            "weeks:cover_beat", self.beat_id
        )  # fmt: skip
        first, last = (
            moment.astimezone(clock.VN).isoformat(timespec="minutes")
            for moment in (self.starts_at, self.ends_at)
        )
        return reverse(name, args=[pk], query={"tu": first, "den": last})


def week_of(place_id: int, first: date, at: datetime) -> Week:
    """The seven days from `first`; five queries whatever the number of rows."""
    days = [first + n * DAY for n in range(7)]
    begins, ends = midnight(first), midnight(first + 7 * DAY)
    watches = (
        Watch.objects.unscoped(why="the roster of one ward")
        .within(begins, ends)
        .filter(lying_in(place_id))
    )
    by_watch: dict[int, list[Piece]] = {}
    for piece in pieces(place_id, begins, ends):
        by_watch.setdefault(piece.watch_id, []).append(piece)
    rows = [
        Row(watch, [_cell(watch, day, by_watch.get(watch.pk, []), first, at) for day in days])
        for watch in sorted(watches, key=lambda one: (_order(one), sort_key(one.name)))
    ]
    return Week(first, days, rows)


def _order(watch: Watch) -> int:
    return list(Watch.Kind.values).index(watch.kind)


def _cell(watch: Watch, day: date, mine: Sequence[Piece], first: date, at: datetime) -> Cell:
    start, end, today = midnight(day), midnight(day + DAY), clock.today(at)
    # A turn stands on the day it begins; one from the week before, on the first.
    begun = [p for p in mine if clock.today(p.starts_at) == day]
    carried = [replace(p, carried=True) for p in mine if day == first and p.starts_at < start]
    stands = watch.opened_at < end and (watch.closed_at is None or watch.closed_at > start)
    running = [p for p in mine if p.ends_at > start and p.starts_at < end]
    through = any(p.starts_at <= start and p.ends_at >= end for p in running)
    short = missing(running, watch.needed) if begun or through else watch.needed * stands
    return Cell(day, day == today, day < today, stands, carried + begun, short)


def missing(running: Sequence[Piece], needed: int) -> int:
    """How many fewer than needed are on at the thinnest moment at which anybody is."""
    moments = sorted({m for piece in running for m in (piece.starts_at, piece.ends_at)})
    counts = [sum(p.starts_at <= m < p.ends_at for p in running) for m in moments]
    there = [count for count in counts if count]
    return max(0, needed - min(there)) if there else 0


def pieces(
    place_id: int, begins: datetime, ends: datetime, *, officer: int | None = None
) -> list[Piece]:
    """Who is on in a stretch, by time, with what is empty of it; two queries and one for posts."""
    rows = (
        Presence.objects.unscoped(why="the roster of one ward")
        .crossing("shift__watch", "cover", why="what is kept, and for whom")
        .within(begins, ends)
        .filter(lying_in(place_id))
    )
    if officer:
        rows = rows.filter(officer=officer)
    rows = list(
        rows.select_related("officer", "shift__watch", "cover__relieves").order_by(
            "starts_at", "pk"
        )
    )
    there = people(place_id, {row.officer_id for row in rows}, begins, ends + DAY)
    return [_piece(row, there) for row in rows]


def _piece(row: Any, there: gaps.People) -> Piece:
    relieves = row.cover.relieves if row.cover else None
    empty = _empty(row, there)
    return Piece(
        row.shift_id, row.shift.watch_id, row.shift.watch.name, row.officer_id,
        called(row.officer.name, row.officer.rank), row.officer.name, row.starts_at, row.ends_at,
        instead_of=called(relieves.name, relieves.rank) if relieves else "",
        empty_from=empty.starts_at if empty else None, empty_to=empty.ends_at if empty else None,
    )  # fmt: skip


def _empty(row: Any, there: gaps.People) -> gaps.Gap | None:
    """The first stretch of a turn in which its officer is not there."""
    line = gaps.Line((row.starts_at, row.ends_at), [(row.officer_id, row.starts_at, row.ends_at)])
    found = gaps.gaps(line, there, row.starts_at, row.ends_at)
    return found[0] if found else None


def spots(place_id: int, begins: datetime, ends: datetime) -> list[Spot]:
    """Every place in a stretch where somebody has to be found, by when it begins to be empty."""
    found = [
        Spot("beat", gap.beat, gap.why, gap.starts_at, gap.ends_at, None, gap.beat_id, begins)
        for gap in uncovered(place_id, begins, ends)
    ]
    for piece in pieces(place_id, begins, ends):
        if piece.empty_from and piece.empty_to and piece.empty_to > begins:
            why = _("%(name)s vắng") % {"name": piece.officer}
            start = max(begins, piece.empty_from)
            found.append(
                Spot("shift", piece.watch, why, start, piece.empty_to, piece.shift_id, None, begins)
            )
    return sorted(found, key=lambda spot: (spot.starts_at, spot.title))


def away(place_id: int, begins: datetime, ends: datetime) -> list[Any]:
    """Who is away in a stretch, with their accounts, by name: when, and nothing of why."""
    rows = Absence.objects.unscoped(why="the roster of one ward").standing().within(begins, ends)
    found = rows.filter(lying_in(place_id)).select_related("officer").defer("reason")
    return sorted(found, key=lambda one: sort_key(one.officer.name))


def day_name(on: date) -> str:
    """ "Thứ Hai 23/11"."""
    return clock.long_day(on).partition("/20")[0]


def hours(starts_at: datetime, ends_at: datetime) -> str:
    """ "07:00–19:00"; with the day where it ends on another."""
    return f"{clock.time_of(starts_at)}–{clock.time_of(ends_at)}"


def soon(starts_at: datetime, ends_at: datetime, at: datetime) -> str:
    """ "từ 19:00 hôm nay đến 19:00 mai": what lies within two days, as one would say it."""
    said = [f"{clock.time_of(moment)} {_day(moment, at)}" for moment in (starts_at, ends_at)]
    return _("từ %(first)s đến %(last)s") % {"first": said[0], "last": said[1]}


def _day(moment: datetime, at: datetime) -> str:
    days = (clock.today(moment) - clock.today(at)).days
    return {0: _("hôm nay"), 1: _("mai")}.get(days, clock.day(moment))


def stretch(starts_at: datetime, ends_at: datetime | None) -> str:
    """ "từ 07:00 23/11/2026 đến 19:00"; the second day where it is another."""
    if ends_at is None:
        return _("từ %(first)s") % {"first": clock.moment(starts_at)}
    same = clock.today(starts_at) == clock.today(ends_at)
    last = clock.time_of(ends_at) if same else clock.moment(ends_at)
    return _("từ %(first)s đến %(last)s") % {"first": clock.moment(starts_at), "last": last}
