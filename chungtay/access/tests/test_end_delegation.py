"""The holder is back: who stood in opens nothing from that moment on."""

from datetime import timedelta

import pytest
from django.urls import reverse

from chungtay.access.acting import PostHolder
from chungtay.access.actions import end_delegation
from chungtay.access.actions.absences import AlreadyOver, NotTheirs
from chungtay.access.tests.examples import administrator
from chungtay.access.tests.standing_in import DAY, holder, post_of, stand_in
from chungtay.kit import clock

pytestmark = pytest.mark.django_db


def test_it_is_over_at_once(world):
    absent = stand_in(world)
    later = world.at + timedelta(hours=1)
    end_delegation(actor=holder(absent.post, later), at=later, delegation=absent)
    assert not PostHolder(absent.to, later).may("blood.make_call", world.ward.pk)
    with pytest.raises(AlreadyOver):
        end_delegation(actor=holder(absent.post, later), at=later, delegation=absent)


def test_one_that_had_not_begun_never_begins(world):
    absent = stand_in(world, start=world.at + 2 * DAY)
    ended = end_delegation(actor=holder(absent.post, world.at), at=world.at, delegation=absent)
    assert ended.starts_at == ended.ends_at
    assert not PostHolder(absent.to, world.at + 3 * DAY).reach()
    stand_in(world, absent.post, world.account("ba").account, start=world.at + 2 * DAY)


def test_who_stands_in_may_give_it_back_and_an_administrator_end_it(world):
    first = stand_in(world)
    end_delegation(actor=PostHolder(first.to, world.at), at=world.at, delegation=first)
    second = stand_in(world, post_of(world, "b"), world.account("c").account)
    end_delegation(actor=administrator(world), at=world.at, delegation=second)


def test_a_colleague_does_not_end_it(world):
    absent = stand_in(world)
    with pytest.raises(NotTheirs):
        end_delegation(actor=world.officer, at=world.at, delegation=absent)


def test_the_page_asks_first_and_knows_no_other_wards(world, client):
    world.at = clock.now()
    absent = stand_in(world)
    client.force_login(absent.post.account)
    address = reverse("access:end_delegation", args=[absent.pk])
    assert "Dừng làm thay" in client.get(address).content.decode()
    absent.refresh_from_db()
    assert absent.ended_in is None, "looking ends nothing"
    assert client.post(address).status_code == 302
    absent.refresh_from_db()
    assert absent.ended_in is not None
    client.force_login(world.elsewhere.account)
    assert client.get(address).status_code == 404
