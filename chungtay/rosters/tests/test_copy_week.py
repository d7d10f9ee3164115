"""A week is planned as another was."""

from datetime import timedelta

import pytest

from chungtay.rosters.actions import copy_week
from chungtay.rosters.actions.checks import AwkwardTime
from chungtay.rosters.models import Shift
from chungtay.rosters.tests.examples import DAY, absence, chief, officer, shift, watch
from chungtay.rosters.tests.rows import rows

WEEK = timedelta(days=7)


def do(world, ahead=WEEK):
    return copy_week(
        actor=chief(world), at=world.at, place=world.ward, source=world.at.date(),
        into=(world.at + ahead).date(),
    )  # fmt: skip


def test_everybody_is_on_at_the_same_hours_of_the_same_weekday(world):
    where = watch(world)
    first = shift(world, where=where)
    shift(world, starts=world.at + DAY, where=where)
    copied = do(world)
    assert len(copied.made) == 2 and not copied.left_out
    made = rows(Shift).get(officer=first.officer, starts_at=first.starts_at + WEEK)
    assert (made.watch_id, made.ends_at) == (where.pk, first.ends_at + WEEK)


def test_what_cannot_be_copied_is_left_out_and_said(world):
    gone = officer(world, "Hồ Anh Thư")
    shift(world, gone)
    shift(world)
    absence(world, gone, starts=world.at + 6 * DAY)
    copied = do(world)
    assert len(copied.made) == 1
    (left,) = copied.left_out
    assert left.shift.officer == gone and "Hồ Anh Thư vắng" in left.sentence


def test_twice_puts_nobody_on_twice(world):
    shift(world)
    assert [len(do(world).made), len(do(world).made)] == [1, 0]


def test_a_week_is_not_copied_onto_itself(world):
    with pytest.raises(AwkwardTime):
        do(world, ahead=timedelta(0))
