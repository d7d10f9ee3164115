"""An officer answers in a conversation; what waited until then waits no more."""

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.channels.models import Delivery
from chungtay.channels.tests.examples import account
from chungtay.inbox.actions import NoWayBack, reply
from chungtay.inbox.conversations import wrote
from chungtay.inbox.listing import conversations
from chungtay.inbox.models import Letter, Settlement
from chungtay.inbox.tests.rows import letter
from chungtay.journal.models import Message
from chungtay.kit.errors import Refused
from chungtay.people.actions import add_contact, register
from chungtay.people.models import ContactPoint, Person
from chungtay.people.names import NEW

pytestmark = pytest.mark.django_db


@pytest.fixture
def known(world):
    channel = account(world)
    person = register(actor=world.system, at=world.at, place=world.ward, name="Phan Thị Diễm My")
    add_contact(
        actor=world.system, at=world.at, person=person, kind=ContactPoint.Kind.ZALO,
        value=f"{channel.oa_id}/55",
    )  # fmt: skip
    return letter(world, channel, "55", "Mai mấy giờ ạ?").conversation


def post(world, conversation, text, who=None):
    client = Client()
    client.force_login((who or world.officer).account)
    return client.post(reverse("inbox:reply", args=[conversation.pk]), {"text": text}, follow=True)


def test_the_answer_goes_to_the_person_before_bulk_and_settles_what_waited(world, known):
    said = reply(actor=world.officer, at=world.at, conversation=known, text=" Dạ 7:30 ạ. ")
    assert said.message.text == "Dạ 7:30 ạ." and said.message.urgent
    assert said.message.recipient_id == known.actor_id
    assert not conversations(world.officer, waiting=True).exists()
    done = Settlement.objects.unscoped(why="of this test").get()
    assert done.how == "replied" and done.settled_in.actor_id == world.officer.actor_id


def test_the_page_shows_both_sides_and_what_became_of_ours_in_words(world, known):
    said = reply(actor=world.officer, at=world.at, conversation=known, text="Dạ 7:30 ạ.")
    contact = ContactPoint.objects.unscoped(why="of this test").get()
    Delivery.objects.create(
        place=world.ward, message=said.message, channel=known.channel, contact=contact,
        state="failed", code="-230", way="zalo_cs",
    )  # fmt: skip
    client = Client()
    client.force_login(world.officer.account)
    text = client.get(reverse("inbox:conversation", args=[known.pk])).content.decode()
    assert "Phan Thị Diễm My" in text and "Mai mấy giờ ạ?" in text and "Dạ 7:30 ạ." in text
    assert "không gửi được" in text


def test_a_stranger_is_written_down_by_no_more_than_the_way_they_wrote(world):
    row = letter(world, account(world), "77", "Cho hỏi đường")
    assert not Person.objects.unscoped(why="of this test").exists()
    reply(actor=world.officer, at=world.at, conversation=row.conversation, text="Rẽ trái ạ.")
    person = Person.objects.unscoped(why="of this test").get()
    assert person.name == NEW and person.birth_year is None
    contact = ContactPoint.objects.unscoped(why="of this test").get()
    assert contact.value == row.conversation.address and contact.person_id == person.pk


def test_who_left_no_way_back_cannot_be_answered_and_the_page_says_so(world):
    row = wrote(
        place=world.ward, channel=None, source="paste", actor_id=None, name="Cô Mận",
        text="Đèn đường hư rồi", at=world.at,
    )  # fmt: skip
    with pytest.raises(NoWayBack):
        reply(actor=world.officer, at=world.at, conversation=row.conversation, text="Dạ")
    client = Client()
    client.force_login(world.officer.account)
    text = client.get(reverse("inbox:conversation", args=[row.conversation_id])).content.decode()
    assert "không để lại số" in text and "Gửi câu trả lời" not in text and "Cô Mận" in text


@pytest.mark.parametrize("text", ["", "   ", "[@all]", "x" * 2001])
def test_nothing_and_too_much_are_refused_with_what_was_typed_kept(world, known, text):
    with pytest.raises(Refused):
        reply(actor=world.officer, at=world.at, conversation=known, text=text)
    answer = post(world, known, text)
    assert not Message.objects.filter(purpose="channels.reply").exists()
    assert answer.status_code == 200 and text[:40].strip() in answer.content.decode()


def test_mentions_do_not_go_out(world, known):
    said = reply(
        actor=world.officer, at=world.at, conversation=known, text="[@12345] Dạ [@[@1]2] được ạ"
    )
    assert "@" not in said.message.text


def test_another_wards_officer_finds_no_such_conversation(world, known):
    assert post(world, known, "Dạ", who=world.elsewhere).status_code == 404
    client = Client()
    client.force_login(world.elsewhere.account)
    assert client.get(reverse("inbox:conversation", args=[known.pk])).status_code == 404


def test_a_page_costs_the_same_however_long_the_conversation_is(world, known):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.force_login(world.officer.account)
    address = reverse("inbox:conversation", args=[known.pk])
    reply(actor=world.officer, at=world.at, conversation=known, text="Dạ")
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for n in range(4):
        letter(world, known.channel, "55", f"câu {n}", kind="words" if n else "given")
        reply(actor=world.officer, at=world.at, conversation=known, text=f"trả lời {n}")
    with CaptureQueriesContext(connection) as many:
        assert client.get(address).status_code == 200
    assert len(many) == len(one)
    assert Letter.objects.unscoped(why="of this test").count() == 10
