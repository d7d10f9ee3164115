"""What rosters does by the clock."""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from chungtay.journal.system import System
from chungtay.kit import clock
from chungtay.kit.jobs import every
from chungtay.rosters.actions import end_alarm, tell_gap
from chungtay.rosters.actions.alarms import ToldAlready
from chungtay.rosters.coverage import HOUR, Uncovered, uncovered
from chungtay.rosters.models import Alarm, Beat

log = logging.getLogger(__name__)
AHEAD = timedelta(hours=4)
"""How long before it begins a gap is told of: time to find somebody who has rested."""


@every("*/5 * * * *")
def look_after_beats() -> None:
    """No beat without a named officer for an hour, or the commander hears which and why."""
    look_after(clock.now())


def look_after(at: datetime) -> int:
    """One round over every ward that has beats; how many gaps were told of."""
    rows = Beat.objects.unscoped(why="every beat of every ward is looked after")
    standing = {beat.pk: beat for beat in rows.standing(at)}
    alarms = Alarm.objects.unscoped(why="every beat of every ward is looked after")
    told = {alarm.beat_id: alarm for alarm in alarms.filter(over_at=None)}
    done = 0
    for place_id in sorted({beat.place_id for beat in standing.values()}):
        here = [beat for beat in standing.values() if beat.place_id == place_id]
        try:
            done += _look_at_ward(place_id, here, told, at)
        except Exception:
            log.exception("the beats of place %s could not be looked at", place_id)
    for alarm in told.values():
        if alarm.beat_id not in standing:
            end_alarm(actor=System("rosters"), at=at, alarm=alarm)
    return done


def _look_at_ward(
    place_id: int, beats: Sequence[Beat], told: Mapping[int, Alarm], at: datetime
) -> int:
    found: dict[int, list[Uncovered]] = {}
    for gap in uncovered(place_id, at - HOUR, at + AHEAD + HOUR):
        found.setdefault(gap.beat_id, []).append(gap)
    return sum(_look_at(beat, found.get(beat.pk, []), told.get(beat.pk), at) for beat in beats)


def _look_at(beat: Beat, found: list[Uncovered], told: Alarm | None, at: datetime) -> bool:
    """Whether something was told: one gap at a time, the nearest that is an hour long."""
    system = System("rosters")
    if told is not None:
        since = max(told.starts_at, at)
        if any(gap.starts_at <= since < gap.ends_at for gap in found):
            return False
        end_alarm(actor=system, at=at, alarm=told)
    for gap in found:
        if gap.ends_at > at and gap.starts_at <= at + AHEAD and gap.ends_at - gap.starts_at >= HOUR:
            try:
                tell_gap(
                    actor=system, at=at, beat=beat, starts_at=gap.starts_at,
                    reason=Alarm.Reason(gap.reason),
                )  # fmt: skip
            except ToldAlready:
                return False
            return True
    return False
