"""Other hours, another officer: covers stay as far as they still lie in the turn."""

import pytest

from chungtay.rosters.actions import cover, move_shift
from chungtay.rosters.actions.shifts import OnShiftAlready
from chungtay.rosters.models import Cover
from chungtay.rosters.tests.examples import HOUR, chief, officer, shift
from chungtay.rosters.tests.rows import presences, rows


def do(world, mine, begin=0, end=0, **more):
    return move_shift(
        actor=chief(world), at=world.at, shift=mine, starts_at=mine.starts_at + begin * HOUR,
        ends_at=mine.ends_at + end * HOUR, **more,
    )  # fmt: skip


def covered(world, mine, after, hours):
    starts = mine.starts_at + after * HOUR
    return cover(
        actor=chief(world), at=world.at, duty=mine, stand_in=officer(world), starts_at=starts,
        ends_at=starts + hours * HOUR,
    )  # fmt: skip


def test_hours_change_and_a_cover_is_cut_to_them(world):
    mine = shift(world)
    made = covered(world, mine, 6, 6)
    moved = do(world, mine, end=-3)
    made.refresh_from_db()
    assert made.ends_at == moved.ends_at
    assert [row[2] for row in presences(moved)] == [made.starts_at, moved.ends_at]


def test_a_cover_that_lies_outside_ends_before_it_began(world):
    mine = shift(world)
    made = covered(world, mine, 10, 2)
    do(world, mine, end=-3)
    made.refresh_from_db()
    assert made.ends_at == made.starts_at and made.ended_in_id


def test_with_another_officer_covers_end(world):
    mine, other = shift(world), officer(world)
    covered(world, mine, 2, 4)
    moved = do(world, mine, officer=other)
    assert presences(moved) == [(other.pk, moved.starts_at, moved.ends_at)]
    (made,) = rows(Cover)
    assert made.ends_at == made.starts_at


def test_into_another_turn_of_the_same_officer_is_refused(world):
    mine = shift(world, hours=4)
    later = shift(world, mine.officer, starts=mine.ends_at + 12 * HOUR)
    with pytest.raises(OnShiftAlready):
        do(world, mine, end=13)
    mine.refresh_from_db()
    assert mine.ends_at < later.starts_at
