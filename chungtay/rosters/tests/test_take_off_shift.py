"""A turn that is not: nobody keeps it and nobody stands in."""

import pytest

from chungtay.rosters.actions import take_off_shift
from chungtay.rosters.actions.shifts import TakenOff
from chungtay.rosters.models import Presence
from chungtay.rosters.tests.examples import chief, cover, shift
from chungtay.rosters.tests.rows import rows


def test_everybody_is_free_of_it(world):
    mine = shift(world)
    made = cover(world, mine)
    take_off_shift(actor=chief(world), at=world.at, shift=mine)
    made.refresh_from_db()
    assert made.ends_at == made.starts_at and not rows(Presence).exists()
    shift(world, mine.officer, starts=mine.starts_at)


def test_it_is_taken_off_once(world):
    mine = shift(world)
    take_off_shift(actor=chief(world), at=world.at, shift=mine)
    with pytest.raises(TakenOff):
        take_off_shift(actor=chief(world), at=world.at, shift=mine)
