"""An officer says who it is that typed a number: who may, of whom, what changes, and back again."""

from datetime import UTC, datetime
from threading import Barrier, Thread

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from chungtay.channels.situations import situations
from chungtay.channels.tests.examples import account
from chungtay.inbox.actions import (
    AlreadyKnown,
    AlreadyUnknown,
    NotClaimed,
    identify,
    reply,
    undo_identify,
)
from chungtay.inbox.models import Conversation, Identification
from chungtay.inbox.tests.rows import claimed, identified, letter
from chungtay.journal.act import NotAllowed
from chungtay.journal.models import Entry
from chungtay.people.models import ContactPoint, Person
from chungtay.people.tests.examples import merged, phone, somebody
from conftest import World

db = pytest.mark.django_db
NUMBER = "+84905123456"


def tell(world, conversation, person, actor=None):
    return identify(
        actor=actor or world.officer, at=world.at, conversation=conversation, person=person
    )


def client_of(who):
    client = Client()
    client.force_login(who.account)
    return client


def page(world, conversation, who=None):
    answer = client_of(who or world.officer).get(
        reverse("inbox:conversation", args=[conversation.pk])
    )
    assert answer.status_code == 200
    return answer.content.decode()


def fresh(conversation):
    return Conversation.objects.unscoped(why="of this test").get(pk=conversation.pk)


@db
def test_the_letters_bear_the_person_s_name_and_the_word_stands_with_who_and_when(world):
    row, person = claimed(world), somebody(world, "Trần Thị Mận")
    assert "Trần Thị Mận" not in page(world, row)
    said = tell(world, row, person)
    assert said.said_in.verb == "inbox.identify"
    assert said.said_in.actor_id == world.officer.actor_id
    text = page(world, row)
    assert "Trần Thị Mận" in text and "nói đây là Trần Thị Mận" in text and "vinh" in text
    listed = client_of(world.officer).get(reverse("inbox:letters")).content.decode()
    assert "Trần Thị Mận" in listed


@db
def test_an_answer_goes_to_the_person_by_their_own_ways_and_not_to_the_typed_number(world):
    person = somebody(world)
    own = phone(world, person, "0914 222 333")
    row = claimed(world)
    tell(world, row, person)
    said = reply(actor=world.officer, at=world.at, conversation=row, text="Chiều có nước ạ.")
    assert said.message.recipient_id == person.actor_id
    (one,) = situations([said.message_id], world.at)
    assert one.contacts == [own.pk]
    assert not ContactPoint.objects.unscoped(why="of this test").filter(value=NUMBER).exists()


@db
def test_undone_it_is_with_whom_it_was_before(world):
    row = claimed(world)
    reply(actor=world.officer, at=world.at, conversation=row, text="Ai đó ạ?")
    before = fresh(row).actor_id
    person = somebody(world, "Trần Thị Mận")
    said = tell(world, row, person)
    assert fresh(row).actor_id == person.actor_id
    undone = undo_identify(actor=world.officer, at=world.at, identification=said)
    assert undone.undone_in.verb == "inbox.undo_identify"
    assert fresh(row).actor_id == before and "Trần Thị Mận" not in page(world, row)
    with pytest.raises(AlreadyUnknown):
        undo_identify(actor=world.officer, at=world.at, identification=said)
    other = somebody(world, "Lê Văn Tám")
    tell(world, row, other)
    assert fresh(row).actor_id == other.actor_id


@db
def test_of_nobody_before_it_is_nobody_again(world):
    row = claimed(world)
    undo_identify(
        actor=world.officer, at=world.at, identification=tell(world, row, somebody(world))
    )
    assert fresh(row).actor_id is None


@db
def test_a_second_word_is_refused_until_the_first_is_taken_back(world):
    row, person = claimed(world), somebody(world)
    tell(world, row, person)
    for again in (person, somebody(world, "Lê Văn Tám")):
        with pytest.raises(AlreadyKnown):
            tell(world, row, again)
    assert fresh(row).actor_id == person.actor_id


@db
def test_whom_the_conversation_is_with_already_is_no_news(world):
    row = claimed(world)
    reply(actor=world.officer, at=world.at, conversation=row, text="Ai đó ạ?")
    written = Person.objects.unscoped(why="of this test").get(actor=fresh(row).actor_id)
    with pytest.raises(AlreadyKnown):
        tell(world, row, written)


@db
def test_a_conversation_that_zalo_vouches_for_is_not_open_to_it(world):
    row = letter(world, account(world)).conversation
    with pytest.raises(NotClaimed):
        tell(world, row, somebody(world))
    assert "Nói đây là ai" not in page(world, row)


@db
def test_the_one_who_is_kept_of_a_merge_is_meant(world):
    stands = merged(world)
    row = claimed(world)
    tell(world, row, stands.gone)
    assert fresh(row).actor_id == stands.kept.actor_id


@db
def test_neither_a_person_nor_a_conversation_of_another_ward(world):
    row, theirs = claimed(world), somebody(world, "Lê Văn Tám", world.other_ward)
    with pytest.raises(NotAllowed):
        tell(world, row, theirs)
    with pytest.raises(NotAllowed):
        tell(world, row, somebody(world), actor=world.elsewhere)
    address = reverse("inbox:identify", args=[row.pk])
    assert client_of(world.officer).post(address, {"person": theirs.pk}).status_code == 404
    assert client_of(world.elsewhere).get(address).status_code == 404
    assert fresh(row).actor_id is None
    said = identified(world)
    undo = reverse("inbox:undo_identify", args=[said.pk])
    assert client_of(world.elsewhere).post(undo).status_code == 404
    assert fresh(row).actor_id == said.actor_id


@db
def test_whoever_has_no_such_duty_neither_looks_nor_says(world):
    row, person = claimed(world), somebody(world)
    with pytest.raises(NotAllowed):
        tell(world, row, person, actor=world.stranger)
    address = reverse("inbox:identify", args=[row.pk])
    assert client_of(world.stranger).get(address).status_code in {403, 404}
    assert client_of(world.stranger).post(address, {"person": person.pk}).status_code in {403, 404}


@db
def test_what_is_typed_later_stays_apart_from_what_she_writes_herself(world):
    channel = account(world)
    person = somebody(world, "Trần Thị Mận")
    ContactPoint.objects.create(
        place=world.ward, person=person, actor_id=person.actor_id, kind="zalo",
        value=f"{channel.oa_id}/55", added_in=Entry.objects.latest("pk"),
    )  # fmt: skip
    row = claimed(world)
    tell(world, row, person)
    own = letter(world, channel, "55", "Bà hỏi thăm chút.").conversation
    assert own.pk != row.pk and own.actor_id == person.actor_id
    again = claimed(world, text="Bán nhà gấp")
    assert again.pk == row.pk and "Bán nhà gấp" not in page(world, own)
    assert "chưa chắc vẫn là người ấy" in page(world, row)


@db
def test_a_conversation_of_her_own_is_no_hindrance(world):
    channel = account(world)
    person = somebody(world)
    ContactPoint.objects.create(
        place=world.ward, person=person, actor_id=person.actor_id, kind="zalo",
        value=f"{channel.oa_id}/55", added_in=Entry.objects.latest("pk"),
    )  # fmt: skip
    letter(world, channel, "55", "Bà hỏi thăm chút.")
    row = claimed(world)
    tell(world, row, person)
    assert fresh(row).actor_id == person.actor_id


@db
def test_the_page_offers_who_has_the_number_then_whoever_a_name_finds(world):
    row, owner = claimed(world), somebody(world, "Trần Thị Mận")
    phone(world, owner, "0905 123 456")
    tam = somebody(world, "Lê Văn Tám")
    somebody(world, "Lê Văn Tám", world.other_ward)
    client, address = client_of(world.officer), reverse("inbox:identify", args=[row.pk])
    text = client.get(address).content.decode()
    assert "Trần Thị Mận" in text and "Lê Văn Tám" not in text
    found = client.get(address, {"q": "le van tam"})
    assert [one["person"].pk for one in found.context["rows"]] == [tam.pk]
    assert "Không thấy “khong ai”." in client.get(address, {"q": "khong ai"}).content.decode()
    client.post(address, {"person": tam.pk})
    assert fresh(row).actor_id == tam.actor_id
    again = client.post(address, {"person": owner.pk}, follow=True)
    assert "Đã có người nói đây là ai" in again.content.decode()


@db
@pytest.mark.parametrize("bent", ["", "x", "-1", "9" * 40])
def test_a_bent_form_says_nothing(world, bent):
    row = claimed(world)
    answer = client_of(world.officer).post(
        reverse("inbox:identify", args=[row.pk]), {"person": bent}
    )
    assert answer.status_code == 404 and fresh(row).actor_id is None


def test_two_who_say_it_at_once_leave_one_word(own_database):
    world = World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC))
    row, people = claimed(world), [somebody(world), somebody(world, "Lê Văn Tám")]
    officer, start, refused = world.officer, Barrier(2), []

    def act(person):
        start.wait(5)
        try:
            identify(actor=officer, at=world.at, conversation=row, person=person)
        except AlreadyKnown:
            refused.append(person)
        finally:
            connections.close_all()

    threads = [Thread(target=act, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    said = Identification.objects.unscoped(why="of this test").get(undone_in=None)
    assert len(refused) == 1 and refused[0].actor_id != said.actor_id
    assert fresh(row).actor_id == said.actor_id
    assert Entry.objects.filter(verb="inbox.identify").count() == 1
