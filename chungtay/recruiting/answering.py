"""How fast people answer, how many never see it, how many of those who said yes arrive.

Chance that somebody arrives before the deadline: asked now, asked a while ago and silent, or on
their way. Bayes on a log-normal answer time; pure. Defaults are blood.md 2 until there is a log.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import fmean, pstdev

Minutes = float
LATE_SPREAD = 0.3
"""Standard deviation of the logarithm of a journey: a third longer, or a quarter shorter."""


@dataclass(frozen=True, slots=True)
class Habits:
    """`median` minutes and `spread` (of the logarithm) of an answer; `reach`: the share of asked
    people whom the channel reaches at all; `show`: the share of yeses who arrive; `spoken`: the
    share of refusals that are said; minutes to set out, and minutes on the way per kilometre."""

    median: Minutes = 20.0
    spread: float = 1.1
    reach: float = 0.75
    show: float = 0.70
    spoken: float = 0.30
    setting_out: Minutes = 10.0
    per_km: Minutes = 3.0

    def answered(self, within: Minutes) -> float:
        """Share of those who will ever answer that has done so within so many minutes."""
        return _log_normal(within, self.median, self.spread)

    def journey(self, km: float) -> Minutes:
        """From saying yes to the door of the hospital."""
        return self.setting_out + self.per_km * km

    def farthest(self, left: Minutes) -> float:
        """Kilometres beyond which nobody can be there within so many minutes, however soon they
        say yes."""
        return max(0.0, (left - self.setting_out) / self.per_km)

    def on_the_way(self, minutes: Minutes, km: float) -> float:
        """Share of those who come that is there so many minutes after saying yes."""
        return _log_normal(minutes, self.journey(km), LATE_SPREAD)


USUAL = Habits()


def arrives(
    yes: float, left: Minutes, km: float = 0.0, habits: Habits = USUAL, reach: float | None = None
) -> float:
    """Chance that somebody asked now is there within `left` minutes. `yes`: that they agree once
    the question reached them; `reach` where more is known of their channel than of all."""
    return still(yes, 0.0, left, km, habits, reach)


def still(
    yes: float, asked_for: Minutes, left: Minutes, km: float = 0.0, habits: Habits = USUAL,
    reach: float | None = None,
) -> float:  # fmt: skip
    """The same for somebody asked `asked_for` minutes ago and silent since.

    Silence is not reached, not willing and not saying so, or still to answer; each keeps the share
    that the time gone by leaves it.
    """
    reached = habits.reach if reach is None else reach
    so_far = habits.answered(asked_for)
    by_then = habits.answered(asked_for + left - habits.journey(km))
    silent = 1.0 - reached * so_far * (yes + (1.0 - yes) * habits.spoken)
    if silent <= 0.0 or by_then <= so_far:
        return 0.0
    return min(1.0, reached * yes * habits.show * (by_then - so_far) / silent)


def coming(since_yes: Minutes, left: Minutes, km: float = 0.0, habits: Habits = USUAL) -> float:
    """The same for somebody who said yes `since_yes` minutes ago and is not there yet."""
    so_far = habits.on_the_way(since_yes, km)
    by_then = habits.on_the_way(since_yes + left, km)
    absent = 1.0 - habits.show * so_far
    return habits.show * max(0.0, by_then - so_far) / absent if absent > 0.0 else 0.0


def fitted(minutes: Sequence[Minutes], habits: Habits = USUAL, weight: float = 20.0) -> Habits:
    """Habits with the answer times of a log; those before count as `weight` answers.

    Give only answers to questions that have long been over, or the slow ones are missing.
    """
    logs = [math.log(max(one, 0.1)) for one in minutes]
    if not logs:
        return habits
    share = len(logs) / (len(logs) + weight)
    before = math.log(habits.median)
    middle = share * fmean(logs) + (1 - share) * before
    apart = share * (1 - share) * (fmean(logs) - before) ** 2
    variance = share * pstdev(logs) ** 2 + (1 - share) * habits.spread**2 + apart
    return replace(habits, median=math.exp(middle), spread=max(0.1, math.sqrt(variance)))


def _log_normal(value: float, median: float, spread: float) -> float:
    if value <= 0.0:
        return 0.0
    return 0.5 * math.erfc((math.log(median) - math.log(value)) / (spread * math.sqrt(2.0)))
