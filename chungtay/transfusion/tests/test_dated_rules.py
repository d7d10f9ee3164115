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


ARTICLE_5 = {
    (12, "tháng"): "surgery malaria syphilis tuberculosis tetanus encephalitis meningitis"
    " rabies_course transfused childbirth",
    (6, "tháng"): "tattoo piercing exposure typhoid sepsis snake_bite thrombosis osteomyelitis"
    " pancreatitis",
    (4, "tuần"): "gastroenteritis urinary_infection skin_infection bronchitis pneumonia measles"
    " pertussis mumps dengue dysentery rubella cholera vaccine.rubella vaccine.measles"
    " vaccine.typhoid vaccine.cholera vaccine.mumps vaccine.varicella vaccine.bcg",
    (7, "ngày"): "flu cold allergic_rhinitis sore_throat migraine vaccine.other",
}
NIHBT = {
    (12, "tháng"): "hbv_immunoglobulin dutasteride",
    (3, "tháng"): "finasteride isotretinoin tretinoin",
    (4, "tuần"): "low_haemoglobin",
    (7, "ngày"): "aspirin clopidogrel ticlopidine piroxicam",
}


def lengths(centre: str) -> dict[tuple[int, str], set[str]]:
    """Reasons to wait of a centre by their length, but for COVID-19."""
    found: dict[tuple[int, str], set[str]] = {}
    for rule in BOOK:
        word = rule.code.removeprefix("blood.defer.")
        if word != rule.code and not word.startswith("covid") and rule.centre == centre:
            found.setdefault((int(rule.number), rule.unit), set()).add(word)
    return found


@pytest.mark.parametrize(("centre", "expected"), [("", ARTICLE_5), ("nihbt", NIHBT)])
def test_every_reason_to_wait_has_its_length(centre: str, expected: dict) -> None:
    """Article 5, and what the national institute adds."""
    assert lengths(centre) == {length: set(words.split()) for length, words in expected.items()}


@pytest.mark.parametrize(
    ("code", "value", "unit"),
    [
        ("blood.volume.whole_blood.lighter", 250, "ml"),
        ("blood.volume.whole_blood.per_kg", 9, "ml/kg"),
        ("blood.volume.whole_blood.most", 500, "ml"),
        ("blood.volume.apheresis", 500, "ml"),
        ("blood.volume.apheresis.heavier_from", 60, "kg"),
        ("blood.volume.apheresis.heavier", 650, "ml"),
        ("blood.haemoglobin", 120, "g/l"),
        ("blood.haemoglobin.more_blood", 125, "g/l"),
        ("blood.most.cells", 3, "lần"),
        ("blood.most.cells.within", 7, "ngày"),
        ("blood.most.whole_blood.female", 3, "lần"),
        ("blood.most.whole_blood.male", 4, "lần"),
        ("blood.most.apheresis", 24, "lần"),
        ("blood.rest.risky_work", 12, "giờ"),
        ("blood.rest.hard_training", 12, "giờ"),
    ],
)
def test_volumes_caps_haemoglobin_and_work(code: str, value: int, unit: str) -> None:
    rule = BOOK.rule(code, on=SEED_DAY)
    assert (rule.number, rule.unit) == (value, unit)


def test_the_national_institute_rests_forty_eight_hours_from_effort() -> None:
    code = "blood.rest.hard_training"
    assert BOOK.rule(code, on=SEED_DAY, centre="nihbt").number == 48
    assert BOOK.rule("blood.rest.risky_work", on=SEED_DAY, centre="nihbt").number == 12


def test_what_is_only_remembered_says_so() -> None:
    """blood.md: (recalled) = not found in a source."""
    recalled = {rule.code for rule in BOOK if "(recalled)" in rule.note}
    assert recalled == {"blood.haemoglobin.more_blood", "blood.haemoglobin.more_blood_from"}


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
