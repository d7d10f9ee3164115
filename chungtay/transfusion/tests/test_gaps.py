"""The matrix of waits, by what was given last: typed from articles 6.1 to 6.4."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.kit.rules import NoRule
from chungtay.transfusion.eligibility import Outcome, answer, gap
from chungtay.transfusion.groups import Cells, Component

WHOLE, RED = Component.WHOLE, Component.RED_CELLS
PLATELETS, PLASMA = Component.PLATELETS, Component.PLASMA
GRANULOCYTES, STEM = Cells.GRANULOCYTES, Cells.STEM_CELLS
KINDS = (WHOLE, RED, PLATELETS, PLASMA, GRANULOCYTES, STEM)
MATRIX = """
            whole red plt plasma gran stem
    whole    12    12  12   12    12   12
    red      12    12  12   12    12   12
    plt       2     2   2    2     2    2
    plasma    2     2   2    2     2    2
    gran      -     -   -    -     -    -
    stem      -     -   -    -     -    -
"""
"""Weeks from what was given last (rows) to what is wanted; "-": the circular sets no wait."""
CELLS = [week for line in MATRIX.strip().splitlines()[1:] for week in line.split()[1:]]
WEEKS = {
    pair: None if weeks == "-" else int(weeks)
    for pair, weeks in zip(product(KINDS, KINDS), CELLS, strict=True)
}
SET = [pair for pair, weeks in WEEKS.items() if weeks]
pairs = st.sampled_from(SET)
days = st.dates(date(2014, 1, 1), date(2035, 1, 1))
centres = st.sampled_from(["", "nihbt", "hcmc", "unheard of"])


def weeks_at(pair, centre, on):
    """The national institute's three weeks between platelets, known of 2019."""
    if pair == (PLATELETS, PLATELETS) and centre == "nihbt" and on >= date(2019, 1, 1):
        return 3
    return WEEKS[pair]


@given(pairs, days, centres)
def test_the_wait_is_that_of_the_matrix(pair, on, centre):
    last, wanted = pair
    assert gap(last, wanted, on=on, centre=centre).number == weeks_at(pair, centre, on)


@given(pairs, days, centres, st.integers(0, 400))
def test_before_the_day_they_wait_and_from_the_day_on_they_may(pair, last_on, centre, later):
    last, wanted = pair
    on = last_on + timedelta(days=later)
    first = last_on + timedelta(weeks=weeks_at(pair, centre, on))
    found = answer(wanted, on=on, last_on=last_on, last=last, centre=centre, tested=True)
    if on < first:
        assert (found.outcome, found.until) == (Outcome.NOT_BEFORE, first)
    else:
        assert (found.outcome, found.until) == (Outcome.MAY, None)


@given(
    pairs, days, st.lists(st.tuples(st.integers(0, 300), st.sampled_from(KINDS[:4])), max_size=4)
)
def test_gifts_before_the_last_make_nothing_milder(pair, last_on, earlier):
    last, wanted = pair
    on = last_on + timedelta(days=20)
    gifts = [(last_on - timedelta(days=1 + days), kind) for days, kind in earlier]
    alone = answer(wanted, on=on, last_on=last_on, last=last, tested=True)
    found = answer(wanted, on=on, last_on=last_on, last=last, gifts=gifts, tested=True)
    assert found.strictness >= alone.strictness


@given(pairs, days)
def test_the_last_gift_counts_whichever_way_it_was_told(pair, last_on):
    last, wanted = pair
    on = last_on + timedelta(days=10)
    told = answer(wanted, on=on, last_on=last_on, last=last)
    assert told == answer(wanted, on=on, gifts=[(last_on, last)])
    assert told == answer(wanted, on=on, last_on=last_on, last=last, gifts=[(last_on, last)])


@pytest.mark.parametrize("pair", [pair for pair, weeks in WEEKS.items() if not weeks])
def test_after_granulocytes_and_stem_cells_the_circular_sets_no_wait(pair):
    with pytest.raises(NoRule):
        gap(*pair, on=date(2026, 11, 22))


@pytest.mark.parametrize("wanted", KINDS[:4])
@pytest.mark.parametrize("last", [GRANULOCYTES, STEM])
def test_so_a_doctor_says_when_anything_else_may_follow(last, wanted):
    found = answer(wanted, on=date(2026, 11, 22), last_on=date(2026, 11, 1), last=last, tested=True)
    assert found.outcome is Outcome.DOCTOR
    assert found.until == date(2026, 11, 1) + timedelta(weeks=12)


@pytest.mark.parametrize("wanted", [GRANULOCYTES, STEM])
def test_granulocytes_and_stem_cells_three_times_in_seven_days_at_most(wanted):
    """Article 6.3."""
    given = [(date(2026, 11, day), GRANULOCYTES) for day in (16, 18, 20)]
    third = answer(wanted, on=date(2026, 11, 20), gifts=given[:2], tested=True)
    fourth = answer(wanted, on=date(2026, 11, 22), gifts=given, tested=True)
    assert third.outcome is Outcome.MAY
    assert (fourth.outcome, fourth.until) == (Outcome.NOT_BEFORE, date(2026, 11, 23))
    assert answer(wanted, on=fourth.until, gifts=given, tested=True).outcome is Outcome.MAY
