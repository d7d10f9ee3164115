"""The keeper is free of it; then it is nobody's, and that is said."""

import pytest

from chungtay.rosters.actions import take_back_beat
from chungtay.rosters.actions.beats import NotKept
from chungtay.rosters.keeping import answers_now
from chungtay.rosters.tests.examples import beat, chief, officer


def test_from_then_on_it_is_nobodys(world):
    mine = beat(world, keeper=officer(world))
    take_back_beat(actor=chief(world), at=world.at, beat=mine)
    (now,) = answers_now(world.ward.pk, world.at)
    assert (now.officer_id, now.reason) == (None, "unassigned")


def test_what_nobody_keeps_is_not_taken_back(world):
    with pytest.raises(NotKept):
        take_back_beat(actor=chief(world), at=world.at, beat=beat(world))
