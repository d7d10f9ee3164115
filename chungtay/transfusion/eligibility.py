"""May somebody be asked on a day, and if not, from when? Pure; every number is a dated rule.

The answer is never "đủ điều kiện": a doctor decides. A deferral ends in "a doctor must say so",
not in a plain no (blood.md 0). What each rule says, and in which words, is `judging`.
"""

from collections.abc import Iterable
from datetime import date

from chungtay.transfusion.answering import Answer, Deferral, History, Outcome
from chungtay.transfusion.groups import GIVEN, Component, Kind
from chungtay.transfusion.judging import judge
from chungtay.transfusion.waits import gap, gap_or_strictest, perhaps_too_old, surely_of_age
from chungtay.transfusion.weight import Band

__all__ = [
    "Answer", "Band", "Deferral", "History", "Outcome", "answer", "answers", "first_days", "gap",
    "perhaps_too_old", "surely_of_age",
]  # fmt: skip


def first_days(
    last_on: date | None, last: Kind | None, birth_year: int | None,
    *, on: date, centre: str = "",
) -> dict[Component, date]:  # fmt: skip
    """For each component the first day on which somebody may be asked; missing if at once."""
    found = {}
    for wanted in GIVEN:
        days = []
        if last_on is not None:
            days.append(gap_or_strictest(last, wanted, on=on, centre=centre).after(last_on))
        if birth_year is not None:
            days.append(surely_of_age(birth_year, on=on))
        if days:
            found[wanted] = max(days)
    return found


def answer(
    wanted: Kind, *, on: date, last_on: date | None = None, last: Kind | None = None,
    birth_year: int | None = None, deferrals: Iterable[Deferral] = (), centre: str = "",
    weight: Band | None = None, gifts: Iterable[tuple[date, Kind]] = (),
    tested: bool | None = None,
) -> Answer:  # fmt: skip
    """The strictest of what the rules say of that day."""
    history = History(
        last_on=last_on, last=last, birth_year=birth_year, weight=weight, gifts=tuple(gifts),
        deferrals=tuple(deferrals), tested=tested,
    )  # fmt: skip
    return answers(wanted, history, on=on, centre=centre)[0]


def answers(wanted: Kind, history: History, *, on: date, centre: str = "") -> list[Answer]:
    """Everything the rules say of that day, the strictest first."""
    found = judge(wanted, history, on=on, centre=centre)
    return sorted(found, key=lambda one: one.strictness, reverse=True)
