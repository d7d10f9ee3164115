"""By the clock: deputies are asked, silence and deadlines end what they must, gaps are told."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial

from chungtay.blood.models import Ask, Call
from chungtay.journal.system import System
from chungtay.kit import clock
from chungtay.kit.errors import Refused
from chungtay.kit.jobs import every
from chungtay.releases.actions import (
    come_on_duty,
    covering,
    end,
    escalate,
    go_off_duty,
    miss_cover,
    steps,
)
from chungtay.releases.actions.changing import off_duty_now, on_duty_now
from chungtay.releases.models import Clearance, Leave, Release

log = logging.getLogger(__name__)
SAY_WITHIN = timedelta(minutes=15)
"""As long as any place is kept for somebody of whom nothing is heard."""


@every("* * * * *")
def tend() -> None:
    tend_at(clock.now())


def tend_at(at: datetime) -> None:
    """One round at a moment; whatever somebody was quicker with is left alone."""
    system = System("releases")
    for ending, rows in ((Release.Ending.LATE, _late(at)), (Release.Ending.SILENT, _silent(at))):
        for release in rows:
            _try(partial(end, actor=system, at=at, release=release, ending=ending), release)
    for release in off_duty_now(at):
        _try(partial(go_off_duty, actor=system, at=at, release=release), release)
    for ask in on_duty_now(at):
        _try(partial(come_on_duty, actor=system, at=at, ask=ask), ask)
    for leave in _unanswered(at):
        _try(partial(escalate, actor=system, at=at, leave=leave), leave)
    for release in _without_cover(at):
        ask = steps.ask_of(release)
        _try(partial(miss_cover, actor=system, at=at, ask=ask), release)


def _try(act: Callable[[], object], row: Release | Leave | Ask) -> None:
    """One of a round: whatever goes wrong with it stops none of the others."""
    try:
        act()
    except Refused:
        return  # somebody was quicker
    except Exception:
        log.exception("%s could not be tended", row)


def _without_cover(at: datetime) -> Iterable[Release]:
    """Approved, not gone yet, and whoever was to stand in no longer can."""
    rows = Release.objects.unscoped(why="what lost its cover, in every ward").running()
    leaves = Leave.objects.unscoped(why="what lost its cover, in every ward")
    asked = {
        row.release_id: row
        for row in leaves.filter(granted=True, uncovered_in=None, release__in=rows.values("pk"))
    }
    waiting = list(rows.filter(pk__in=asked, left_at=None).select_related("account"))
    covered = covering.standing([(one, asked[one.pk]) for one in waiting], at)
    return [one for one in waiting if one.pk not in covered]


def _late(at: datetime) -> Iterable[Release]:
    """The deadline has passed, and they have not gone."""
    calls = Call.objects.unscoped(why="calls whose time is over, in every ward")
    rows = Release.objects.unscoped(why="what waits too long, in every ward").running()
    late = calls.filter(deadline__lte=at).values("pk")
    return list(rows.filter(call__in=late, left_at=None))


def _silent(at: datetime) -> Iterable[Release]:
    asked = Clearance.objects.unscoped(why="who asked for a doctor's word").values("release")
    rows = Release.objects.unscoped(why="what waits too long, in every ward").running()
    return list(rows.filter(begun_at__lte=at - SAY_WITHIN).exclude(pk__in=asked))


def _unanswered(at: datetime) -> Iterable[Leave]:
    rows = Leave.objects.unscoped(why="what waits too long, in every ward")
    running = Release.objects.unscoped(why="what waits too long, in every ward").running()
    return list(
        rows.filter(
            granted=None, escalated_in=None, escalates_at__lte=at, release__in=running.values("pk")
        )
    )
