"""An answer that definitely failed has answered nobody: whoever asked still waits."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chungtay.carriers.words import words
from chungtay.channels.models import Delivery
from chungtay.channels.tests.examples import account
from chungtay.inbox.actions import NothingToSettle, reply, settle
from chungtay.inbox.listing import conversations
from chungtay.inbox.tests.rows import letter
from chungtay.people.models import ContactPoint

pytestmark = pytest.mark.django_db
REASON = "-213"
"""The person does not follow the account: Zalo's answer proves that nothing was delivered."""


def answered(world, user_id="77", minutes=0):
    """Somebody wrote and was answered; nothing has left yet."""
    channel = account(world)
    row = letter(world, channel, user_id)
    at = world.at + timedelta(minutes=minutes)
    return reply(actor=world.officer, at=at, conversation=row.conversation, text="Dạ 7:30 ạ.")


def sent(world, said, state, way="zalo_cs", **more):
    contact = ContactPoint.objects.unscoped(why="of this test").get(
        actor_id=said.message.recipient_id
    )
    return Delivery.objects.create(
        place=world.ward, message=said.message, channel=account(world), contact=contact, way=way,
        state=state, **more,
    )  # fmt: skip


def failed(world, said):
    return sent(world, said, "failed", code=REASON)


def waiting(world):
    return list(conversations(world.officer, waiting=True))


def client_of(who):
    client = Client()
    client.force_login(who.account)
    return client


def test_a_failed_answer_puts_the_conversation_back_since_it_was_given(world):
    said = answered(world, minutes=5)
    assert not waiting(world)
    failed(world, said)
    (row,) = waiting(world)
    assert row.pk == said.conversation_id and row.waits == said.at
    assert not conversations(world.officer, waiting=False).exists()


@pytest.mark.parametrize("state", ["waiting", "sending", "sent", "received", "seen", "unknown"])
def test_one_on_its_way_there_or_in_doubt_does_not(world, state):
    said = answered(world)
    more = {
        "sending": {"lease_until": world.at, "sending_at": world.at},
        "unknown": {"code": "timeout"},
    }
    sent(world, said, state, **more.get(state, {}))
    assert not waiting(world)


@pytest.mark.parametrize(("next_state", "waits"), [("sent", False), ("failed", True)])
def test_it_is_the_last_way_that_counts(world, next_state, waits):
    said = answered(world)
    sent(world, said, "passed", code=REASON)
    assert not waiting(world), "passed on to the next way"
    code = {"code": REASON} if next_state == "failed" else {}
    sent(world, said, next_state, way="zalo_uid", **code)
    assert bool(waiting(world)) is waits


def test_the_reason_stands_in_words_in_the_list_and_in_the_conversation(world):
    said = answered(world)
    failed(world, said)
    why = words(REASON)[1:]
    client = client_of(world.officer)
    for address in (
        reverse("inbox:letters"), reverse("inbox:conversation", args=[said.conversation_id]),
    ):  # fmt: skip
        text = client.get(address).content.decode()
        assert "không tới:" in text and why in text


def test_another_answer_settles_it_and_may_fail_itself(world):
    said = answered(world)
    failed(world, said)
    again = reply(
        actor=world.officer, at=world.at, conversation=said.conversation, text="Dạ 7:30 ạ."
    )
    assert not waiting(world)
    failed(world, again)
    assert len(waiting(world)) == 1


def test_an_answer_that_fails_after_a_later_one_was_given_still_waits(world):
    """Both were on their way: that one arrived does not say what the other would have."""
    said = answered(world)
    reply(actor=world.officer, at=world.at, conversation=said.conversation, text="Mang theo sổ.")
    failed(world, said)
    assert len(waiting(world)) == 1


def test_the_officer_says_it_is_dealt_with_by_the_button_of_the_page(world):
    said = answered(world)
    failed(world, said)
    client = client_of(world.officer)
    page = client.get(reverse("inbox:conversation", args=[said.conversation_id]))
    assert "Đã lo xong, không gửi lại" in page.content.decode()
    press = {"up_to": page.context["thread"].up_to,
             "unsent": [no.letter for no in page.context["thread"].unsent]}  # fmt: skip
    client.post(reverse("inbox:settle", args=[said.conversation_id]), press)
    assert not waiting(world)
    with pytest.raises(NothingToSettle):
        settle(
            actor=world.officer, at=world.at, conversation=said.conversation, up_to=0,
            unsent=[said.pk],
        )  # fmt: skip


def test_what_failed_while_one_was_reading_still_waits(world):
    said = answered(world)
    later = letter(world, account(world), text="Còn gì nữa không ạ?")
    failed(world, said)  # after the page with `later` was opened
    settle(actor=world.officer, at=world.at, conversation=said.conversation, up_to=later.pk)
    (row,) = waiting(world)
    assert row.waits == said.at


def test_another_wards_officer_sees_nothing_of_it(world):
    failed(world, answered(world))
    assert not conversations(world.elsewhere, waiting=True).exists()
    assert REASON and "không tới:" not in (
        client_of(world.elsewhere).get(reverse("inbox:letters")).content.decode()
    )


def test_the_list_asks_the_same_however_many_failed(world):
    client, address = client_of(world.officer), reverse("inbox:letters")
    failed(world, answered(world))
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for n in range(6):
        failed(world, answered(world, f"8{n}"))
    with CaptureQueriesContext(connection) as many:
        assert "7 người chờ trả lời" in client.get(address).content.decode()
    assert len(many) == len(one)
