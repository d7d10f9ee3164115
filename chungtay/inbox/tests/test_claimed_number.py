"""A telephone number that somebody merely types makes nobody known: the story of grandmother."""

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.channels.tests.examples import account
from chungtay.inbox.actions import reply
from chungtay.inbox.conversations import wrote
from chungtay.inbox.models import Alarm, Conversation
from chungtay.inbox.tests.rows import letter
from chungtay.inbox.tests.test_dead_ends import sends_texts
from chungtay.journal.models import Message
from chungtay.people.actions import add_contact, register
from chungtay.people.models import ContactPoint

pytestmark = pytest.mark.django_db
NUMBER = "+84905123456"


@pytest.fixture
def grandmother(world):
    """Known by her Zalo and her telephone; she has written before."""
    channel = account(world)
    person = register(actor=world.system, at=world.at, place=world.ward, name="Trần Thị Mận")
    for kind, value in (("zalo", f"{channel.oa_id}/55"), ("phone", NUMBER)):
        add_contact(
            actor=world.system, at=world.at, person=person, kind=ContactPoint.Kind(kind),
            value=value,
        )  # fmt: skip
    letter(world, channel, "55", "Bà hỏi thăm chút.")
    return person


def typed(world, text="Bán nhà gấp, gọi lại ngay", source="web", **more):
    return wrote(
        place=world.ward, channel=None, source=source, actor_id=None, name="Cô Mận", text=text,
        at=world.at, address=NUMBER, **more,
    )  # fmt: skip


def page(world, conversation):
    client = Client()
    client.force_login(world.officer.account)
    answer = client.get(reverse("inbox:conversation", args=[conversation.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def hers(person):
    rows = Conversation.objects.unscoped(why="of this test")
    return rows.get(actor=person.actor_id)


@pytest.mark.parametrize("source", ["web", "sms"])
def test_her_thread_does_not_show_what_somebody_wrote_under_her_number(world, grandmother, source):
    claimed = typed(world, source=source).conversation
    assert claimed != hers(grandmother) and claimed.actor_id is None and claimed.claimed
    assert "Bán nhà" not in page(world, hers(grandmother))
    text = page(world, claimed)
    assert "số tự khai" in text and NUMBER in text
    assert "Trần Thị Mận" not in text and "Bà hỏi thăm" not in text


def test_a_conversation_that_knows_her_by_the_number_is_not_joined_either(world, grandmother):
    known = wrote(
        place=world.ward, channel=None, source="desk", actor_id=grandmother.actor_id, name="",
        text="Bà gọi lên phường", at=world.at, address=NUMBER,
    ).conversation  # fmt: skip
    assert typed(world).conversation != known


def test_what_comes_under_one_claimed_number_is_one_conversation(world, grandmother):
    first, second = typed(world).conversation, typed(world, "Sao chưa gọi?").conversation
    assert first == second
    reply(actor=world.officer, at=world.at, conversation=first, text="Ai đó ạ?")
    assert typed(world, "Tôi đây").conversation == first


def test_the_reply_is_not_hers_and_the_officer_sees_whose_number_it_may_be(world, grandmother):
    claimed = typed(world).conversation
    assert "Trả lời ở đây là gửi tới số ấy" not in page(world, claimed), "nothing carries it there"
    sends_texts(world)
    assert "Trả lời ở đây là gửi tới số ấy" in page(world, claimed)
    said = reply(actor=world.officer, at=world.at, conversation=claimed, text="Dạ, ai đó ạ?")
    assert said.message.recipient_id != grandmother.actor_id
    assert "Dạ, ai đó ạ?" not in page(world, hers(grandmother))
    claimed.refresh_from_db()
    assert claimed.claimed and "số tự khai" in page(world, claimed)


def test_nothing_is_sent_to_a_claimed_number_without_an_officer(world, grandmother):
    row = typed(world, "Cháy nhà rồi, còn người bên trong")
    alarm = Alarm.objects.unscoped(why="of this test").get(letter=row)
    assert not alarm.answered and not Message.objects.exists()


def test_what_her_zalo_writes_is_still_hers(world, grandmother):
    typed(world)
    row = letter(world, account(world), "55", "Bà đây")
    assert row.conversation_id == hers(grandmother).pk
