"""May somebody be asked on a day, and if not, from when? Pure; every number is a dated rule.

The answer is never "đủ điều kiện": a doctor decides. A deferral ends in "a doctor must say so",
not in a plain no (blood.md 0).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as say

from chungtay.kit import clock
from chungtay.kit.rules import Rule, rule
from chungtay.transfusion.groups import GIVEN, Component

_NAMES = {
    Component.WHOLE: "whole_blood",
    Component.RED_CELLS: "red_cells",
    Component.PLATELETS: "platelets",
    Component.PLASMA: "plasma",
}


class Outcome(StrEnum):
    """In rising order of strictness."""

    MAY = "may"
    DOCTOR = "doctor"
    NOT_BEFORE = "not_before"
    NO_LONGER = "no_longer"


_STRICTNESS = list(Outcome)


@dataclass(frozen=True, slots=True)
class Answer:
    """`until`: the first day on which this no longer stands in the way. `why` is for people."""

    outcome: Outcome
    until: date | None
    why: str
    source: str


@dataclass(frozen=True, slots=True)
class Deferral:
    """A reason to wait: the code of its rule, and the day from which the wait counts."""

    code: str
    since: date


def gap(last: Component | None, wanted: Component, *, on: date, centre: str = "") -> Rule:
    """The rule for the time from one gift to the next. What was given last decides (Art. 6.4);
    if nobody knows what it was, the strictest wait holds, that after whole blood."""
    code = f"blood.gap.{_NAMES[last or Component.WHOLE]}.{_NAMES[wanted]}"
    return rule(code, on=on, centre=centre)


def first_days(
    last_on: date | None, last: Component | None, birth_year: int | None,
    *, on: date, centre: str = "",
) -> dict[Component, date]:  # fmt: skip
    """For each component the first day on which somebody may be asked; missing if at once."""
    found = {}
    for wanted in GIVEN:
        days = []
        if last_on is not None:
            days.append(gap(last, wanted, on=on, centre=centre).after(last_on))
        if birth_year is not None:
            days.append(surely_of_age(birth_year, on=on))
        if days:
            found[wanted] = max(days)
    return found


def surely_of_age(birth_year: int, *, on: date) -> date:
    """Of somebody whose year of birth alone is known: the day after which they are surely old
    enough (Art. 4.1)."""
    return date(birth_year + int(rule("blood.age.min", on=on).number) + 1, 1, 1)


def perhaps_too_old(birth_year: int, *, on: date) -> date:
    """The first day of the year in which they become as old as the rule still allows."""
    return date(birth_year + int(rule("blood.age.max", on=on).number), 1, 1)


def answer(
    wanted: Component, *, on: date, last_on: date | None = None, last: Component | None = None,
    birth_year: int | None = None, deferrals: Iterable[Deferral] = (), centre: str = "",
) -> Answer:  # fmt: skip
    """The strictest of what the rules say of that day."""
    found = [_of_age(birth_year, on), *(_deferred(d, on, centre) for d in deferrals)]
    if last_on is not None:
        found.append(_rested(wanted, on, last_on, last, centre))
    return max(found, key=lambda a: (_STRICTNESS.index(a.outcome), a.until or date.min))


def _rested(
    wanted: Component, on: date, last_on: date, last: Component | None, centre: str
) -> Answer:
    between = gap(last, wanted, on=on, centre=centre)
    until = between.after(last_on)
    if on < until:
        why = say("Lần hiến gần nhất là %(last)s; hẹn khám lại từ %(day)s.")
        words = why % {"last": clock.day(last_on), "day": clock.day(until)}
        return Answer(Outcome.NOT_BEFORE, until, words, between.explain())
    return Answer(Outcome.MAY, None, say("Có thể đến khám."), between.explain())


def _of_age(birth_year: int | None, on: date) -> Answer:
    least, most = rule("blood.age.min", on=on), rule("blood.age.max", on=on)
    if birth_year is None:
        return Answer(Outcome.MAY, None, say("Có thể đến khám."), least.explain())
    age = on.year - birth_year
    if age < least.number:
        until = date(birth_year + int(least.number), 1, 1)
        return Answer(Outcome.NOT_BEFORE, until, say("Chưa đủ 18 tuổi."), least.explain())
    if age > most.number:
        return Answer(Outcome.NO_LONGER, None, say("Đã quá 60 tuổi."), most.explain())
    if age in (least.number, most.number):
        why = say("Năm nay đến ngưỡng tuổi: nơi nhận máu xem ngày sinh.")
        return Answer(Outcome.DOCTOR, None, why, (least if age < 50 else most).explain())
    return Answer(Outcome.MAY, None, say("Có thể đến khám."), least.explain())


def _deferred(deferral: Deferral, on: date, centre: str) -> Answer:
    wait = rule(deferral.code, on=on, centre=centre)
    until = wait.after(deferral.since)
    if on < until:
        why = say("Cần bác sĩ cho ý kiến trước %(day)s.") % {"day": clock.day(until)}
        return Answer(Outcome.DOCTOR, until, why, wait.explain())
    return Answer(Outcome.MAY, None, say("Có thể đến khám."), wait.explain())
