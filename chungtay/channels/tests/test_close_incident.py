"""Trouble that is mended lets what waited go out."""

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.channels.actions import AlreadyClosed, close_incident, open_incident
from chungtay.channels.models import Channel, Incident
from chungtay.channels.tests.examples import account, incident

pytestmark = pytest.mark.django_db


def test_the_channel_speaks_again(world):
    close_incident(actor=world.system, at=world.at, incident=incident(world))
    assert Channel.objects.unscoped(why="a test of it").speaking().count() == 1


def test_an_incident_is_closed_once(world):
    row = incident(world)
    close_incident(actor=world.system, at=world.at, incident=row)
    with pytest.raises(AlreadyClosed):
        close_incident(actor=world.system, at=world.at, incident=row)


def test_an_administrator_closes_it_on_the_page_and_another_ward_cannot(world):
    row = incident(world)
    address = reverse("tending:close_incident", args=[row.pk])
    client = Client()
    client.force_login(world.account("thuy", "administrator", world.other_ward).account)
    assert client.post(address).status_code == 404
    client.force_login(world.account("hanh", "administrator").account)
    assert client.get(address).status_code == 405, "GET never acts"
    assert client.post(address).status_code == 302
    assert not Incident.objects.unscoped(why="a test of it").standing().exists()


def test_a_second_press_is_a_sentence(world):
    row = incident(world)
    client = Client()
    client.force_login(world.account("hanh", "administrator").account)
    address = reverse("tending:close_incident", args=[row.pk])
    client.post(address)
    again = client.post(address, follow=True)
    assert again.status_code == 200
    assert "Sự cố này đã khép lại trước đó." in again.content.decode()


def test_a_ward_sees_its_provinces_trouble_but_does_not_close_it(world):
    channel = account(world, place=world.ward.province)
    row = open_incident(
        actor=world.system, at=world.at, channel=channel, code="-211", sentence="Hết hạn mức",
        pauses=True,
    )  # fmt: skip
    client = Client()
    client.force_login(world.account("hanh", "administrator").account)
    shown = client.get(reverse("tending:state")).content.decode()
    assert "Hết hạn mức" in shown and "Đã sửa, gửi tiếp" not in shown
    pressed = client.post(reverse("tending:close_incident", args=[row.pk]), follow=True)
    assert pressed.status_code == 200
    assert Incident.objects.unscoped(why="a test of it").standing().exists()
