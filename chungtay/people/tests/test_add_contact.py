"""One more way to reach a person."""

import pytest

from chungtay.journal.act import NotAllowed
from chungtay.kit.phones import NotAPhone
from chungtay.people.actions import AlreadyReachable, add_contact
from chungtay.people.models import ContactPoint
from chungtay.people.tests.examples import somebody

PHONE, ZALO = ContactPoint.Kind.PHONE, ContactPoint.Kind.ZALO


def add(world, person, kind=PHONE, value="0905 123 456", actor=None):
    return add_contact(
        actor=actor or world.officer, at=world.at, person=person, kind=kind, value=value
    )


def test_a_number_is_kept_in_one_form(world):
    person = somebody(world)
    point = add(world, person)
    assert (point.value, point.actor_id) == ("+84905123456", person.actor_id)
    assert point.verified_at is None


def test_what_is_no_number_is_refused(world):
    with pytest.raises(NotAPhone):
        add(world, somebody(world), value="12345")


def test_the_same_number_twice_is_refused(world):
    person = somebody(world)
    add(world, person)
    with pytest.raises(AlreadyReachable):
        add(world, person, value="0905.123.456")


def test_a_family_may_share_a_telephone_but_not_a_zalo_account(world):
    one, two = somebody(world), somebody(world, "Phan Văn Hậu")
    add(world, one)
    add(world, two)
    add(world, one, ZALO, "oa1/user1")
    with pytest.raises(AlreadyReachable) as refused:
        add(world, two, ZALO, "oa1/user1")
    assert refused.value.code == "zalo_taken"


def test_the_officer_of_another_ward_may_not(world):
    with pytest.raises(NotAllowed):
        add(world, somebody(world), actor=world.elsewhere)
