"""The authority is told within 72 hours; later only with a reason."""

from datetime import timedelta

import pytest

from chungtay.breaches.actions import AlreadyTold, NotToldYet, notify
from chungtay.breaches.models import BreachNotice
from chungtay.breaches.tests.examples import breach, chief

To = BreachNotice.To


def tell(world, row, to=To.AUTHORITY, after=timedelta(0), **more):
    at = world.at + after
    given = dict(means="Mẫu 08") | more
    return notify(actor=chief(world), at=at, breach=row, to=to, told_at=at, **given)


def test_the_last_second_of_72_hours_is_in_time(world, monkeypatch):
    monkeypatch.setattr("chungtay.journal.act.sane_time", lambda at: None)
    assert tell(world, breach(world), after=timedelta(hours=72)).late_reason == ""


def test_a_second_later_wants_its_reason(world, monkeypatch):
    monkeypatch.setattr("chungtay.journal.act.sane_time", lambda at: None)
    row, late = breach(world), timedelta(hours=72, seconds=1)
    with pytest.raises(NotToldYet) as refused:
        tell(world, row, after=late)
    assert refused.value.code == "late_reason"
    assert tell(world, row, after=late, late_reason="Mất điện toàn phường").late_reason


def test_each_is_told_once(world):
    row = breach(world)
    tell(world, row)
    with pytest.raises(AlreadyTold):
        tell(world, row)


def test_nobody_is_told_before_it_was_detected(world):
    row = breach(world)
    with pytest.raises(NotToldYet):
        notify(
            actor=chief(world), at=world.at, breach=row, to=To.AUTHORITY, means="Mẫu 08",
            told_at=world.at - timedelta(minutes=1),
        )  # fmt: skip
