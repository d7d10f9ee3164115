"""Where things stand in drawings: no bar outside its frame, nothing unrecorded shown as zero."""

import math

from hypothesis import given
from hypothesis import strategies as st

from chungtay.kit.drawing import BASE, TOP, Column, Columns, Rings, Spot, per_cent, stretches

amounts = st.one_of(st.none(), st.integers(0, 10**9))
columns = st.lists(
    st.builds(Column, st.just("1"), amounts, st.just(""), amounts), min_size=1, max_size=24
)


def number(length: str) -> float:
    return float(length.removesuffix("%"))


def test_shares_are_written_with_a_point_and_held_at_the_edges():
    assert [per_cent(s) for s in (0, 0.415, 1, 1.7, -3)] == ["0%", "41.5%", "100%", "100%", "0%"]


@given(columns, st.booleans())
def test_no_bar_leaves_its_frame(cols, compare):
    for drawn in Columns(cols, compare=compare).drawn:
        for box in filter(None, (drawn.bar, drawn.before)):
            left = number(box.x)
            assert left >= 0 and left + number(box.width) <= 100.05
            assert number(box.y) >= TOP - 0.05
            assert math.isclose(number(box.y) + number(box.height), BASE, abs_tol=0.05)


def test_the_largest_fills_the_frame_and_words_stand_above_it():
    small, large = Columns([Column("1", 10), Column("2", 40)]).drawn
    assert number(large.bar.y) == TOP and number(large.words_at) == TOP
    assert math.isclose(number(small.bar.height) * 4, number(large.bar.height), rel_tol=0.01)


def test_zero_is_a_line_and_nothing_recorded_is_a_dashed_box():
    zero, none, _ = Columns([Column("1", 0), Column("2", None), Column("3", 9)]).drawn
    assert number(zero.bar.height) < 1 < number(none.bar.height)
    assert Columns([Column("1", None)]).unwritten and not Columns([Column("1", 0)]).unwritten


@given(
    st.lists(st.builds(Spot, st.floats(0, 500), st.sampled_from(["yes", "ask", "no"])), max_size=30)
)
def test_everyone_is_on_the_map_however_far(spots):
    rings = Rings(spots)
    assert len(rings.marks) == len(spots)
    for mark in rings.marks:
        assert 7 <= float(mark.x) <= rings.width - 7 and 7 <= float(mark.y) <= rings.height - 7


def test_nearer_is_nearer_on_the_map():
    rings = Rings([Spot(0.5, bearing=0), Spot(3, bearing=0), Spot(5, bearing=0)])
    up = [float(mark.y) for mark in rings.marks]
    assert up == sorted(up, reverse=True)
    assert [circle[1] for circle in rings.circles] == ["5", "2"]


def test_people_of_unknown_direction_make_room_for_each_other():
    marks = Rings([Spot(3) for _ in range(14)]).marks
    points = [(float(m.x), float(m.y)) for m in marks]
    assert min(math.dist(a, b) for i, a in enumerate(points) for b in points[:i]) >= 15


def test_stretches_fill_the_line():
    parts = stretches([("g", 22), ("r", 34), ("a", 44)])
    assert [p.x for p in parts] == ["0%", "22%", "56%"]
    assert sum(number(p.width) for p in parts) == 100
    assert stretches([]) == []
