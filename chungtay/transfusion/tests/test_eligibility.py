"""When somebody may be asked, with dates worked out by hand from Circular 26/2013."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.transfusion.eligibility import Deferral, Outcome, answer, first_days, gap
from chungtay.transfusion.groups import GIVEN, Component

WHOLE, PLATELETS, PLASMA = GIVEN
SEED_DAY = date(2021, 9, 28)
WEEKS = {
    (WHOLE, WHOLE): 12, (WHOLE, PLATELETS): 12, (WHOLE, PLASMA): 12,
    (PLATELETS, WHOLE): 2, (PLATELETS, PLATELETS): 2, (PLATELETS, PLASMA): 2,
    (PLASMA, WHOLE): 2, (PLASMA, PLATELETS): 2, (PLASMA, PLASMA): 2,
}  # fmt: skip
given_ = st.sampled_from(GIVEN)
days = st.dates(date(2014, 1, 1), date(2030, 1, 1))


@given(given_, given_, days)
def test_the_gap_is_that_of_what_was_given_last(last, wanted, on):
    first = first_days(on, last, None, on=on)[wanted]
    assert first == on + timedelta(weeks=WEEKS[last, wanted])
    before = answer(wanted, on=first - timedelta(days=1), last_on=on, last=last)
    assert (before.outcome, before.until) == (Outcome.NOT_BEFORE, first)
    after = answer(wanted, on=first, last_on=on, last=last, tested=True)
    assert after.outcome is Outcome.MAY


@given(given_, days)
def test_an_unknown_gift_waits_the_longest(wanted, on):
    assert first_days(on, None, None, on=on)[wanted] == on + timedelta(weeks=12)


@pytest.mark.parametrize(
    ("last_on", "last", "wanted", "first"),
    [
        (date(2021, 9, 28), PLATELETS, PLATELETS, date(2021, 10, 12)),
        (date(2021, 9, 28), WHOLE, PLATELETS, date(2021, 12, 21)),
        (date(2024, 2, 15), PLASMA, WHOLE, date(2024, 2, 29)),
        (date(2026, 12, 25), WHOLE, WHOLE, date(2027, 3, 19)),
    ],
)
def test_golden_dates(last_on, last, wanted, first):
    assert first_days(last_on, last, None, on=last_on)[wanted] == first


def test_a_stricter_centre_waits_three_weeks_between_platelets():
    found = first_days(SEED_DAY, PLATELETS, None, on=SEED_DAY, centre="nihbt")
    assert found[PLATELETS] == date(2021, 10, 19)
    assert found[WHOLE] == date(2021, 10, 12)


@pytest.mark.parametrize(
    ("born", "outcome"),
    [
        (2004, Outcome.NOT_BEFORE), (2003, Outcome.DOCTOR), (2002, Outcome.MAY),
        (1962, Outcome.MAY), (1961, Outcome.DOCTOR), (1960, Outcome.NO_LONGER),
        (None, Outcome.MAY),
    ],
)  # fmt: skip
def test_age_is_from_full_eighteen_to_sixty(born, outcome):
    assert answer(WHOLE, on=SEED_DAY, birth_year=born).outcome is outcome


def test_the_donor_of_the_seed_needs_a_doctors_word_not_a_refusal():
    found = answer(
        PLATELETS, on=SEED_DAY, birth_year=1985, last_on=date(2021, 3, 5), last=PLATELETS,
        deferrals=[Deferral("blood.defer.covid.recovered", date(2021, 9, 16))],
    )  # fmt: skip
    assert (found.outcome, found.until) == (Outcome.DOCTOR, date(2021, 10, 14))
    assert found.why == "Cần bác sĩ cho ý kiến trước 14/10/2021."
    assert "28" in found.source


def test_every_answer_has_words_and_a_source_and_never_says_fit():
    for on in (SEED_DAY, SEED_DAY + timedelta(days=100)):
        found = answer(WHOLE, on=on, last_on=SEED_DAY, last=WHOLE)
        assert "Thông tư 26/2013/TT-BYT" in found.source
        assert "đủ điều kiện" not in found.why and found.why.endswith(".")


def test_the_strictest_of_several_answers_holds():
    found = answer(
        WHOLE, on=SEED_DAY, last_on=SEED_DAY - timedelta(days=7), last=WHOLE,
        deferrals=[Deferral("blood.defer.covid.recovered", SEED_DAY)],
    )  # fmt: skip
    assert found.outcome is Outcome.NOT_BEFORE


def test_red_cells_wait_as_whole_blood_does():
    assert gap(None, Component.RED_CELLS, on=SEED_DAY).number == 12
