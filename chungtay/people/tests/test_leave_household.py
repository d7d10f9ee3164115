"""Somebody is of no household any more."""

import pytest

from chungtay.journal.act import NotAllowed
from chungtay.people.actions import NotAHousehold, leave_household
from chungtay.people.tests.examples import home, somebody


def leave(world, person, actor=None):
    return leave_household(actor=actor or world.officer, at=world.at, person=person)


def test_when_the_head_leaves_nobody_is_head(world):
    head, other = somebody(world), somebody(world, "Phan Văn Hậu")
    home(world, head, "14 Trần Cao Vân", other)
    left = leave(world, head)
    assert (left.head_id, left.ended_in_id) == (None, None)


def test_the_last_to_leave_ends_it(world):
    head = somebody(world)
    home(world, head)
    assert leave(world, head).ended_in_id


def test_who_is_of_none_cannot_leave(world):
    with pytest.raises(NotAHousehold):
        leave(world, somebody(world))


def test_the_officer_of_another_ward_may_not(world):
    with pytest.raises(NotAllowed):
        leave(world, home(world).head, actor=world.elsewhere)
