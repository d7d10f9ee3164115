"""Somebody nobody knows answers on the public page: a letter in the inbox, and one more counted."""

from datetime import timedelta

import pytest

from chungtay.groups import flooding
from chungtay.groups.actions import answer
from chungtay.groups.actions.arriving import NothingSaid, TooMany
from chungtay.groups.actions.notices import NoticeEnded
from chungtay.groups.models import Arrival
from chungtay.groups.tests.examples import notice
from chungtay.groups.tests.rows import came, rows, standing_lines, words
from chungtay.journal.act import NotAllowed, Repeated
from chungtay.kit.phones import NotAPhone


def send(world, said=None, at=None, **more):
    told = dict(words="Nhà tôi có mẹ già, cần nước.") | more
    return answer(actor=world.system, at=at or world.at, notice=said or notice(world), **told)


def test_it_is_a_letter_to_the_ward_of_somebody_unknown(world):
    made = send(world, name="Cô Tám", phone="0905 123 456")
    [arrived] = came()
    talk = arrived.letter.conversation
    assert arrived == made and arrived.way == "answer"
    assert (talk.place_id, talk.actor_id) == (world.ward.pk, None)
    assert (talk.name, talk.address, talk.source) == ("Cô Tám", "+84905123456", "web")
    assert words() == ["Nhà tôi có mẹ già, cần nước."]
    assert standing_lines("groups.answers") == [(1, 1, "")]
    assert standing_lines("groups.reach") == []


def test_neither_name_nor_telephone_is_asked_for(world):
    send(world)
    talk = came()[0].letter.conversation
    assert (talk.name, talk.address) == ("", "")


def test_a_telephone_that_is_none_is_refused(world):
    with pytest.raises(NotAPhone):
        send(world, phone="0905")


@pytest.mark.parametrize("said", ["", " \n ", "a" * 4001])
def test_nothing_and_too_much_are_refused(world, said):
    with pytest.raises(NothingSaid):
        send(world, words=said)


def test_a_link_that_has_ended_takes_nothing(world):
    with pytest.raises(NoticeEnded):
        send(world, notice(world, at=world.at - timedelta(days=7)))
    assert words() == []


def test_a_form_sent_twice_arrives_once(world):
    said = notice(world)
    act = answer.once("answer:1:form")
    act(actor=world.system, at=world.at, notice=said, words="Một")
    with pytest.raises(Repeated):
        act(actor=world.system, at=world.at, notice=said, words="Một")
    assert words() == ["Một"]


def test_one_address_may_send_20_in_an_hour_whatever_it_answers(world):
    one, other = notice(world), notice(world)
    for number in range(flooding.OF_AN_ADDRESS):
        send(world, one if number % 2 else other, origin="d" * 20)
    with pytest.raises(TooMany):
        send(world, one, origin="d" * 20)
    send(world, one, origin="e" * 20)
    send(world, one, origin="d" * 20, at=world.at + timedelta(hours=1))


def test_one_notice_takes_300_in_an_hour_from_wherever(world):
    said = notice(world)
    first = send(world, said)
    letters = [arrival.letter for arrival in came()]
    assert len(letters) == 1
    for number in range(flooding.OF_A_NOTICE - 1):
        send(world, said, origin=f"{number:020}")
    with pytest.raises(TooMany):
        send(world, said, origin="f" * 20)
    send(world, notice(world), origin="f" * 20)
    assert first.arrived_at == world.at


def test_from_which_address_it_came_is_forgotten_after_a_day(world):
    send(world, origin="d" * 20)
    assert flooding.forget_origins(world.at + timedelta(hours=23)) == 0
    assert flooding.forget_origins(world.at + timedelta(hours=24)) == 1
    assert not rows(Arrival).exclude(origin="").exists()


def test_an_officer_does_not_answer_in_somebodys_name(world):
    with pytest.raises(NotAllowed):
        answer(actor=world.officer, at=world.at, notice=notice(world), words="Có")
