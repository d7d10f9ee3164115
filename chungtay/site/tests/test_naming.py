"""The books hold numbers; who they are is said only to those who may know."""

import pytest

from chungtay.journal import naming
from chungtay.people import actions as people

pytestmark = pytest.mark.django_db


@pytest.fixture
def resident(world):
    return people.register(actor=world.system, at=world.at, place=world.ward, name="Trần Thị Mận")


def test_the_public_is_told_no_name(world, resident):
    told = naming.names([world.officer.actor_id, resident.actor_id], None)
    assert set(told.values()) == {"một cán bộ", "một người dân"}


def test_an_officer_is_named_to_her_colleagues(world):
    assert naming.names([world.officer.actor_id], world.elsewhere) == {
        world.officer.actor_id: "vinh"
    }


def test_a_resident_is_named_in_her_own_ward_only(world, resident):
    assert naming.names([resident.actor_id], world.officer)[resident.actor_id] == "Trần Thị Mận"
    assert naming.names([resident.actor_id], world.elsewhere)[resident.actor_id] == "một người dân"


def test_a_name_is_found_without_accents_and_only_within_reach(world, resident):
    assert naming.find("tran thi man", world.officer) == {resident.actor_id}
    assert naming.find("tran thi man", world.elsewhere) == set()
    assert naming.find("tran thi man", None) == set()
