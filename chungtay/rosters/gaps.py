"""Where nobody answers for a beat. Pure: intervals in, gaps out.

A beat is answered for by whoever stands in, else by its keeper, if they are not away and hold a
post in the ward. Intervals run from their start up to, not including, their end; None is open.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

type Span = tuple[datetime, datetime | None]
type Held = tuple[int, datetime, datetime | None]
"""An officer's id, from, up to."""

UNASSIGNED, AWAY, STAND_IN_AWAY, LEFT = "unassigned", "away", "stand_in", "left"


@dataclass(frozen=True, slots=True)
class People:
    """When each officer, by id, was away, and when they held a post in the ward."""

    away: Mapping[int, Sequence[Span]] = field(default_factory=dict)
    here: Mapping[int, Sequence[Span]] = field(default_factory=dict)

    def why_not(self, officer: int, at: datetime) -> str:
        """Why this officer does not answer at a moment; "" when they do."""
        if any(runs(span, at) for span in self.away.get(officer, ())):
            return AWAY
        return "" if any(runs(span, at) for span in self.here.get(officer, ())) else LEFT


@dataclass(frozen=True, slots=True)
class Line:
    """One beat through time: when it stood, who kept it, who stood in."""

    life: Span
    keepings: Sequence[Held] = ()
    covers: Sequence[Held] = ()

    def officers(self) -> set[int]:
        return {held[0] for held in (*self.keepings, *self.covers)}

    def reason(self, people: People, at: datetime) -> str:
        """Why nobody answers at a moment; "" when somebody does, or the beat does not stand."""
        if not runs(self.life, at):
            return ""
        for officer, start, end in self.covers:
            if runs((start, end), at):
                return STAND_IN_AWAY if people.why_not(officer, at) else ""
        for officer, start, end in self.keepings:
            if runs((start, end), at):
                return people.why_not(officer, at)
        return UNASSIGNED


@dataclass(frozen=True, slots=True)
class Gap:
    """Nobody answers from `starts_at` up to `ends_at`; `reason` is that of its beginning."""

    starts_at: datetime
    ends_at: datetime
    reason: str


def gaps(line: Line, people: People, begins: datetime, ends: datetime) -> list[Gap]:
    """The gaps of a beat in a stretch, in order, each as long as it lasts within the stretch."""
    found: list[Gap] = []
    moments = sorted({begins, ends, *_turns(line, people, begins, ends)})
    for start, end in pairwise(moments):
        reason = line.reason(people, start)
        if not reason:
            continue
        if found and found[-1].ends_at == start:
            found[-1] = Gap(found[-1].starts_at, end, found[-1].reason)
        else:
            found.append(Gap(start, end, reason))
    return found


def runs(span: Span, at: datetime) -> bool:
    return span[0] <= at and (span[1] is None or at < span[1])


def _turns(line: Line, people: People, begins: datetime, ends: datetime) -> Iterable[datetime]:
    """The moments within the stretch at which something may change."""
    spans: list[Span] = [line.life]
    spans += [(start, end) for _officer, start, end in (*line.keepings, *line.covers)]
    for officer in line.officers():
        spans += [*people.away.get(officer, ()), *people.here.get(officer, ())]
    return (m for span in spans for m in span if m is not None and begins < m < ends)
