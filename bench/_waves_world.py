"""The world of `bench/waves.py`: a city of donors, what is true of each, what is seen of it.

Truth and score. log-odds of a yes = middle + spread · z, z normal. Seen of it is one noisy look,
w = clear · z + √(1 − clear²) · e; the score is what z being such leaves to expect, E[yes | w], so
it is calibrated by construction. `middle` is solved for the mean acceptance, `clear` for the AUC of
the score; both are checked again by drawing. The spread is in no source; what an oracle can know
that the score cannot grows with it, so the bench prints other spreads too.
"""

import math
import random
from bisect import bisect
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields, replace
from functools import cache
from itertools import accumulate
from typing import Any

from chungtay.transfusion.groups import Group

GRID = [i / 10 for i in range(-60, 61)]
NORMAL = [math.exp(-x * x / 2) for x in GRID]


@dataclass(frozen=True)
class Settings:
    """Everything the bench assumes; lengths in km and minutes."""

    seed: int = 1
    calls: int = 1000
    days: int = 200
    calls_a_day: int = 3
    broadcast_calls: int = 100
    rare_calls: int = 200
    spreads_calls: int = 300
    donors: int = 6000
    near_share: float = 0.6
    near: float = 3.2
    far: float = 8.0
    abo: tuple[float, ...] = (0.421, 0.212, 0.301, 0.066)
    rh_negative: float = 0.0007
    eligible: float = 0.72
    gift_rest_days: int = 84
    hospitals: int = 5
    component: str = "red_cells"
    accept: tuple[float, ...] = (0.119, 0.043)
    spread: float = 1.0
    spreads: tuple[float, ...] = (0.6, 0.7, 0.8, 1.2)
    auc: float = 0.65
    believed: float = 1.0
    answer_median: float = 20.0
    answer_spread: float = 1.1
    spoken: float = 0.30
    reach: float = 0.75
    show: float = 0.70
    units: tuple[float, ...] = (0.50, 0.35, 0.15)
    deadline: float = 120.0
    critical: bool = True
    fatigue: float = 0.85
    fatigue_days: int = 30
    nearest: int = 300
    broadcast_km: float = 15.0

    @classmethod
    def read(cls, found: dict[str, Any]) -> "Settings":
        """Unknown names are a ValueError: a misspelt setting changes nothing, silently."""
        if unknown := set(found) - {field.name for field in fields(cls)}:
            raise ValueError(f"no such setting: {', '.join(sorted(unknown))}")
        return replace(
            cls(), **{k: tuple(v) if isinstance(v, list) else v for k, v in found.items()}
        )

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def logistic(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-x))


def mean_over_normal(value: Callable[[float], float]) -> float:
    return sum(value(x) * w for x, w in zip(GRID, NORMAL, strict=True)) / sum(NORMAL)


def root(rising: Callable[[float], float], low: float, high: float) -> float:
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < 0 else (low, middle)
    return (low + high) / 2


@dataclass(frozen=True)
class Scoring:
    """Solved for one mean, spread and AUC."""

    middle: float
    spread: float
    clear: float

    def true(self, z: float) -> float:
        return logistic(self.middle + self.spread * z)

    def score(self, w: float) -> float:
        rest = self.spread * math.sqrt(1.0 - self.clear**2)
        centre = self.middle + self.spread * self.clear * w
        return mean_over_normal(lambda u: logistic(centre + rest * u))

    def auc(self) -> float:
        """P(the score of a yes > that of a no), by counting over the grid of w."""
        scores = [self.score(w) for w in GRID]
        yes = [weight * score for weight, score in zip(NORMAL, scores, strict=True)]
        no = [weight * (1 - score) for weight, score in zip(NORMAL, scores, strict=True)]
        below, won = 0.0, 0.0
        for y, n in zip(yes, no, strict=True):
            won += y * (below + n / 2)
            below += n
        return won / (sum(yes) * sum(no))


@cache
def scoring(mean: float, spread: float, auc: float) -> Scoring:
    middle = root(lambda m: mean_over_normal(lambda z: logistic(m + spread * z)) - mean, -12, 6)
    clear = root(lambda c: Scoring(middle, spread, c).auc() - auc, 0.0, 1.0)
    return Scoring(middle, spread, clear)


@dataclass(slots=True)
class Donor:
    key: int
    group: Group
    x: float
    y: float
    eligible: bool
    true: float
    score: float


@dataclass(frozen=True, slots=True)
class Call:
    """`at`: minutes since the beginning of the table."""

    key: int
    at: float
    hospital: int
    group: Group
    units: int


Near = list[tuple[float, Donor]]


@dataclass
class City:
    """Donors of one drawing, where the hospitals are, and lists made once."""

    donors: list[Donor]
    hospitals: list[tuple[float, float]]
    made: dict[tuple[int, tuple[Group, ...]], Near] = field(default_factory=dict)

    def nearest(self, hospital: int, groups: tuple[Group, ...]) -> Near:
        """(km, donor) of those of these groups who are eligible, nearest first."""
        if (hospital, groups) not in self.made:
            x, y = self.hospitals[hospital]
            self.made[hospital, groups] = sorted(
                (
                    (math.hypot(d.x - x, d.y - y), d)
                    for d in self.donors
                    if d.eligible and d.group in groups
                ),
                key=lambda pair: pair[0],
            )
        return self.made[hospital, groups]


def draw_city(settings: Settings, mean: float, rng: random.Random) -> City:
    known = scoring(mean, settings.spread, settings.auc)
    scores = [known.score(w) for w in GRID]
    donors = []
    blur = math.sqrt(1.0 - known.clear**2)
    for key in range(settings.donors):
        sigma = settings.near if rng.random() < settings.near_share else settings.far
        z = rng.gauss(0, 1)
        w = known.clear * z + blur * rng.gauss(0, 1)
        donors.append(
            Donor(
                key, draw_group(settings, rng, rng.random() < settings.rh_negative),
                rng.gauss(0, sigma), rng.gauss(0, sigma), rng.random() < settings.eligible,
                known.true(z), between(scores, w),
            )
        )  # fmt: skip
    sigma = settings.near
    hospitals = [(rng.gauss(0, sigma), rng.gauss(0, sigma)) for _ in range(settings.hospitals)]
    return City(donors, hospitals)


def between(scores: list[float], w: float) -> float:
    """The score at w, along a straight line between two points of the grid."""
    place = min(max((w - GRID[0]) * 10, 0.0), len(GRID) - 1.001)
    low = int(place)
    return scores[low] + (place - low) * (scores[low + 1] - scores[low])


def draw_group(settings: Settings, rng: random.Random, negative: bool) -> Group:
    abo = pick(settings.abo, rng)
    return Group(abo | (0 if negative else 4))


def draw_call(
    settings: Settings, key: int, at: float, rng: random.Random, *, rare: bool = False
) -> Call:
    return Call(
        key, at, rng.randrange(settings.hospitals), draw_group(settings, rng, rare),
        1 + pick(settings.units, rng),
    )  # fmt: skip


def pick(weights: tuple[float, ...], rng: random.Random) -> int:
    sums = list(accumulate(weights))
    return min(bisect(sums, rng.random() * sums[-1]), len(weights) - 1)


def checked(settings: Settings, mean: float, count: int = 200_000) -> dict[str, float]:
    """What the score is worth when donors are drawn and answer: mean, AUC of the score and of the
    truth, and the largest distance of a tenth's mean score from its share of yeses."""
    rng = random.Random(settings.seed)
    known = scoring(mean, settings.spread, settings.auc)
    scores = [known.score(w) for w in GRID]
    blur = math.sqrt(1.0 - known.clear**2)
    drawn = []
    for _ in range(count):
        z = rng.gauss(0, 1)
        score = between(scores, known.clear * z + blur * rng.gauss(0, 1))
        true = known.true(z)
        drawn.append((score, true, rng.random() < true))
    drawn.sort()
    tenth = count // 10
    off = max(
        abs(sum(s - yes for s, _t, yes in drawn[i : i + tenth])) / tenth
        for i in range(0, count, tenth)
    )
    return {
        "mean": sum(yes for _s, _t, yes in drawn) / count,
        "auc": auc([yes for _s, _t, yes in drawn]),
        "auc_of_the_truth": auc([yes for _s, _t, yes in sorted(drawn, key=lambda one: one[1])]),
        "worst_tenth": off,
    }


def auc(rising: list[bool]) -> float:
    """Of answers in rising order of their score (no two scores alike)."""
    no, won = 0, 0
    for yes in rising:
        won, no = (won + no, no) if yes else (won, no + 1)
    return won / (no * (len(rising) - no))
