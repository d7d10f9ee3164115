"""The desk records that somebody did not come."""

from datetime import timedelta

import pytest

from chungtay.blood.actions import AlreadyGave, NoPlace, come, no_show, record_gift, set_out
from chungtay.blood.models import Seat
from chungtay.blood.tests.examples import ask, asks, call, coming
from chungtay.blood.tests.test_come import Donor, told
from chungtay.journal.act import NotAllowed


def missed(world, ask):
    no_show(actor=world.officer, at=world.at + timedelta(minutes=40), ask=ask)


def test_the_one_in_reserve_takes_the_place(world):
    one, two = asks(call(world, donors=2, units=1))
    for each in (one, two):
        come(actor=Donor(each), at=world.at, ask=each)
    set_out(actor=Donor(one, "blood.set_out"), at=world.at, ask=one, minutes=0)
    missed(world, one)
    rows = Seat.objects.unscoped(why="tests look at everything").filter(freed_in=None)
    assert [(seat.number, seat.ask_id) for seat in rows] == [(1, two.pk)]
    assert "nay đã có chỗ" in told(two)[-1]


def test_the_donor_is_told_without_reproach(world):
    found = coming(world)
    missed(world, found)
    assert "Nếu đang trên đường, anh/chị cứ đến" in told(found)[-1]


def test_whoever_comes_late_is_recorded_all_the_same(world):
    found = coming(world)
    missed(world, found)
    record_gift(actor=world.officer, at=world.at + timedelta(hours=1), ask=found)


def test_nobody_is_missed_who_gave_or_has_no_place(world):
    with pytest.raises(NoPlace):
        missed(world, ask(world))
    found = coming(world)
    record_gift(actor=world.officer, at=world.at, ask=found)
    with pytest.raises(AlreadyGave):
        missed(world, found)


def test_the_officer_of_another_ward_may_not(world):
    found = coming(world)
    with pytest.raises(NotAllowed):
        no_show(actor=world.elsewhere, at=world.at, ask=found)
