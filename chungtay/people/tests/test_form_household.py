"""A household at a door, with its head."""

import pytest

from chungtay.journal.act import NotAllowed
from chungtay.people.actions import NotAHousehold, form_household
from chungtay.people.models import Household
from chungtay.people.tests.examples import home, somebody


def form(world, head, address="14 Trần Cao Vân", actor=None):
    return form_household(actor=actor or world.officer, at=world.at, head=head, address=address)


def test_the_head_is_its_first_member(world):
    head = somebody(world)
    found = form(world, head, " 14  Trần Cao Vân ")
    head.refresh_from_db()
    assert (found.address, found.head_id, head.household_id) == (
        "14 Trần Cao Vân", head.pk, found.pk
    )  # fmt: skip


def test_whoever_was_of_another_leaves_it(world):
    head = somebody(world)
    first = home(world, head)
    form(world, head, "2 Lê Lợi")
    first.refresh_from_db()
    assert first.ended_in_id and first.head_id is None
    assert Household.objects.visible_to(world.officer).filter(ended_in=None).count() == 1


def test_it_needs_a_door(world):
    with pytest.raises(NotAHousehold):
        form(world, somebody(world), " ")


def test_the_officer_of_another_ward_may_not(world):
    with pytest.raises(NotAllowed):
        form(world, somebody(world), actor=world.elsewhere)
