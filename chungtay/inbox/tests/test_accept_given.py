"""What a person sent of themselves by Zalo's form becomes a contact when an officer accepts it."""

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.channels.tests.examples import account
from chungtay.inbox import understanding
from chungtay.inbox.actions import NothingGiven, accept_given
from chungtay.inbox.tests.rows import given
from chungtay.people.actions import add_contact, register
from chungtay.people.models import ContactPoint, Person

pytestmark = pytest.mark.django_db


def contacts():
    rows = ContactPoint.objects.unscoped(why="of this test").order_by("pk")
    return [(row.kind, row.value) for row in rows]


def test_a_stranger_gets_the_name_and_telephone_they_gave(world):
    row = given(world, account(world))
    assert contacts() == [], "it waits until somebody accepts it"
    person = accept_given(actor=world.officer, at=world.at, letter=row)
    assert person.name == "Trần Thị Mận"
    assert contacts() == [("zalo", row.conversation.address), ("phone", "+84905123456")]
    row.refresh_from_db()
    assert row.settlement_id is not None


def test_somebody_known_keeps_the_name_and_gains_the_telephone(world):
    channel = account(world)
    person = register(actor=world.system, at=world.at, place=world.ward, name="Phan Thị Diễm My")
    add_contact(
        actor=world.system, at=world.at, person=person, kind=ContactPoint.Kind.ZALO,
        value=f"{channel.oa_id}/99",
    )  # fmt: skip
    accept_given(actor=world.officer, at=world.at, letter=given(world, channel))
    assert Person.objects.unscoped(why="of this test").get().name == "Phan Thị Diễm My"
    assert ("phone", "+84905123456") in contacts()


def test_a_telephone_that_is_known_already_is_no_fault(world):
    channel = account(world)
    accept_given(actor=world.officer, at=world.at, letter=given(world, channel))
    accept_given(actor=world.officer, at=world.at, letter=given(world, channel))
    assert len(contacts()) == 2


def test_it_is_accepted_once(world):
    row = given(world, account(world))
    accept_given(actor=world.officer, at=world.at, letter=row)
    with pytest.raises(NothingGiven):
        accept_given(actor=world.officer, at=world.at, letter=row)


def test_the_page_offers_it_and_another_ward_finds_nothing(world):
    row = given(world, account(world))
    client = Client()
    client.force_login(world.officer.account)
    page = reverse("inbox:conversation", args=[row.conversation_id])
    assert "Ghi vào sổ người dân" in client.get(page).content.decode()
    client.post(reverse("inbox:accept_given", args=[row.pk]))
    assert "Ghi vào sổ người dân" not in client.get(page).content.decode()
    client.force_login(world.elsewhere.account)
    assert client.post(reverse("inbox:accept_given", args=[row.pk])).status_code == 404


@pytest.mark.parametrize(
    "info,found",
    [
        ({"name": "Mận", "phone": "84905123456", "full_address": {
            "user_city": "Đà Nẵng", "user_ward": "Hòa Cường", "user_address": "12 Núi Thành"}},
         {"name": "Mận", "phone": "+84905123456", "address": "12 Núi Thành, Hòa Cường, Đà Nẵng"}),
        ({"name": "Mận", "phone": 84905123456, "address": "12 Núi Thành", "district": "Hải Châu",
          "city": "Đà Nẵng"},
         {"name": "Mận", "phone": "+84905123456", "address": "12 Núi Thành, Hải Châu, Đà Nẵng"}),
        ({"name": 5, "phone": "không", "full_address": [1]}, {}),
        ({"phone": "113"}, {}), ({"phone": True}, {}), ({}, {}),
    ],
)  # fmt: skip
def test_both_shapes_of_the_form_are_read_and_nonsense_is_left_out(info, found):
    assert understanding.told(info) == found
