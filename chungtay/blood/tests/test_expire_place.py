"""A place for which nobody said when they arrive goes to the next."""

from datetime import timedelta

import pytest

from chungtay.blood import tasks
from chungtay.blood.actions import (
    StillKept,
    come,
    expire_place,
    record_gift,
    set_out,
    stand_down,
)
from chungtay.blood.models import Reply, Seat
from chungtay.blood.tests.examples import ask, asks, call, call_of
from chungtay.blood.tests.test_come import Donor, told
from chungtay.journal.act import NotAllowed
from chungtay.journal.models import Entry, Message
from chungtay.kit import clock

KEPT = timedelta(minutes=15)


def expire(world, ask, after=KEPT):
    expire_place(actor=world.system, at=world.at + after, ask=ask)


def yes(world, ask, after=timedelta()):
    return come(actor=Donor(ask), at=world.at + after, ask=ask)


def standing(made):
    rows = Seat.objects.unscoped(why="tests look at everything").filter(call=made, freed_in=None)
    return [(seat.number, seat.ask_id) for seat in rows.order_by("number")]


def test_a_minute_too_soon_it_is_kept(world):
    found = ask(world)
    yes(world, found)
    with pytest.raises(StillKept):
        expire(world, found, KEPT - timedelta(minutes=1))
    expire(world, found)
    assert standing(call_of(found)) == []


def test_the_donor_is_told_kindly_and_may_come_all_the_same(world):
    found = ask(world)
    yes(world, found)
    expire(world, found)
    assert "Nếu đã lên đường, anh/chị cứ đến." in told(found)[-1]
    record_gift(actor=world.officer, at=world.at + KEPT, ask=found)
    assert "nhiều lắm" in told(found)[-1]


def test_by_one_tap_the_donor_has_a_place_again(world):
    found = ask(world)
    yes(world, found)
    expire(world, found)
    last = Message.objects.filter(recipient_id=found.actor_id).latest("pk")
    assert next((a["label"], a["verb"]) for a in last.answers) == ("Tôi vẫn đến", "blood.come")
    assert yes(world, found, KEPT).number == 1


def test_the_one_in_reserve_moves_up_and_has_fifteen_minutes_from_then(world):
    one, two = asks(call(world, donors=2, units=1))
    yes(world, one)
    yes(world, two)
    expire(world, one)
    assert standing(call_of(one)) == [(1, two.pk)]
    assert "nay đã có chỗ" in told(two)[-1]
    with pytest.raises(StillKept):
        expire(world, two, KEPT + timedelta(minutes=14))
    expire(world, two, KEPT + KEPT)


def test_no_answer_never_becomes_a_yes_and_a_yes_never_a_no(world):
    found = ask(world)
    yes(world, found)
    expire(world, found)
    said = Reply.objects.unscoped(why="tests look at everything").filter(ask=found)
    assert [reply.answer for reply in said] == ["coming"]


def test_who_said_when_they_arrive_keeps_the_place(world):
    found = ask(world)
    yes(world, found)
    set_out(actor=Donor(found, "blood.set_out"), at=world.at, ask=found, minutes=60)
    with pytest.raises(StillKept):
        expire(world, found, timedelta(hours=2))


def test_an_old_button_after_the_place_was_lost_says_yes_again(world):
    found = ask(world)
    yes(world, found)
    expire(world, found)
    set_out(actor=Donor(found, "blood.set_out"), at=world.at + KEPT, ask=found, minutes=0)
    assert standing(call_of(found)) == [(1, found.pk)]


def test_at_the_end_they_are_told_too(world):
    found = ask(world)
    yes(world, found)
    expire(world, found)
    stand_down(actor=world.officer, at=world.at + KEPT, call=call_of(found))
    assert "không cần đến nữa" in told(found)[-1]


def test_the_clock_does_it(world, monkeypatch):
    one, two = asks(call(world, donors=2))
    yes(world, one)
    yes(world, two, timedelta(minutes=10))
    monkeypatch.setattr(clock, "now", lambda: world.at + KEPT)
    tasks.expire_places()
    tasks.expire_places()
    assert standing(call_of(one)) == [(2, two.pk)]
    assert Entry.objects.filter(verb="blood.expire_place").count() == 1


def test_nobody_but_the_clock_does_it(world):
    found = ask(world)
    yes(world, found)
    with pytest.raises(NotAllowed):
        expire_place(actor=world.officer, at=world.at + KEPT, ask=found)
