"""One place in twenty is drawn by lot, among equals, and the lot can be told again."""

from hypothesis import given
from hypothesis import strategies as st

from chungtay.recruiting.calling import Candidate, drawn
from chungtay.recruiting.explaining import why
from chungtay.recruiting.waves import Do, Step


def ordered(sizes):
    """Candidates of several standings one after the other."""
    total = sum(sizes)
    standing = [n for n, size in enumerate(sizes) for _ in range(size)]
    return [Candidate(key, 1.0 - key / (total + 1)) for key in range(total)], standing


SIZES = st.lists(st.integers(0, 90), min_size=1, max_size=4)


@given(sizes=SIZES, lot=st.integers(0, 2**40))
def test_nobody_is_lost_or_doubled_and_standings_keep_their_turn(sizes, lot):
    order, standing = ordered(sizes)
    found = drawn(order, lambda one: standing[one.key], lot)
    assert sorted(found) == sorted(order)
    assert [standing[one.key] for one in found] == standing
    assert drawn(order, lambda one: standing[one.key], lot) == found


@given(size=st.integers(0, 19), lot=st.integers(0, 2**40))
def test_fewer_than_twenty_keep_their_order(size, lot):
    order, standing = ordered([size])
    assert drawn(order, lambda one: standing[one.key], lot) == order


@given(lot=st.integers(0, 2**40))
def test_all_but_one_in_twenty_are_the_likeliest_left(lot):
    order, standing = ordered([200])
    found = drawn(order, lambda one: standing[one.key], lot)
    left, by_lot = [one.key for one in order], 0
    for one in found:
        by_lot += one.key != left[0]
        left.remove(one.key)
    assert by_lot <= 10


def test_every_lot_may_fall_on_anybody():
    order, standing = ordered([60])
    twentieth = {drawn(order, lambda one: standing[one.key], lot)[19].key for lot in range(2_000)}
    assert twentieth == set(range(19, 60))


def test_the_explanation_says_so():
    asked = Step(Do.ASK, 2, 0.95, 0.0, 0.96, ask=44, wave=1)
    assert "rút thăm" in why(asked)
    few = Step(Do.ASK, 1, 0.95, 0.0, None, ask=3, wave=1)
    assert "rút thăm" not in why(few) and "không giữ" in why(few)
