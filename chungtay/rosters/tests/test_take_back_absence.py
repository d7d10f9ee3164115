"""Written down by mistake: nobody was away."""

import pytest

from chungtay.rosters.actions import take_back_absence
from chungtay.rosters.actions.absences import AbsenceOver
from chungtay.rosters.keeping import answers_now
from chungtay.rosters.tests.examples import absence, beat, chief, officer


def test_the_keeper_was_there_all_the_time(world):
    keeper = officer(world)
    beat(world, keeper=keeper)
    mine = absence(world, keeper)
    take_back_absence(actor=chief(world), at=world.at, absence=mine)
    assert answers_now(world.ward.pk, world.at)[0].officer_id == keeper.pk


def test_it_is_taken_back_once(world):
    mine = absence(world, officer(world))
    take_back_absence(actor=chief(world), at=world.at, absence=mine)
    with pytest.raises(AbsenceOver):
        take_back_absence(actor=chief(world), at=world.at, absence=mine)
