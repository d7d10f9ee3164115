"""Each channel has one named keeper, and ways to tell them."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from chungtay.channels.tests.examples import account
from chungtay.people.models import ContactPoint
from chungtay.tending.actions import NotAPostHolder, NoWayThere, name_keeper
from chungtay.tending.models import Keeper
from chungtay.tending.tests.examples import administrator
from conftest import World


def name(world, channel, holder, **ways):
    return name_keeper(
        actor=world.system, at=world.at, channel=channel, account=holder.account, **ways
    )


def standing():
    return list(Keeper.objects.unscoped(why="a test of it").standing())


def ways_of(keeper):
    points = ContactPoint.objects.unscoped(why="a test of it")
    return set(points.filter(person=keeper.person, ended_in=None).values_list("kind", "value"))


@pytest.mark.django_db
def test_the_keeper_is_a_post_holder_with_a_way_to_be_told(world):
    holder = administrator(world)
    keeper = name(world, account(world), holder, phone="0905 123 456", email="Giu@Phuong.vn")
    assert keeper.actor_id == holder.actor_id
    assert ways_of(keeper) == {("phone", "+84905123456"), ("email", "giu@phuong.vn")}


@pytest.mark.django_db
def test_there_is_one_at_a_time(world):
    channel = account(world)
    name(world, channel, administrator(world), phone="0905123456")
    second = name(world, channel, world.account("hai", "desk_officer"), phone="0905123457")
    assert standing() == [second]


@pytest.mark.django_db
def test_named_again_with_another_number_they_are_told_there_only(world):
    channel, holder = account(world), administrator(world)
    first = name(world, channel, holder, phone="0905123456")
    second = name(world, channel, holder, phone="0905123457")
    assert second.person == first.person
    assert ways_of(second) == {("phone", "+84905123457")}


@pytest.mark.django_db
def test_somebody_without_a_post_here_is_not_named(world):
    for holder in (world.stranger, world.elsewhere):
        with pytest.raises(NotAPostHolder):
            name(world, account(world), holder, phone="0905123456")


@pytest.mark.django_db
def test_without_a_way_to_be_told_nobody_is_named(world):
    with pytest.raises(NoWayThere):
        name(world, account(world), administrator(world))


@pytest.mark.django_db
def test_the_page_names_and_another_ward_does_not_see_it(world):
    channel, holder = account(world), administrator(world)
    address = reverse("tending:name_keeper", args=[channel.pk])
    client = Client()
    client.force_login(world.account("xa", "administrator", world.other_ward).account)
    assert client.get(address).status_code == 404
    client.force_login(world.account("truc", "desk_officer").account)
    assert client.post(address).status_code == 403, "naming is the administrator's"
    client.force_login(holder.account)
    empty = client.post(address, {"account": holder.account.pk})
    assert empty.status_code == 422
    assert "Ghi số điện thoại hoặc địa chỉ thư" in empty.content.decode()
    wrong = client.post(address, {"account": holder.account.pk, "phone": "115"})
    assert wrong.status_code == 422
    page = client.post(address, {"account": holder.account.pk, "phone": "0905123456"}, follow=True)
    assert f"Người giữ kênh: <b>{holder.account.name}</b>" in page.content.decode()


def test_of_two_who_name_at_once_the_later_one_stands(own_database):
    world = World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC))
    channel = account(world)
    holders = [administrator(world), world.account("hai", "desk_officer")]
    start, said = threading.Barrier(2), []

    def one(holder, phone):
        try:
            start.wait(10)
            name(world, channel, holder, phone=phone)
            said.append("named")
        except Exception as error:  # whatever a page would answer with 500
            said.append(repr(error))
        finally:
            connections.close_all()

    for round_ in range(5):
        threads = [
            threading.Thread(target=one, args=(holder, f"09051234{round_}{n}"))
            for n, holder in enumerate(holders)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        start.reset()
    assert said == ["named"] * 10
    assert len(standing()) == 1
