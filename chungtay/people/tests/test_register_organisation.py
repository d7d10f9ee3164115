"""An officer writes down a hospital or a club."""

import pytest

from chungtay.journal.act import NotAllowed
from chungtay.people.actions import AlreadyKnown, register_organisation
from chungtay.people.models import Organisation
from chungtay.people.names import NotAName


def write(world, name="Bệnh viện Sông Hàn", actor=None):
    return register_organisation(
        actor=actor or world.officer, at=world.at, place=world.ward, name=name,
        kind=Organisation.Kind.HOSPITAL, lat=16.05, lon=108.21,
    )  # fmt: skip


def test_it_has_an_actor_and_knows_its_door(world):
    found = write(world)
    assert found.actor.kind == "organisation"
    assert (found.lat, found.lon) == (16.05, 108.21)


def test_the_same_name_at_the_same_place_is_the_same_hospital(world):
    write(world)
    with pytest.raises(AlreadyKnown):
        write(world, "Bệnh viện  Sông hàn")


def test_it_needs_a_name(world):
    with pytest.raises(NotAName):
        write(world, "  ")


def test_the_officer_of_another_ward_may_not(world):
    with pytest.raises(NotAllowed):
        write(world, actor=world.elsewhere)
