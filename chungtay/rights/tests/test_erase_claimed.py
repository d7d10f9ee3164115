"""A number that somebody claimed on a web page, and an officer answered, is not a second owner."""

from chungtay.inbox.actions import reply
from chungtay.inbox.conversations import wrote
from chungtay.inbox.models import Conversation, Letter
from chungtay.people.models import ContactPoint, Person
from chungtay.people.names import NEW
from chungtay.rights.models import Proof
from chungtay.rights.tests.examples import PHONE, asked_themselves, erased, somebody


def rows(model):
    return model.objects.unscoped(why="the tests look at everything")


def test_nothing_is_left_after_a_web_answer_and_the_reply_to_it(world):
    wrote(
        place=world.ward, channel=None, source="web", actor_id=None, name="",
        text="Nhà tôi cần nước", at=world.at, address=PHONE,
    )  # fmt: skip
    talk = rows(Conversation).get()
    reply(actor=world.officer, at=world.at, conversation=talk, text="Phường mang nước tới chiều")
    assert rows(ContactPoint).get(value=PHONE).person_id == rows(Person).get(name=NEW).pk
    person = somebody(world)
    erasure = erased(world, asked_themselves(world, person))
    assert not rows(ContactPoint).filter(value__contains="905").exists()
    assert not rows(ContactPoint).filter(ended_in=None, kind="phone").exists()
    assert not rows(Letter).exclude(text="").exists()
    proofs = rows(Proof).filter(erasure=erasure)
    assert not proofs.filter(reason="shared").exists() and not proofs.exclude(left=0).exists()


def test_once_they_said_their_name_it_is_theirs_too(world):
    person, other = somebody(world), somebody(world, "Trần Gia Bảo", zalo="")
    erased(world, asked_themselves(world, person))
    assert rows(ContactPoint).filter(person=other, value=PHONE, ended_in=None).exists()
