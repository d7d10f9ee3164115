"""Who says yes: a regularised logistic regression with a prior, in a few lines of Newton.

A feature is centred on an ordinary donor, so that 0, or a feature nobody knows, means "as most".
The prior is Gaussian: where a log has nothing to say of a coefficient, the prior's stands.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Features = Mapping[str, float]
Row = tuple[Features, bool]
"""What was known of somebody when they were asked, and whether they said yes."""
CONSTANT = "constant"
ORDINARY = 0.119
"""How many of those who are asked say yes, before anything is known of us (blood.md 2)."""


@dataclass(frozen=True, slots=True)
class Model:
    """Log-odds of a yes: the sum of weight times feature. `sure` says how surely each weight is
    known, as one over its variance: what a prior of the next fit needs, and nothing else."""

    names: tuple[str, ...]
    weights: tuple[float, ...]
    sure: tuple[float, ...]

    def log_odds(self, features: Features) -> float:
        known, total = features.get, 0.0
        for name, weight in zip(self.names, self.weights, strict=True):
            total += weight if name == CONSTANT else weight * known(name, 0.0)
        return total

    def probability(self, features: Features) -> float:
        return logistic(self.log_odds(features))


def prior(mean: float, sure: float = 1.0, **weights: float) -> Model:
    """`mean`: how many of ordinary donors say yes; each weight about as sure as one unit of a
    feature seen `4 * sure` times at even odds."""
    names = (CONSTANT, *weights)
    values = (math.log(mean / (1.0 - mean)), *weights.values())
    return Model(names, values, (sure,) * len(names))


FATIGUE = 0.85
"""What each alert of the last 30 days leaves of somebody's willingness (blood.md 5.3)."""
STARTING = prior(
    ORDINARY, 4.0, recency=-0.4, frequency=0.3, time=0.0, years=0.0, rate=0.0, lateness=-0.1,
    distance=-0.05, night=-0.7, alerts=math.log(FATIGUE), answers=0.8,
)  # fmt: skip
"""For a registry without a log: the mean and the directions that blood.md 2 and 5.3 give (one in
twenty less a kilometre), cautiously."""
MOST_LATE = 10.0


def of_gifts(
    since_last: float | None, gifts: float | None, since_first: float | None
) -> dict[str, float]:
    """Features of a history. Months; what is unknown is left out. Lateness: how many of their own
    usual intervals have gone by since the last gift."""
    found = {}
    if since_last is not None:
        found["recency"] = math.log1p(since_last) - math.log1p(6.0)
    if gifts is not None:
        found["frequency"] = math.log1p(gifts) - math.log1p(4.0)
    if since_first is not None:
        found["time"] = math.log1p(since_first) - math.log1p(24.0)
        found["years"] = since_first / 12.0 - 2.0
    if since_last is not None and gifts and since_first is not None:
        usual = (since_first + 1.0) / gifts
        found["rate"] = 1.0 / usual - 0.2
        found["lateness"] = min(since_last / usual, MOST_LATE) - 1.0
    return found


def of_asking(
    km: float, hour: int, alerts: int, yeses: int, asked: int, *, mean: float = ORDINARY
) -> dict[str, float]:
    """Features of an alert: how far, at what hour of the day, how many alerts they had in the last
    30 days, and how often of `asked` times before they said yes (an ordinary donor stands for one
    yes before anything is known)."""
    ordinary = 1.0 / mean
    return {
        "distance": km - 3.0,
        "night": 1.0 if hour >= 22 or hour < 6 else 0.0,
        "alerts": float(alerts),
        "answers": math.log((yeses + 1.0) / (asked + ordinary)) + math.log(ordinary),
    }


def fit(rows: Sequence[Row], prior: Model) -> Model:
    """The most probable model given the rows and the prior. No rows: the prior itself."""
    seen = [(_row(prior.names, features), yes) for features, yes in rows]
    weights = list(prior.weights)
    value = _loss(weights, seen, prior)
    for _ in range(50):
        gradient, curve = _slopes(weights, seen, prior)
        step = solve(curve, gradient)
        size = 1.0
        while True:
            tried = [w - size * s for w, s in zip(weights, step, strict=True)]
            found = _loss(tried, seen, prior)
            if found <= value or size < 1e-6:
                break
            size /= 2.0
        fallen, value, weights = value - found, found, tried
        if fallen < 1e-10:
            break
    _gradient, curve = _slopes(weights, seen, prior)
    sure = tuple(curve[i][i] for i in range(len(weights)))
    return Model(prior.names, tuple(weights), sure)


def logistic(log_odds: float) -> float:
    if log_odds >= 0.0:
        return 1.0 / (1.0 + math.exp(-log_odds))
    grown = math.exp(log_odds)
    return grown / (1.0 + grown)


def _row(names: Sequence[str], features: Features) -> list[float]:
    return [1.0 if name == CONSTANT else features.get(name, 0.0) for name in names]


def _loss(weights: list[float], seen: list[tuple[list[float], bool]], prior: Model) -> float:
    """Minus the logarithm of the posterior, up to a constant."""
    total = 0.0
    for row, yes in seen:
        odds = sum(w * x for w, x in zip(weights, row, strict=True))
        total += max(odds, 0.0) + math.log1p(math.exp(-abs(odds))) - (odds if yes else 0.0)
    apart = zip(weights, prior.weights, prior.sure, strict=True)
    return total + sum(sure * (w - before) ** 2 for w, before, sure in apart) / 2.0


def _slopes(
    weights: list[float], seen: list[tuple[list[float], bool]], prior: Model
) -> tuple[list[float], list[list[float]]]:
    """First and second derivatives of the loss."""
    size = range(len(weights))
    gradient = [prior.sure[i] * (weights[i] - prior.weights[i]) for i in size]
    curve = [[prior.sure[i] if i == j else 0.0 for j in size] for i in size]
    for row, yes in seen:
        p = logistic(sum(w * x for w, x in zip(weights, row, strict=True)))
        off, bend = p - yes, p * (1.0 - p)
        for i in size:
            if row[i]:
                gradient[i] += off * row[i]
                for j in range(i + 1):
                    curve[i][j] += bend * row[i] * row[j]
    for i in size:
        for j in range(i):
            curve[j][i] = curve[i][j]
    return gradient, curve


def solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """x of matrix · x = right, for the positive definite matrices of a fit (Cholesky)."""
    size = range(len(right))
    lower = [[0.0] * len(right) for _ in size]
    half = [0.0] * len(right)
    for i in size:
        for j in range(i + 1):
            rest = matrix[i][j] - sum(lower[i][k] * lower[j][k] for k in range(j))
            lower[i][j] = math.sqrt(max(rest, 1e-12)) if i == j else rest / lower[j][j]
        half[i] = (right[i] - sum(lower[i][k] * half[k] for k in range(i))) / lower[i][i]
    found = [0.0] * len(right)
    for i in reversed(size):
        later = sum(lower[k][i] * found[k] for k in range(i + 1, len(right)))
        found[i] = (half[i] - later) / lower[i][i]
    return found
