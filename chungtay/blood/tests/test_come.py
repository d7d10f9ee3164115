"""A donor says "Tôi đến được"."""

import threading
from datetime import timedelta

import pytest

from chungtay.blood.actions import (
    AlreadyGave,
    cannot_come,
    come,
    not_today,
    record_gift,
    stand_down,
)
from chungtay.blood.models import Ask, Reply, Seat, StandDown
from chungtay.blood.tests.examples import asks, call
from chungtay.journal.act import NotAllowed, Repeated
from chungtay.journal.answers import loaded
from chungtay.journal.models import Entry, Message


class Donor:
    """Acts as `channels` lets somebody act who tapped an answer: that verb, and nothing else."""

    def __init__(self, ask, verb="blood.come", actor_id=None):
        self.actor_id, self.verb = actor_id or ask.actor_id, verb

    def may(self, verb, place_id):
        return verb == self.verb

    def reach(self):
        return ()


def tap(world, ask, **later):
    return come(actor=Donor(ask), at=world.at + timedelta(**later), ask=ask)


def told(ask):
    found = Message.objects.filter(recipient_id=ask.actor_id).order_by("pk")
    return [message.text for message in found][1:]


def replies(made):
    return Reply.objects.unscoped(why="tests look at everything").filter(call=made)


def test_the_first_units_have_a_place_one_more_is_in_reserve_then_it_is_enough(world):
    one, two, three, four = asks(call(world, donors=4, units=2))
    seats = [tap(world, ask) for ask in (one, two, three)]
    assert [seat.number for seat in seats] == [1, 2, 3]
    assert "Xin anh/chị đến Khoa Huyết học" in told(one)[0]
    assert "dự bị" in told(three)[0]
    assert told(four) == ["Đã đủ người. Cảm ơn anh/chị đã sẵn lòng."]
    assert StandDown.objects.visible_to(world.officer).get().ask_id == four.pk


def test_those_who_come_say_when_or_take_it_back(world):
    (ask,) = asks(call(world, donors=1))
    tap(world, ask)
    last = Message.objects.filter(recipient_id=ask.actor_id).latest("pk")
    assert [(a["label"], a["verb"]) for a in last.answers] == [
        ("Tôi đi ngay", "blood.set_out"),
        ("Khoảng 1 giờ nữa", "blood.set_out"),
        ("Tôi không đến được nữa", "blood.cannot_come"),
    ]


def test_said_twice_it_changes_nothing(world):
    (ask,) = asks(call(world, donors=1))
    assert tap(world, ask).pk == tap(world, ask).pk
    assert replies(ask.call_id).count() == 1 and len(told(ask)) == 1


def test_the_same_webhook_twice_is_one_act(world):
    (ask,) = asks(call(world, donors=1))
    come.once("zalo:1")(actor=Donor(ask), at=world.at, ask=ask)
    with pytest.raises(Repeated):
        come.once("zalo:1")(actor=Donor(ask), at=world.at, ask=ask)


def test_whoever_comes_too_late_is_thanked_once(world):
    made = call(world, donors=3, units=1)
    for ask in asks(made):
        tap(world, ask)
    late = asks(made)[2]
    assert tap(world, late) is None
    # Stood down when enough had come, and thanked for the answer; the repeated tap adds nothing.
    assert told(late) == ["Đã đủ người. Cảm ơn anh/chị đã sẵn lòng."] * 2


def test_after_the_end_it_is_answered_kindly(world):
    made = call(world, donors=1)
    stand_down(actor=world.officer, at=world.at, call=made)
    (ask,) = asks(made)
    assert tap(world, ask) is None
    assert "khép lại" in told(ask)[-1]


def test_after_the_deadline_there_is_no_place(world):
    (ask,) = asks(call(world, donors=1))
    assert tap(world, ask, hours=3) is None


def test_no_and_then_yes_is_a_yes(world):
    (ask,) = asks(call(world, donors=1))
    not_today(actor=Donor(ask, "blood.not_today"), at=world.at, ask=ask)
    assert tap(world, ask).number == 1
    assert [r.answer for r in replies(ask.call_id).order_by("pk")] == ["not_today", "coming"]


def test_a_freed_place_can_be_taken_by_one_who_was_stood_down(world):
    one, two, three = asks(call(world, donors=3, units=1))
    tap(world, one)
    tap(world, two)
    cannot_come(actor=Donor(one, "blood.cannot_come"), at=world.at, ask=one)
    assert tap(world, three).number == 2


def test_whoever_has_given_takes_no_second_place(world):
    made = call(world, donors=3, units=2)
    ask = asks(made)[0]
    tap(world, ask)
    cannot_come(actor=Donor(ask, "blood.cannot_come"), at=world.at, ask=ask)
    record_gift(actor=world.officer, at=world.at, ask=ask)
    with pytest.raises(AlreadyGave):
        tap(world, ask)


def test_a_forwarded_message_answers_for_nobody(world):
    one, two = asks(call(world, donors=2))
    with pytest.raises(NotAllowed):
        come(actor=Donor(one, actor_id=two.actor_id), at=world.at, ask=one)
    assert not Seat.objects.visible_to(world.officer).exists()


def test_an_officer_may_write_down_what_was_said_by_telephone(world):
    (ask,) = asks(call(world, donors=1))
    assert come(actor=world.officer, at=world.at, ask=ask).number == 1
    assert Entry.objects.get(verb="blood.come").actor_id == world.officer.actor_id


def test_the_officer_of_another_ward_may_not(world):
    (ask,) = asks(call(world, donors=1))
    with pytest.raises(NotAllowed):
        come(actor=world.elsewhere, at=world.at, ask=ask)


def test_an_answer_finds_its_ask_by_number(world):
    (ask,) = asks(call(world, donors=1))
    verb, args = loaded(Donor(ask), "blood.come", {"ask": ask.pk})
    assert (verb.name, args) == ("blood.come", {"ask": ask})


@pytest.mark.database
def test_of_two_who_take_the_last_place_at_once_one_has_it(own_database):
    """Threads, connections and commits of their own: the row lock and the unique number decide."""
    from datetime import UTC, datetime

    from django.db import connections

    from conftest import World

    world = World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC))
    made = call(world, donors=6, units=1)
    start = threading.Barrier(6)
    seats, faults = [], []

    def one(pk):
        try:
            ask = Ask.objects.unscoped(why="tests look at everything").get(pk=pk)
            start.wait()
            seats.append(tap(world, ask))
        except Exception as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=[ask.pk]) for ask in asks(made)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert sorted(seat.number for seat in seats if seat) == [1, 2]
    assert replies(made).count() == 6
    texts = sorted(told(ask)[-1][:10] for ask in asks(made))
    assert texts == sorted(["Đã đủ ngườ"] * 4 + ["Cảm ơn anh"] * 2)
