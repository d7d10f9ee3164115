"""The books hold numbers; who they are is said only to those who may know."""

import pytest
from django.urls import reverse

from chungtay.answers.answering import Answering
from chungtay.channels.actions import reply
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


@pytest.mark.parametrize("role", ["administrator", "auditor", "treasurer"])
def test_who_sets_up_or_keeps_books_is_told_no_residents_name(world, resident, role):
    reader = world.account("so", role)
    assert naming.names([resident.actor_id], reader)[resident.actor_id] == "một người dân"


def test_the_journal_names_officers_but_no_resident_beside_what_they_did(world, resident):
    told = naming.doers([world.officer.actor_id, resident.actor_id], world.officer)
    assert told[world.officer.actor_id] != "một cán bộ"
    assert told[resident.actor_id] == "một người dân"


def test_the_journal_page_does_not_name_who_answered(client, world, resident):
    acting = Answering(resident.actor_id, "channels.reply", world.ward.pk)
    reply(actor=acting, at=world.at, place=world.ward, recipient=resident.actor_id, text="x")
    client.force_login(world.officer.account)
    shown = client.get(reverse("journal:journal")).content.decode()
    assert "một người dân" in shown and "Trần Thị Mận" not in shown


def test_the_filter_of_the_journal_finds_officers_and_no_resident(world, resident):
    assert naming.find("vinh", world.officer) == {world.officer.actor_id}
    assert naming.find("vinh", None) == set()
    assert naming.find("tran thi man", world.officer) == set()
