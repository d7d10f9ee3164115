"""Back again."""

import pytest

from chungtay.rosters.actions import end_absence
from chungtay.rosters.actions.absences import AbsenceOver, NotTheirs
from chungtay.rosters.tests.examples import DAY, absence, chief, officer


def test_the_officer_is_back_from_that_moment(world):
    mine = absence(world, world.officer.account, days=0)
    ended = end_absence(actor=world.officer, at=world.at + DAY, absence=mine)
    assert ended.ends_at == world.at + DAY and ended.ended_in_id


def test_what_has_not_begun_never_comes_to_be(world):
    mine = absence(world, world.officer.account, starts=world.at + DAY)
    ended = end_absence(actor=world.officer, at=world.at, absence=mine)
    assert ended.ends_at == ended.starts_at
    absence(world, world.officer.account, starts=world.at + DAY)


def test_it_ends_once_and_not_by_a_colleague(world):
    mine = absence(world, officer(world))
    with pytest.raises(NotTheirs):
        end_absence(actor=world.officer, at=world.at + DAY, absence=mine)
    end_absence(actor=chief(world), at=world.at + DAY, absence=mine)
    with pytest.raises(AbsenceOver):
        end_absence(actor=chief(world), at=world.at + DAY, absence=mine)
