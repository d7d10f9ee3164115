"""Somebody lives with a household."""

import pytest

from chungtay.journal.act import NotAllowed
from chungtay.people.actions import NotAHousehold, join_household, leave_household
from chungtay.people.tests.examples import home, somebody


def join(world, person, household, actor=None):
    return join_household(
        actor=actor or world.officer, at=world.at, person=person, household=household
    )


def test_one_leaves_where_one_was(world):
    person = somebody(world, "Phan Văn Hậu")
    old, new = home(world, person), home(world, None, "2 Lê Lợi")
    join(world, person, new)
    person.refresh_from_db()
    old.refresh_from_db()
    assert person.household_id == new.pk and old.ended_in_id


def test_twice_is_refused(world):
    person, found = somebody(world, "Phan Văn Hậu"), home(world)
    join(world, person, found)
    with pytest.raises(NotAHousehold):
        join(world, person, found)


def test_whoever_lives_elsewhere_moves_first(world):
    person = somebody(world, "Phan Văn Hậu", place=world.other_ward)
    with pytest.raises(NotAHousehold) as refused:
        join(world, person, home(world), actor=world.system)
    assert refused.value.code == "lives_elsewhere"


def test_a_household_that_ended_takes_nobody(world):
    found = home(world)
    leave_household(actor=world.officer, at=world.at, person=found.head)
    with pytest.raises(NotAHousehold):
        join(world, somebody(world, "Phan Văn Hậu"), found)


def test_of_another_ward_neither_person_nor_household_is_ours(world):
    with pytest.raises(NotAllowed):
        join(world, somebody(world, "Phan Văn Hậu"), home(world), actor=world.elsewhere)
    away = home(world, somebody(world, "Lê Hoa", place=world.other_ward))
    with pytest.raises(NotAllowed):
        join(world, somebody(world, "Phan Văn Hậu"), away)
