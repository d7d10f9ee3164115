"""What an officer answered somebody nobody knew yet goes with whoever that number belongs to."""

import pytest

from chungtay.channels.models import Delivery
from chungtay.channels.tests.examples import account
from chungtay.inbox.actions import reply
from chungtay.inbox.conversations import wrote
from chungtay.inbox.models import Conversation
from chungtay.journal.models import Message
from chungtay.people.models import ContactPoint, Person
from chungtay.people.names import NEW
from chungtay.rights.actions import carry_out
from chungtay.rights.models import ErasedActor
from chungtay.rights.registry import showings
from chungtay.rights.tests.examples import PHONE, USER, asked_themselves, ordered, somebody
from chungtay.rights.tests.test_carry_out import dump, readable
from chungtay.traces.subject import subject_of

pytestmark = pytest.mark.django_db

NEEDLE = "mang sổ hộ nghèo ra phường"
ZALO = f"388613280878808645/{USER}"


def rows(model):
    return model.objects.unscoped(why="the tests look at everything")


def answered(world, address, text=NEEDLE):
    """Somebody nobody knows wrote from there, and an officer answered."""
    letter = wrote(
        place=world.ward, channel=None, source="web", actor_id=None, name="Một người",
        text="Cho tôi hỏi", at=world.at, address=address,
    )  # fmt: skip
    talk = rows(Conversation).get(pk=letter.conversation_id)
    return reply(actor=world.officer, at=world.at, conversation=talk, text=f"Chị {text} nhé")


def erase(world, person):
    return carry_out(
        actor=world.system, at=world.at, order=ordered(world, asked_themselves(world, person))
    )


def left(needle=NEEDLE):
    return [text for text in readable(dump()) if needle in text]


def test_the_text_of_the_answer_goes(world):
    letter = answered(world, PHONE)
    new = rows(Person).get(actor=letter.message.recipient_id)
    assert new.name == NEW, "nobody knew them when they were answered"
    person = somebody(world, "Phan Thị Diễm My", PHONE, ZALO)
    assert len(left()) == 1
    erase(world, person)
    assert left() == []
    assert Message.objects.get(pk=letter.message_id).text == "—"
    erased = set(rows(ErasedActor).values_list("actor", flat=True))
    assert erased == {person.actor_id, new.actor_id}, "a restore brings neither back"


def test_a_delivery_of_it_leaves_no_more_and_has_no_number_of_zalos(world):
    channel = account(world)
    letter = answered(world, PHONE)
    contact = rows(ContactPoint).get(actor=letter.message.recipient_id)
    sent = Delivery.objects.create(
        place=world.ward, message=letter.message, channel=channel, contact=contact, way="sms",
        state="waiting",
    )  # fmt: skip
    erase(world, somebody(world, "Phan Thị Diễm My", PHONE, ""))
    sent.refresh_from_db()
    assert (sent.state, sent.code) == ("failed", "no_contact")


def test_the_answer_goes_also_where_the_talk_was_another_persons(world):
    """The words came from their number, whoever an officer took them for."""
    letter = answered(world, PHONE)
    rows(Person).filter(actor=letter.message.recipient_id).update(name="Lê Văn Tám")
    rows(ContactPoint).filter(actor=letter.message.recipient_id).update(value="")
    erase(world, somebody(world, "Phan Thị Diễm My", PHONE, ""))
    assert left() == []


def test_somebody_else_nobody_knows_keeps_theirs(world):
    answered(world, "+84905777888", "hẹn chiều thứ Ba")
    erase(world, somebody(world, "Phan Thị Diễm My", PHONE, ""))
    assert len(left("hẹn chiều thứ Ba")) == 1


def test_a_number_that_others_have_too_leads_to_no_answer(world):
    answered(world, PHONE)
    somebody(world, "Trần Gia Bảo", PHONE, "")
    person = somebody(world, "Phan Thị Diễm My", PHONE, ZALO)
    erase(world, person)
    assert len(left()) == 1


def test_their_own_page_shows_nothing_of_whoever_claimed_their_number(world):
    answered(world, PHONE)
    subject = subject_of(somebody(world, "Phan Thị Diễm My", PHONE, ""))
    said = str([showing.rows(subject) for showing in showings.values()])
    assert NEEDLE not in said
