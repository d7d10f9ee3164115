"""An officer ends a call."""

from datetime import timedelta

import pytest

from chungtay.blood.actions import CallClosed, come, not_today, stand_down
from chungtay.blood.models import CallClosure, Seat, StandDown
from chungtay.blood.tasks import close_expired
from chungtay.blood.tests.examples import asks, call
from chungtay.blood.tests.test_come import Donor, told
from chungtay.journal.act import NotAllowed
from chungtay.transfusion.groups import Component


def test_everyone_who_was_asked_gets_an_ending(world):
    made = call(world, donors=3, units=2)
    comes, declines, waits = asks(made)
    come(actor=Donor(comes), at=world.at, ask=comes)
    not_today(actor=Donor(declines, "blood.not_today"), at=world.at, ask=declines)
    closure = stand_down(actor=world.officer, at=world.at, call=made)
    assert closure.reason == "stopped"
    assert "không cần đến nữa" in told(comes)[-1]
    assert "không cần đến" in told(waits)[-1]
    assert len(told(declines)) == 1
    stood = StandDown.objects.visible_to(world.officer).filter(call=made)
    assert {row.ask_id for row in stood} == {comes.pk, waits.pk}


@pytest.mark.parametrize("reason", ["stopped", "expired"])
def test_only_a_filled_call_says_that_there_is_enough(world, reason):
    made = call(world, donors=2, units=2)
    comes, waits = asks(made)
    come(actor=Donor(comes), at=world.at, ask=comes)
    stand_down(actor=world.system, at=world.at, call=made, reason=CallClosure.Reason(reason))
    for ask in (comes, waits):
        assert "đủ" not in told(ask)[-1].lower()


def test_nobody_holds_a_place_of_a_call_that_is_over(world):
    made = call(world, donors=2, units=1)
    for ask in asks(made):
        come(actor=Donor(ask), at=world.at, ask=ask)
    closure = stand_down(actor=world.officer, at=world.at, call=made)
    seats = Seat.objects.visible_to(world.officer).filter(call=made)
    assert {seat.freed_in_id for seat in seats} == {closure.closed_in_id}


@pytest.mark.parametrize(("component", "hours"), [("whole", 1), ("platelets", 3), ("plasma", 3)])
def test_time_runs_out_only_after_a_gift_could_have_been_given(
    world, monkeypatch, component, hours
):
    made = call(world, component=Component(component))
    ended = CallClosure.objects.visible_to(world.officer).filter(call=made)
    for minutes, over in ((-1, False), (1, True)):
        at = made.deadline + timedelta(hours=hours, minutes=minutes)
        monkeypatch.setattr("chungtay.blood.tasks.clock.now", lambda at=at: at)
        close_expired()
        assert ended.exists() is over
    assert ended.get().reason == "expired"


def test_one_call_that_cannot_be_closed_keeps_no_other_open(world, monkeypatch, caplog):
    first, second = call(world, donors=1), call(world, donors=1)
    at = second.deadline + timedelta(hours=4)

    def broken(*, call, **more):
        if call.pk == first.pk:
            raise ValueError("broken")
        return stand_down(call=call, **more)

    monkeypatch.setattr("chungtay.blood.tasks.clock.now", lambda: at)
    monkeypatch.setattr("chungtay.blood.tasks.stand_down", broken)
    close_expired()
    ended = CallClosure.objects.visible_to(world.officer)
    assert ended.get().call_id == second.pk and "could not be closed" in caplog.text


def test_twice_is_refused(world):
    made = call(world, donors=1)
    stand_down(actor=world.officer, at=world.at, call=made)
    with pytest.raises(CallClosed):
        stand_down(actor=world.officer, at=world.at, call=made)


def test_the_officer_of_another_ward_may_not(world):
    made = call(world)
    with pytest.raises(NotAllowed):
        stand_down(actor=world.elsewhere, at=world.at, call=made)
