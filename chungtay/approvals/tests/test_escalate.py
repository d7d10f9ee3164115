"""Nobody answered in time: the deputy may, and the one first asked still may."""

from datetime import timedelta

import pytest

from chungtay.access.acting import PostHolder
from chungtay.approvals import tasks
from chungtay.approvals.actions import DecidedAlready, TooEarly, decide, escalate
from chungtay.approvals.models import Escalation
from chungtay.approvals.tests.examples import asked, chief, deputy
from chungtay.kit import clock

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def test_not_before_its_time(world):
    made = asked(world)
    with pytest.raises(TooEarly):
        escalate(actor=world.system, at=made.escalates_at - MINUTE, approval=made)


@pytest.mark.parametrize("who", [deputy, chief])
def test_from_then_on_either_answers(world, who):
    made = asked(world)
    acting = who(world)
    passed = escalate(actor=world.system, at=made.escalates_at, approval=made)
    assert passed.roles == ["police_deputy"]
    later = made.escalates_at + MINUTE
    decide(actor=PostHolder(acting.account, later), at=later, approval=made, yes=True)


def test_it_is_passed_on_once_and_never_after_an_answer(world):
    made = asked(world)
    escalate(actor=world.system, at=made.escalates_at, approval=made)
    with pytest.raises(DecidedAlready):
        escalate(actor=world.system, at=made.escalates_at, approval=made)


def test_the_clock_does_it(world, monkeypatch):
    made = asked(world)
    monkeypatch.setattr(clock, "now", lambda: made.escalates_at + MINUTE)
    tasks.tend()
    tasks.tend()
    assert Escalation.objects.visible_to(world.system).get().approval_id == made.pk
