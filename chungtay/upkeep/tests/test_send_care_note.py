"""Two days after a gift the donor is asked how they are."""

from datetime import timedelta

import pytest

from chungtay.blood.actions import take_back_gift
from chungtay.blood.models import Ask
from chungtay.blood.tests.test_come import told
from chungtay.donors.models import Gift
from chungtay.journal.act import NotAllowed
from chungtay.kit import clock
from chungtay.upkeep import tasks
from chungtay.upkeep.actions import NoNote, send_care_note
from chungtay.upkeep.models import CareNote
from chungtay.upkeep.tests.examples import given

AFTER = timedelta(hours=48)


def of(row):
    return Ask.objects.unscoped(why="tests look at everything").get(pk=row.ask_id)


def send(world, row, after=AFTER):
    return send_care_note(actor=world.system, at=world.at + after, given=row)


def test_the_thanks_say_what_not_to_do_for_two_days(world):
    assert "48 giờ tới" in told(of(given(world)))[-1].replace("\u00a0", " ")
    assert "đừng làm việc nặng" in told(of(given(world)))[-1]


def test_after_two_days_it_says_whom_to_ring(world):
    row = given(world)
    send(world, row)
    last = told(of(row))[-1]
    assert "chóng mặt" in last and "Bệnh viện Sông Hàn, 0236 3821 118" in last


def test_not_before_two_days_and_once(world):
    row = given(world)
    with pytest.raises(NoNote):
        send(world, row, AFTER - timedelta(minutes=1))
    send(world, row)
    with pytest.raises(NoNote):
        send(world, row)


def test_not_for_a_gift_that_was_a_mistake(world):
    row = given(world)
    gift = Gift.objects.unscoped(why="tests look at everything").get(pk=row.gift_id)
    take_back_gift(actor=world.officer, at=world.at, gift=gift)
    with pytest.raises(NoNote):
        send(world, row)


def test_the_clock_sends_it_once(world, monkeypatch):
    given(world)
    for hours, sent in ((47, 0), (48, 1), (49, 1)):
        at = world.at + timedelta(hours=hours)
        monkeypatch.setattr(clock, "now", lambda at=at: at)
        tasks.send_care_notes()
        assert CareNote.objects.visible_to(world.officer).count() == sent


def test_nobody_but_the_clock_does_it(world):
    row = given(world)
    with pytest.raises(NotAllowed):
        send_care_note(actor=world.officer, at=world.at + AFTER, given=row)
