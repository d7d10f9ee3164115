"""A person has been reached this way."""

import pytest

from chungtay.journal.act import NotAllowed
from chungtay.people.actions import NotAContact, end_contact, verify_contact
from chungtay.people.models import ContactPoint
from chungtay.people.tests.examples import phone

How = ContactPoint.How


def verify(world, contact, how=How.CALLED, actor=None):
    return verify_contact(actor=actor or world.officer, at=world.at, contact=contact, how=how)


def test_it_says_when_and_how(world):
    point = verify(world, phone(world), How.SHOWN)
    assert (point.verified_at, point.verified_how) == (world.at, "shown")


def test_how_must_be_said(world):
    with pytest.raises(NotAContact):
        verify(world, phone(world), "")


def test_what_has_ended_is_not_verified(world):
    point = phone(world)
    end_contact(actor=world.officer, at=world.at, contact=point)
    with pytest.raises(NotAContact):
        verify(world, point)


def test_the_officer_of_another_ward_may_not(world):
    with pytest.raises(NotAllowed):
        verify(world, phone(world), actor=world.elsewhere)
