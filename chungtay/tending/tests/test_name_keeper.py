"""Each channel has one named keeper, and ways to tell them."""

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.channels.tests.examples import account
from chungtay.people.models import ContactPoint
from chungtay.tending.actions import NotAPostHolder, NoWayThere, name_keeper
from chungtay.tending.models import Keeper
from chungtay.tending.tests.examples import administrator

pytestmark = pytest.mark.django_db


def name(world, channel, holder, **ways):
    return name_keeper(
        actor=world.system, at=world.at, channel=channel, account=holder.account, **ways
    )


def standing():
    return list(Keeper.objects.unscoped(why="a test of it").standing())


def ways_of(keeper):
    points = ContactPoint.objects.unscoped(why="a test of it")
    return set(points.filter(person=keeper.person, ended_in=None).values_list("kind", "value"))


def test_the_keeper_is_a_post_holder_with_a_way_to_be_told(world):
    holder = administrator(world)
    keeper = name(world, account(world), holder, phone="0905 123 456", email="Giu@Phuong.vn")
    assert keeper.actor_id == holder.actor_id
    assert ways_of(keeper) == {("phone", "+84905123456"), ("email", "giu@phuong.vn")}


def test_there_is_one_at_a_time(world):
    channel = account(world)
    name(world, channel, administrator(world), phone="0905123456")
    second = name(world, channel, world.account("hai", "desk_officer"), phone="0905123457")
    assert standing() == [second]


def test_named_again_with_another_number_they_are_told_there_only(world):
    channel, holder = account(world), administrator(world)
    first = name(world, channel, holder, phone="0905123456")
    second = name(world, channel, holder, phone="0905123457")
    assert second.person == first.person
    assert ways_of(second) == {("phone", "+84905123457")}


def test_somebody_without_a_post_here_is_not_named(world):
    for holder in (world.stranger, world.elsewhere):
        with pytest.raises(NotAPostHolder):
            name(world, account(world), holder, phone="0905123456")


def test_without_a_way_to_be_told_nobody_is_named(world):
    with pytest.raises(NoWayThere):
        name(world, account(world), administrator(world))


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
