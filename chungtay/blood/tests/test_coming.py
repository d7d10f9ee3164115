"""A floor above holds places, learns that they are free, forbids a step out of order."""

from datetime import timedelta

import pytest

from chungtay.blood import coming
from chungtay.blood.actions import (
    StillKept,
    cannot_come,
    come,
    expire_place,
    record_gift,
    release_hold,
    set_out,
    stand_down,
)
from chungtay.blood.models import Seat
from chungtay.blood.tests.examples import ask, asks, call, call_of
from chungtay.blood.tests.test_come import Donor, told
from chungtay.journal.act import Answer
from chungtay.journal.models import Message
from chungtay.kit.errors import Refused

WAIT = "Xin anh/chị chờ ý kiến bác sĩ."


class Above:
    """Holds everybody until `done`."""

    def __init__(self):
        self.done, self.asked, self.freed = set(), [], []

    def coming(self, call, ask, seat, at):
        self.asked.append((ask.pk, seat.number))
        if ask.pk in self.done:
            return None
        return coming.Held(WAIT, [Answer("Bác sĩ đã cho", "blood.not_today", {"ask": ask.pk})])

    def free(self, call, ask, at):
        self.freed.append(ask.pk)

    def leaving(self, ask, at):
        if ask.pk not in self.done:
            raise Refused("Bước này chưa có ý kiến bác sĩ.")


@pytest.fixture
def above(monkeypatch):
    found = Above()
    monkeypatch.setattr(coming, "_coming", [(found.coming, list)])
    monkeypatch.setattr(coming, "_freed", [found.free])
    monkeypatch.setattr(coming, "_leaving", [found.leaving])
    return found


def seat(ask):
    rows = Seat.objects.unscoped(why="tests look at everything")
    return rows.filter(ask=ask, freed_in=None).first()


def test_a_held_place_does_not_expire_and_says_its_own_words(world, above):
    found = ask(world)
    come(actor=Donor(found), at=world.at, ask=found)
    assert told(found)[-1] == WAIT and seat(found).expires_at is None
    last = Message.objects.filter(recipient_id=found.actor_id).latest("pk")
    assert [a["label"] for a in last.answers] == ["Bác sĩ đã cho", "Tôi không đến được nữa"]
    with pytest.raises(StillKept):
        expire_place(actor=world.system, at=world.at + timedelta(hours=1), ask=found)


def test_nobody_sets_out_or_gives_out_of_order(world, above):
    found = ask(world)
    come(actor=Donor(found), at=world.at, ask=found)
    for step in (
        lambda: set_out(actor=world.officer, at=world.at, ask=found, minutes=0),
        lambda: record_gift(actor=world.officer, at=world.at, ask=found),
    ):
        with pytest.raises(Refused) as refused:
            step()
        assert "chưa có ý kiến bác sĩ" in str(refused.value)


def test_when_the_hold_is_over_the_donor_reads_where_to_come(world, above, monkeypatch):
    """Within an act of the floor above; here that of the second donor stands for it."""
    one, two = asks(call(world, donors=2))
    come(actor=Donor(one), at=world.at, ask=one)

    def released(call, ask, seat, at):
        release_hold(call, one, at)

    monkeypatch.setattr(coming, "_coming", [(released, list)])
    later = world.at + timedelta(minutes=9)
    come(actor=Donor(two), at=later, ask=two)
    assert "Xin anh/chị đến Khoa Huyết học" in told(one)[-1]
    assert seat(one).expires_at == later + timedelta(minutes=15)


def test_one_who_moves_up_from_reserve_is_asked_about_again(world, above):
    one, two = asks(call(world, donors=2, units=1))
    for each in (one, two):
        come(actor=Donor(each), at=world.at, ask=each)
    cannot_come(actor=Donor(one, "blood.cannot_come"), at=world.at, ask=one)
    assert above.asked == [(one.pk, 1), (two.pk, 2), (two.pk, 1)]
    assert above.freed == [one.pk] and told(two)[-1] == WAIT


def test_the_end_of_a_call_frees_every_place(world, above):
    one, two = asks(call(world, donors=2, units=2))
    for each in (one, two):
        come(actor=Donor(each), at=world.at, ask=each)
    stand_down(actor=world.officer, at=world.at, call=call_of(one))
    assert sorted(above.freed) == sorted([one.pk, two.pk])


def test_a_hold_on_a_place_that_is_gone_says_nothing(world, above):
    found = ask(world)
    before = len(told(found))
    release_hold(call_of(found), found, world.at)
    assert len(told(found)) == before
