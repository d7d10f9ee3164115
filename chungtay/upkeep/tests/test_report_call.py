"""A donor says that a call is suspicious."""

from datetime import UTC, datetime

import pytest

from chungtay.blood.actions import come
from chungtay.blood.models import Reply, Seat
from chungtay.blood.tests.examples import asks, call
from chungtay.blood.tests.test_come import Donor, told
from chungtay.blood.tests.test_races import at_once
from chungtay.journal.act import NotAllowed
from chungtay.journal.answers import always_answerable
from chungtay.journal.models import Message
from chungtay.upkeep.actions import report_call
from chungtay.upkeep.models import Doubt
from conftest import World


def reports(world, ask, actor_id=None):
    return report_call(
        actor=Donor(ask, "upkeep.report_call", actor_id), at=world.at, ask=ask
    )  # fmt: skip


def alarms():
    found = Message.objects.filter(purpose="channels.alarm")
    return [(message.recipient_id, message.text) for message in found]


def test_the_chief_and_the_province_are_told_at_once_without_a_name(world):
    chief = world.account("truong", "police_chief")
    duty = world.account("tinh", "province_duty", world.ward.province)
    world.account("xa", "police_chief", world.other_ward)
    (ask,) = asks(call(world, donors=1))
    reports(world, ask)
    assert sorted(who for who, _text in alarms()) == sorted([chief.actor_id, duty.actor_id])
    for _who, text in alarms():
        assert "đáng ngờ" in text and "Bệnh viện Sông Hàn" in text and "My" not in text
    assert "anh/chị không cần đi" in told(ask)[-1]


def test_no_reason_is_asked_and_it_is_no_answer_to_the_call(world):
    (ask,) = asks(call(world, donors=1))
    reports(world, ask)
    assert not Reply.objects.visible_to(world.officer).exists()


def test_whoever_was_coming_stays_at_home_and_somebody_else_has_the_place(world):
    made = call(world, donors=3, units=1)
    first, second, _third = asks(made)
    for one in (first, second):
        come(actor=Donor(one, "blood.come"), at=world.at, ask=one)
    reports(world, first)
    held = Seat.objects.visible_to(world.officer).filter(freed_in=None)
    assert [(seat.ask_id, seat.number) for seat in held] == [(second.pk, 1)]


def test_a_second_report_alarms_nobody_again(world):
    world.account("truong", "police_chief")
    one, two = asks(call(world, donors=2))
    first = reports(world, one)
    assert reports(world, one).pk == first.pk and len(told(one)) == 1
    reports(world, two)
    assert Doubt.objects.visible_to(world.officer).count() == 2 and len(alarms()) == 1


def test_it_may_be_said_after_the_call_is_over(world):
    assert "upkeep.report_call" in always_answerable()


def test_a_forwarded_message_reports_for_nobody(world):
    one, two = asks(call(world, donors=2))
    with pytest.raises(NotAllowed):
        reports(world, one, two.actor_id)


def test_the_officer_of_another_ward_may_not(world):
    (ask,) = asks(call(world, donors=1))
    with pytest.raises(NotAllowed):
        report_call(actor=world.elsewhere, at=world.at, ask=ask)


@pytest.mark.database
def test_of_two_who_report_at_once_both_are_kept_and_one_alarm_goes_out(own_database):
    world = World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC))
    world.account("truong", "police_chief")
    one, two = asks(call(world, donors=2))
    at_once(*[lambda ask=ask: reports(world, ask) for ask in (one, two, one, two)])
    assert Doubt.objects.visible_to(world.officer).count() == 2 and len(alarms()) == 1
    for ask in (one, two):
        assert len(told(ask)) == 1
