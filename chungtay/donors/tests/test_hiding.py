"""Small counts of others are not shown, and a sum does not tell them."""

from hypothesis import given
from hypothesis import strategies as st

from chungtay.donors.hiding import LEAST, hide

COUNTS = st.dictionaries(st.integers(0, 40), st.integers(0, 60), max_size=12)


def test_zero_is_shown_and_one_to_four_are_not():
    assert hide({"a": 0, "b": 1, "c": 4, "d": 5}) == {"a": 0, "b": None, "c": None, "d": 5}


def test_of_one_alone_the_next_smallest_is_hidden_with_it():
    assert hide({"a": 3, "b": 9, "c": 7, "d": 0}) == {"a": None, "b": 9, "c": None, "d": 0}


def test_ones_own_are_shown():
    assert hide({"a": 3, "b": 9}, seen={"a"}) == {"a": 3, "b": 9}


@given(COUNTS)
def test_from_the_sum_and_what_is_shown_nobody_works_out_a_small_number(counts):
    shown = hide(counts)
    assert all(n is None or n == 0 or n >= LEAST for n in shown.values())
    hidden = [key for key, n in shown.items() if n is None]
    if hidden and any(n for key, n in counts.items() if key not in hidden):
        assert len(hidden) >= 2


@given(COUNTS)
def test_what_is_shown_is_what_is_so(counts):
    assert all(n in (None, counts[key]) for key, n in hide(counts).items())
