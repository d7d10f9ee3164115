"""The rules of blood, each checked against the circular or the centre that set it."""

from datetime import date
from pathlib import Path

import pytest

from chungtay.kit.rules import NoRule, RuleBook

BOOK = RuleBook(Path(__file__).parents[1] / "data" / "rules.toml")
SEED_DAY = date(2021, 9, 28)
COMPONENTS = ("whole_blood", "red_cells", "platelets", "plasma")


@pytest.mark.parametrize("wanted", COMPONENTS)
@pytest.mark.parametrize(
    ("last", "weeks"), [("whole_blood", 12), ("red_cells", 12), ("platelets", 2), ("plasma", 2)]
)
def test_what_was_given_last_sets_the_wait(last: str, weeks: int, wanted: str) -> None:
    """Circular 26/2013, article 6.4."""
    rule = BOOK.rule(f"blood.gap.{last}.{wanted}", on=SEED_DAY)
    assert (rule.number, rule.unit) == (weeks, "tuần")
    assert rule.source.startswith("Thông tư 26/2013/TT-BYT, Điều 6")


def test_the_national_institute_waits_three_weeks_between_platelets() -> None:
    code = "blood.gap.platelets.platelets"
    assert BOOK.rule(code, on=SEED_DAY, centre="nihbt").number == 3
    assert BOOK.rule(code, on=date(2018, 1, 1), centre="nihbt").number == 2
    assert BOOK.rule("blood.gap.whole_blood.platelets", on=SEED_DAY, centre="nihbt").number == 12


@pytest.mark.parametrize(
    ("code", "value", "unit"),
    [
        ("blood.age.min", 18, "tuổi"),
        ("blood.age.max", 60, "tuổi"),
        ("blood.weight.whole_blood.female", 42, "kg"),
        ("blood.weight.whole_blood.male", 45, "kg"),
        ("blood.weight.platelets", 50, "kg"),
    ],
)
def test_age_and_weight(code: str, value: int, unit: str) -> None:
    rule = BOOK.rule(code, on=SEED_DAY)
    assert (rule.number, rule.unit) == (value, unit)


def test_covid_rules_changed_by_date_and_by_centre() -> None:
    recovered = "blood.defer.covid.recovered"
    with pytest.raises(NoRule):
        BOOK.rule(recovered, on=date(2021, 6, 17))
    assert BOOK.rule(recovered, on=SEED_DAY).number == 28
    assert BOOK.rule(recovered, on=SEED_DAY, centre="nihbt").number == 28
    assert BOOK.rule(recovered, on=date(2022, 5, 1), centre="nihbt").number == 10
    assert BOOK.rule(recovered, on=date(2022, 5, 1), centre="hcmc").number == 14


def test_covid_vaccines() -> None:
    waits = {
        kind: BOOK.rule(f"blood.defer.covid_vaccine.{kind}", on=SEED_DAY).after(SEED_DAY)
        for kind in ("approved", "live_or_unknown", "trial")
    }
    assert waits == {
        "approved": date(2021, 10, 5),
        "live_or_unknown": date(2021, 10, 28),
        "trial": date(2022, 3, 28),
    }


def test_the_donor_of_the_seed_was_inside_the_wait_that_doctors_lifted() -> None:
    """Back on duty less than two weeks: a plain "no" would have stopped a gift doctors allowed."""
    back_on_duty = date(2021, 9, 16)
    assert BOOK.rule("blood.defer.covid.recovered", on=SEED_DAY).after(back_on_duty) > SEED_DAY
