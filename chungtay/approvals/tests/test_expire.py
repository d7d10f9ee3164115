"""What nobody answered ends by itself, does nothing, and may be asked again."""

import pytest

from chungtay.approvals import tasks
from chungtay.approvals.actions import DecidedAlready, TooEarly, decide, expire
from chungtay.approvals.models import Approval, Decision
from chungtay.approvals.tests.examples import asked, asked_before, chief
from chungtay.kit import clock
from chungtay.places.registry import count_open_rows

pytestmark = pytest.mark.django_db


def test_not_before_its_time_nor_after_an_answer(world):
    made = asked_before(world, 6)
    with pytest.raises(TooEarly):
        expire(actor=world.system, at=world.at, approval=made)
    decide(actor=chief(world), at=world.at, approval=made, yes=True)
    with pytest.raises(DecidedAlready):
        expire(actor=world.system, at=world.at, approval=made)


def test_the_clock_ends_it_and_it_may_be_asked_again(world, monkeypatch):
    made = asked_before(world, 7)
    monkeypatch.setattr(clock, "now", lambda: made.expires_at)
    tasks.tend()
    assert Decision.objects.visible_to(world.system).get().answer == "expired"
    assert not Approval.objects.visible_to(world.system).undecided().exists()
    again = asked(world)
    assert again.pk != made.pk


def test_what_waits_moves_with_its_ward(world):
    asked(world)
    assert count_open_rows([world.ward.pk])["việc chờ duyệt"] == 1
