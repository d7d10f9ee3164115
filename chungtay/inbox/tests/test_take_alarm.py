"""Somebody takes an alarm: the row says who and when, and a second one hears who was first."""

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.channels.tests.examples import account
from chungtay.inbox.actions import AlreadyTaken, settle, take_alarm
from chungtay.inbox.tests.rows import alarm, letter
from chungtay.inbox.tests.test_settle import page

pytestmark = pytest.mark.django_db


def test_who_and_when_stand_in_the_row_and_on_the_page(world):
    raised = alarm(world, account(world))
    assert "Chưa ai nhận" in page(world.officer)
    client = Client()
    client.force_login(world.officer.account)
    address = reverse("inbox:take_alarm", args=[raised.pk])
    assert client.get(address).status_code == 405
    client.post(address)
    raised.refresh_from_db()
    assert raised.taken_in.actor_id == world.officer.actor_id and raised.taken_at
    text = page(world.officer)
    assert "Chưa ai nhận" not in text and "nhận lúc" in text and "vinh" in text


def test_a_second_taker_is_told(world):
    raised = alarm(world, account(world))
    take_alarm(actor=world.officer, at=world.at, alarm=raised)
    with pytest.raises(AlreadyTaken):
        take_alarm(actor=world.account("truc", "desk_officer"), at=world.at, alarm=raised)


def test_it_stands_on_top_until_taken_even_when_its_letter_is_settled(world):
    channel = account(world)
    letter(world, channel, "11", "đến trước")
    raised = alarm(world, channel, "88", "Có việc")
    settle(
        actor=world.officer, at=world.at, conversation=raised.conversation,
        up_to=raised.letter_id,
    )  # fmt: skip
    text = page(world.officer)
    assert text.index("Chưa ai nhận") < text.index("đến trước")
    take_alarm(actor=world.officer, at=world.at, alarm=raised)
    assert "Chưa ai nhận" not in page(world.officer)


def test_another_ward_neither_sees_nor_takes_it(world):
    raised = alarm(world, account(world))
    client = Client()
    client.force_login(world.elsewhere.account)
    assert client.post(reverse("inbox:take_alarm", args=[raised.pk])).status_code == 404
