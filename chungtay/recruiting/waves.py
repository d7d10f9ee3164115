"""Whom to ask now: the smallest next wave such that enough people arrive in time. Pure.

The number who arrive is a sum of unequal chances (Poisson-binomial); its tail is counted exactly,
in O(people × needed). Why so: docs/decisions on wave sizes.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

CRITICAL, ROUTINE = 0.95, 0.80
"""How sure a call wants to be that enough arrive (blood.md 5.4)."""
MOST_WAVES = 4
PER_UNIT = 60
"""At most so many are asked in one wave for each unit that is missing."""
LOOK_AGAIN = 5.0
"""Minutes from one look at a call to the next…"""
LET_ANSWER = 15.0
"""…and at least from one wave to the next: two in five of those who answer have done so by then."""
UNHURRIED, LONGEST = 8.0, 180.0
"""With much time left a wave is given an eighth of it, up to three hours: later nobody answers."""
DOUBT, MOST_DOUBT = 4.0, 0.5
"""A further wave goes out when the doubt has grown to so many times what is allowed, or to one
half: the first silence after a good wave is no reason to spend the second. Measured: waiting so
long fills as many calls with fewer alerts (docs/performance.md)."""


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
    that enough arrive without and with them (None: of so few people it is not kept); `alpha`: the
    chance wanted; `again_in` minutes."""

    do: Do
    needed: int
    alpha: float
    before: float | None
    after: float | None
    ask: int = 0
    pending: int = 0
    wave: int = 0
    again_in: float = LOOK_AGAIN

    @property
    def short(self) -> bool:
        """Even with everybody who may be asked it is not sure enough: telephone beside asking."""
        return self.do is not Do.ENOUGH and self.after is not None and self.after < self.alpha


def alpha_of(critical: bool) -> float:
    return CRITICAL if critical else ROUTINE


def tail(chances: Iterable[float], needed: int) -> float:
    """P(at least `needed` of independent people arrive)."""
    if needed <= 0:
        return 1.0
    return min(1.0, max(0.0, 1.0 - math.fsum(_exactly(chances, needed))))


def spread(chances: Iterable[float], most: int) -> list[float]:
    """P(exactly k of independent people arrive) for k below `most`, and of `most` or more."""
    exactly = _exactly(chances, most)
    return [*exactly, max(0.0, 1.0 - math.fsum(exactly))]


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


def enough(coming: Sequence[float], needed: int, alpha: float) -> bool:
    """Do those on their way suffice, no-shows counted, so that the others may be thanked?"""
    return tail(coming, needed) >= alpha


def due(
    before: float, alpha: float, *, waves: int, since_last: float = math.inf, left: float = 0.0
) -> bool:
    """Is it time for a wave? The first at once; a further one when the doubt has grown enough and
    people have had time to answer. `left`: minutes to the deadline."""
    if waves == 0:
        return before < alpha
    return since_last >= patience(left) and 1.0 - before > bearable(alpha)


def bearable(alpha: float) -> float:
    """The doubt that is waited out before a further wave."""
    return max(1.0 - alpha, min(DOUBT * (1.0 - alpha), MOST_DOUBT))


def patience(left: float) -> float:
    """Minutes from a wave to the next one."""
    return max(LET_ANSWER, min(left / UNHURRIED, LONGEST))


def next_step(
    pending: Sequence[float], candidates: Sequence[float], needed: int, alpha: float, *,
    waves: int, since_last: float = math.inf, left: float = 0.0,
) -> Step:  # fmt: skip
    """What to do at this look at a call.

    `pending`: chances of those asked and silent, and of those who said yes; `candidates`: of those
    who could be asked, in order (only looked at when a wave is due); `waves` so far; minutes
    `since_last`, and `left` to the deadline.
    """
    now = tail(pending, needed)
    if needed <= 0:
        return Step(Do.ENOUGH, needed, alpha, now, now, 0, len(pending), waves)
    if not due(now, alpha, waves=waves, since_last=since_last, left=left):
        return Step(Do.WAIT, needed, alpha, now, now, 0, len(pending), waves)
    most = PER_UNIT * needed if waves < MOST_WAVES else 0
    count = smallest_wave(pending, candidates, needed, alpha, most)
    if count == 0:
        return Step(Do.ELSEWHERE, needed, alpha, now, now, 0, len(pending), waves)
    after = tail([*pending, *candidates[:count]], needed)
    return Step(Do.ASK, needed, alpha, now, after, count, len(pending), waves + 1)


def beyond(steps: int) -> Beyond:
    """Where to turn when `steps` turns to elsewhere have been taken already."""
    return list(Beyond)[min(steps, len(Beyond) - 1)]


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
