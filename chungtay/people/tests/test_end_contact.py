"""A way that leads to a person no more: the row stays."""

import pytest

from chungtay.journal.act import NotAllowed
from chungtay.people.actions import NotAContact, end_contact
from chungtay.people.models import ContactPoint
from chungtay.people.tests.examples import phone, somebody


def end(world, contact, actor=None):
    return end_contact(actor=actor or world.officer, at=world.at, contact=contact)


def test_the_row_stays_and_the_number_may_come_back(world):
    person = somebody(world)
    assert end(world, phone(world, person)).ended_in_id
    phone(world, person)
    assert ContactPoint.objects.visible_to(world.officer).count() == 2


def test_twice_is_refused(world):
    point = phone(world)
    end(world, point)
    with pytest.raises(NotAContact):
        end(world, point)


def test_the_officer_of_another_ward_may_not(world):
    with pytest.raises(NotAllowed):
        end(world, phone(world), actor=world.elsewhere)
