"""How, when and how often a donor may be asked."""

from datetime import UTC, datetime, timedelta

import pytest

from chungtay.blood.actions import make_call
from chungtay.blood.tests.examples import asks, wanted
from chungtay.donors.actions import NotAWish, say_when
from chungtay.donors.models import Donor
from chungtay.donors.tests.examples import donor
from chungtay.donors.tests.test_pause import asked, fresh
from chungtay.donors.wishes import Wishes, later
from chungtay.journal.act import NotAllowed
from chungtay.kit import clock

FRIDAY = datetime(2026, 11, 20, 3, tzinfo=UTC)
"""Ten in the morning in Viet Nam."""


def say(world, one, actor=None, **wishes):
    return say_when(actor=actor or world.officer, at=world.at, donor=one, wishes=Wishes(**wishes))


def test_at_most_once_in_three_months_holds_from_the_day_they_are_asked(world):
    one = donor(world)
    say(world, one, every_months=3)
    assert asked(world) == {one.pk}
    made = make_call(actor=world.officer, at=world.at, **wanted(world))
    assert len(asks(made)) == 1
    due = later(clock.today(world.at), 3)
    assert fresh(world, one).ask_from == due
    day = timedelta(days=1)
    until_due = (due - clock.today(world.at)).days
    assert asked(world, world.at + (until_due - 1) * day) == set()
    assert asked(world, world.at + until_due * day) == {one.pk}


def test_said_after_they_were_asked_it_counts_from_then(world):
    one = donor(world)
    make_call(actor=world.officer, at=world.at, **wanted(world))
    say(world, one, every_months=6)
    assert fresh(world, one).ask_from == later(clock.today(world.at), 6)


def test_hours_are_those_of_viet_nam(world):
    one = donor(world)
    say(world, one, hours_from=17, hours_to=21)
    assert asked(world, FRIDAY) == set()
    assert asked(world, FRIDAY + timedelta(hours=7)) == {one.pk}
    assert asked(world, FRIDAY + timedelta(hours=11)) == set()


def test_days_are_bits_from_monday_on(world):
    one = donor(world)
    say(world, one, days=0b1100000)
    assert asked(world, FRIDAY) == set()
    assert asked(world, FRIDAY + timedelta(days=1)) == {one.pk}
    assert asked(world, FRIDAY + timedelta(days=2)) == {one.pk}
    assert asked(world, FRIDAY + timedelta(days=3)) == set()


@pytest.mark.parametrize("impossible", [
    {"ways": 0}, {"ways": 8}, {"days": 0}, {"days": 128}, {"hours_from": 9, "hours_to": 9},
    {"hours_to": 25}, {"every_months": 0}, {"every_months": 13},
])  # fmt: skip
def test_what_cannot_be_is_refused_and_the_database_would_not_hold_it(world, impossible):
    from django.db import IntegrityError, transaction

    one = donor(world)
    with pytest.raises(NotAWish):
        say(world, one, **impossible)
    rows = Donor.objects.visible_to(world.system).filter(pk=one.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**impossible)


@pytest.mark.parametrize(("on", "months", "then"), [
    ("2026-11-30", 3, "2027-02-28"), ("2026-01-31", 1, "2026-02-28"),
    ("2027-12-15", 12, "2028-12-15"),
])  # fmt: skip
def test_a_month_later_is_the_same_day_or_the_last_of_the_month(on, months, then):
    from datetime import date

    assert later(date.fromisoformat(on), months).isoformat() == then


def test_the_officer_of_another_ward_may_not(world):
    with pytest.raises(NotAllowed):
        say(world, donor(world), actor=world.elsewhere)
