"""How long one waits: from gift to gift, and for one's age. Pure; every number is a dated rule."""

from datetime import date

from chungtay.kit.rules import NoRule, Rule, rule
from chungtay.transfusion.groups import Component, Kind


def gap(last: Kind | None, wanted: Kind, *, on: date, centre: str = "") -> Rule:
    """The rule for the time from one gift to the next. What was given last decides (Art. 6.4);
    if nobody knows what it was, the strictest wait holds, that after whole blood. Raises NoRule
    after granulocytes and stem cells, for which the circular sets no wait."""
    code = f"blood.gap.{(last or Component.WHOLE).rule_word}.{wanted.rule_word}"
    return rule(code, on=on, centre=centre)


def gap_or_strictest(last: Kind | None, wanted: Kind, *, on: date, centre: str = "") -> Rule:
    """As `gap`; where there is none, that after whole blood."""
    try:
        return gap(last, wanted, on=on, centre=centre)
    except NoRule:
        return gap(None, wanted, on=on, centre=centre)


def surely_of_age(birth_year: int, *, on: date) -> date:
    """Of somebody whose year of birth alone is known: the day after which they are surely old
    enough (Art. 4.1)."""
    return date(birth_year + int(rule("blood.age.min", on=on).number) + 1, 1, 1)


def perhaps_too_old(birth_year: int, *, on: date) -> date:
    """The first day of the year in which they become as old as the rule still allows."""
    return date(birth_year + int(rule("blood.age.max", on=on).number), 1, 1)
