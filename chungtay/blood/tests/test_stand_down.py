"""An officer ends a call."""

import pytest

from chungtay.blood.actions import CallClosed, come, not_today, stand_down
from chungtay.blood.models import StandDown
from chungtay.blood.tests.examples import asks, call
from chungtay.blood.tests.test_come import Donor, told
from chungtay.journal.act import NotAllowed


def test_everyone_who_was_asked_gets_an_ending(world):
    made = call(world, donors=3, units=2)
    comes, declines, waits = asks(made)
    come(actor=Donor(comes), at=world.at, ask=comes)
    not_today(actor=Donor(declines, "blood.not_today"), at=world.at, ask=declines)
    closure = stand_down(actor=world.officer, at=world.at, call=made)
    assert closure.reason == "stopped"
    assert "không cần đến nữa" in told(comes)[-1]
    assert "Đã đủ người" in told(waits)[-1]
    assert len(told(declines)) == 1
    stood = StandDown.objects.visible_to(world.officer).filter(call=made)
    assert {row.ask_id for row in stood} == {comes.pk, waits.pk}


def test_twice_is_refused(world):
    made = call(world, donors=1)
    stand_down(actor=world.officer, at=world.at, call=made)
    with pytest.raises(CallClosed):
        stand_down(actor=world.officer, at=world.at, call=made)


def test_the_officer_of_another_ward_may_not(world):
    made = call(world)
    with pytest.raises(NotAllowed):
        stand_down(actor=world.elsewhere, at=world.at, call=made)
