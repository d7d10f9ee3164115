"""The state of one call as chances: of those asked, and of those who could be, in order. Pure."""

import math
from collections.abc import Callable, Hashable, Iterable, Sequence
from random import Random
from typing import NamedTuple

from chungtay.recruiting.answering import USUAL, Habits, Minutes, arrives, coming, still

DRAWN_OF = 20
"""One place in so many is drawn by lot."""
FAR = 20.0
"""Kilometres over which the liking for somebody falls to 1/e (blood.md 5.3)."""


class Candidate(NamedTuple):
    """`p`: that they say yes and are there before the deadline, if asked now."""

    key: int
    p: float


class Known(NamedTuple):
    """Somebody who may be asked. `yes`: that they agree if the question reaches them (a model's
    probability for this call); `rank` of their group, 0 the patient's own; `bent`: asking them
    bends the fortnight's rest; `reach` where more is known of their channel than of all."""

    key: int
    yes: float
    km: float
    rank: int = 0
    bent: bool = False
    reach: float | None = None


class Asked(NamedTuple):
    """Somebody who was asked `ago` minutes ago and has not refused; `agreed`: minutes since they
    said yes, None while they are silent."""

    yes: float
    km: float
    ago: Minutes
    agreed: Minutes | None = None
    reach: float | None = None


def candidates(known: Iterable[Known], left: Minutes, habits: Habits = USUAL) -> list[Candidate]:
    """In the order in which they are asked: the rest is bent only after everybody rested, other
    groups than the own (O last) only after the own, likeliest and nearest first within these."""

    def place(one: Known) -> tuple[bool, int, float, int]:
        return one.bent, one.rank, -one.yes * math.exp(-one.km / FAR), one.key

    return [
        Candidate(one.key, arrives(one.yes, left, one.km, habits, one.reach))
        for one in sorted(known, key=place)
    ]


def drawn(
    order: Sequence[Candidate], standing: Callable[[Candidate], Hashable], lot: int
) -> list[Candidate]:
    """The order with every twentieth place given by lot to one of those who follow and are of the
    same `standing` (blood.md 5.3: 5 % exploration): of whoever a model always puts last, a log
    would never learn. The lot is a number of the call's own, so that the order can be told again;
    fewer than twenty are asked in their order."""
    found, rng = list(order), Random(lot)  # noqa: S311
    standings = [standing(one) for one in found]
    for place in range(DRAWN_OF - 1, len(found), DRAWN_OF):
        end = len(found) - standings[::-1].index(standings[place])
        found.insert(place, found.pop(rng.randrange(place, end)))
    return found


def pending(asked: Iterable[Asked], left: Minutes, habits: Habits = USUAL) -> list[float]:
    """The chance of each that they are there before the deadline."""
    return [
        still(one.yes, one.ago, left, one.km, habits, one.reach)
        if one.agreed is None
        else coming(one.agreed, left, one.km, habits)
        for one in asked
    ]


OWN_WEIGHT, LOG_WEIGHT = 12.0, 30.0
"""Expected yeses after which what is heard counts as much as what a model said: within one call,
and in the log of the last 30 days."""


def heard(asked: Iterable[Asked], habits: Habits = USUAL) -> tuple[float, int]:
    """How many yeses were to be expected by now of all who were asked (those who refused among
    them, as silent), and how many there are."""
    expected, yeses = 0.0, 0
    for one in asked:
        reached = habits.reach if one.reach is None else one.reach
        expected += reached * one.yes * habits.answered(one.ago)
        yeses += one.agreed is not None
    return expected, yeses


def corrected(expected: float, yeses: float, weight: float) -> float:
    """By what to multiply the chances of a yes, seeing that so many came where so many were
    expected: the mean of a Gamma whose prior has mean 1 and the weight of so many yeses. A model
    wrong by a factor is found out in the call itself, at the latest in the next ones."""
    return (weight + yeses) / (weight + expected)
