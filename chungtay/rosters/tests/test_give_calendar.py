"""An address for one's own calendar."""

import pytest

from chungtay.access import links
from chungtay.rosters.actions import give_calendar
from chungtay.rosters.actions.calendars import LASTS, PURPOSE, NotOnesOwn
from chungtay.rosters.tests.examples import chief


def do(world, actor=None):
    actor = actor or world.officer
    return give_calendar(actor=actor, at=world.at, place=world.ward, account=world.officer.account)


def test_it_opens_the_own_calendar_for_a_year(world):
    link = links.open_link(do(world), PURPOSE, at=world.at)
    assert link.actor_id == world.officer.actor_id
    assert link.expires_at == world.at + LASTS


def test_a_new_one_ends_the_one_before(world):
    old, new = do(world), do(world)
    links.open_link(new, PURPOSE, at=world.at)
    with pytest.raises(links.DeadLink):
        links.open_link(old, PURPOSE, at=world.at)


def test_not_even_the_commander_takes_one_of_somebody_else(world):
    with pytest.raises(NotOnesOwn):
        do(world, actor=chief(world))
