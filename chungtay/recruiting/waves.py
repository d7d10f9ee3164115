"""Whom to ask now: the smallest next wave such that enough people arrive in time. Pure.

The number who arrive is a sum of unequal chances (Poisson-binomial); its tail is counted exactly,
in O(people × needed). Why so: docs/decisions on wave sizes.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

CRITICAL, ROUTINE = 0.95, 0.80
"""How sure a call wants to be that enough arrive (blood.md 5.4)."""
MOST_WAVES = 4
PER_UNIT = 60
"""At most so many are asked in one wave for each unit that is missing."""
LOOK_AGAIN = 5.0
"""Minutes from one look at a call to the next, and at least from one wave to the next."""
DOUBT = 2.0
"""A further wave goes out when the doubt has grown to so many times what is allowed: the first
silence of a good wave is no reason to spend the second."""
FAR = 20.0
"""Kilometres over which the liking for somebody falls to 1/e."""
FATIGUE = 0.85
"""What each alert of the last 30 days leaves of it."""


class Candidate(NamedTuple):
    """`p`: that they say yes and are there before the deadline, if asked now."""

    key: int
    p: float


class Standing(NamedTuple):
    """Somebody who may be asked: `rank` of their group (0 the patient's own), whether asking them
    bends the fortnight's rest, and how much we like to ask them (`liking`)."""

    key: int
    p: float
    rank: int = 0
    bent: bool = False
    liking: float = 0.0


class Do(StrEnum):
    WAIT = "wait"
    ASK = "ask"
    ENOUGH = "enough"
    ELSEWHERE = "elsewhere"


class Beyond(StrEnum):
    """Where a call goes when asking on the telephone's screen no longer suffices, in this order."""

    TELEPHONE = "telephone"
    NEIGHBOURS = "neighbours"
    PROVINCE = "province"


@dataclass(frozen=True, slots=True)
class Step:
    """What to do at one look. `ask`: how many of the candidates; `before` and `after`: the chance
    that enough arrive without and with them; `alpha`: the chance wanted; `again_in` minutes."""

    do: Do
    needed: int
    alpha: float
    before: float
    after: float
    ask: int = 0
    pending: int = 0
    wave: int = 0
    again_in: float = LOOK_AGAIN

    @property
    def short(self) -> bool:
        """Even with everybody who may be asked it is not sure enough: telephone beside asking."""
        return self.do is not Do.ENOUGH and self.after < self.alpha


def alpha_of(critical: bool) -> float:
    return CRITICAL if critical else ROUTINE


def tail(chances: Iterable[float], needed: int) -> float:
    """P(at least `needed` of independent people arrive)."""
    if needed <= 0:
        return 1.0
    return 1.0 - math.fsum(_exactly(chances, needed))


def smallest_wave(
    pending: Sequence[float], candidates: Sequence[float], needed: int, alpha: float, most: int
) -> int:
    """How many of `candidates`, in the order in which they would be asked, make
    P(arrivals of pending and asked ≥ needed) ≥ alpha. All that may be asked (at most `most`) if it
    cannot be reached; never one more than it takes."""
    if needed <= 0:
        return 0
    exactly = _exactly(pending, needed)
    asked = 0
    while 1.0 - math.fsum(exactly) < alpha and asked < min(most, len(candidates)):
        _join(exactly, candidates[asked])
        asked += 1
    return asked


def liking(yes: float, km: float, alerts: int = 0) -> float:
    """How much we like to ask somebody (blood.md 5.3): likeliest, nearest, least asked of late.
    `yes` without the alerts; of one call, never kept."""
    return yes * math.exp(-km / FAR) * FATIGUE**alerts


def order(standing: Iterable[Standing]) -> list[Standing]:
    """In which order they are asked. The rest is bent after everybody rested was counted on, O and
    other groups are reached for after the own; likeliest and nearest first within these."""
    return sorted(standing, key=lambda one: (one.bent, one.rank, -one.liking, one.key))


def enough(coming: Sequence[float], needed: int, alpha: float) -> bool:
    """Do those on their way suffice, no-shows counted, so that the others may be thanked?"""
    return tail(coming, needed) >= alpha


def next_step(
    pending: Sequence[float], candidates: Sequence[float], needed: int, alpha: float, *,
    waves: int, since_last: float = math.inf,
) -> Step:  # fmt: skip
    """What to do at this look at a call.

    `pending`: chances of those asked and silent, and of those who said yes; `candidates`: of those
    who could be asked, in order; `waves` so far; minutes `since_last`.
    """
    now = tail(pending, needed)
    told = Step(Do.WAIT, needed, alpha, now, now, pending=len(pending), wave=waves)
    if needed <= 0:
        return _but(told, Do.ENOUGH)
    if waves and (since_last < LOOK_AGAIN or 1.0 - now <= DOUBT * (1.0 - alpha)):
        return told
    if waves >= MOST_WAVES:
        return _but(told, Do.ELSEWHERE)
    count = smallest_wave(pending, candidates, needed, alpha, PER_UNIT * needed)
    if count == 0:
        return told if now >= alpha else _but(told, Do.ELSEWHERE)
    after = tail([*pending, *candidates[:count]], needed)
    return Step(Do.ASK, needed, alpha, now, after, count, len(pending), waves + 1)


def beyond(steps: int) -> Beyond:
    """Where to turn when `steps` turns to elsewhere have been taken already."""
    return list(Beyond)[min(steps, len(Beyond) - 1)]


def _but(step: Step, do: Do) -> Step:
    return Step(do, step.needed, step.alpha, step.before, step.after, 0, step.pending, step.wave)


def _exactly(chances: Iterable[float], needed: int) -> list[float]:
    """P(exactly k arrive) for k from 0 to needed − 1."""
    found = [1.0] + [0.0] * (needed - 1)
    for chance in chances:
        _join(found, chance)
    return found


def _join(exactly: list[float], chance: float) -> None:
    for k in range(len(exactly) - 1, 0, -1):
        exactly[k] += (exactly[k - 1] - exactly[k]) * chance
    exactly[0] *= 1.0 - chance
