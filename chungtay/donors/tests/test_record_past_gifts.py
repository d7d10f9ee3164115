"""Gifts from before the book: the seed's counters by kind and year."""

from datetime import date, timedelta

import pytest

from chungtay.donors.actions import AlreadyRecorded, NotAGift, record_past_gifts
from chungtay.donors.models import Donor, Gift
from chungtay.donors.tests.examples import donor
from chungtay.journal.act import NotAllowed
from chungtay.journal.models import Line
from chungtay.kit import clock
from chungtay.kit.quantities import exact, more_than
from chungtay.transfusion.groups import Component


def past(world, one, count, on=date(2021, 9, 28), component=Component.PLATELETS, actor=None):
    return record_past_gifts(
        actor=actor or world.officer, at=world.at, donor=one, component=component, count=count,
        on=on,
    )  # fmt: skip


def test_two_platelet_gifts_of_2021_and_fifteen_of_whole_blood_are_two_counters(world):
    one = donor(world)
    past(world, one, exact(1), date(2021, 3, 5))
    past(world, one, exact(1), date(2021, 9, 28))
    past(world, one, exact(15), date(2021, 12, 31), Component.WHOLE)
    lines = Line.objects.filter(subject_id=one.actor_id)
    platelets = lines.filter(measure__code="blood.platelet_gifts", at__year=2021)
    whole = lines.filter(measure__code="blood.whole_blood_gifts")
    assert (sum(r.lo for r in platelets), sum(r.lo for r in whole)) == (2, 15)


def test_more_than_eight_stays_more_than_eight(world):
    line = past(world, donor(world), more_than(8))
    assert (line.lo, line.hi, line.word) == (8, None, "hơn")
    assert not Gift.objects.visible_to(world.officer).exists()


def test_one_gift_on_a_known_day_moves_the_next_dates_but_never_backwards(world):
    one = donor(world)
    today = clock.today(world.at)
    past(world, one, exact(1), today - timedelta(days=5))
    past(world, one, exact(1), today - timedelta(days=200), Component.WHOLE)
    found = Donor.objects.visible_to(world.officer).get(pk=one.pk)
    assert found.last_gift_on == today - timedelta(days=5)
    assert found.next_platelets_on == today + timedelta(days=9)


def test_the_same_day_twice_is_refused(world):
    one = donor(world)
    past(world, one, exact(1))
    with pytest.raises(AlreadyRecorded):
        past(world, one, exact(1))


def test_the_future_is_refused(world):
    with pytest.raises(NotAGift):
        past(world, donor(world), exact(1), clock.today(world.at) + timedelta(days=1))


def test_the_officer_of_another_ward_may_not(world):
    with pytest.raises(NotAllowed):
        past(world, donor(world), exact(1), actor=world.elsewhere)
