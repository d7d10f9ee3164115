"""Gifts from before the book, written down wrongly: the donor or an officer takes them back."""

from datetime import date

import pytest

from chungtay.blood.actions import record_gift
from chungtay.blood.tests.examples import asks, call
from chungtay.donors.actions import (
    AlreadyRecorded,
    ConfirmedElsewhere,
    NotAGift,
    record_past_gifts,
    take_back_past_gifts,
)
from chungtay.donors.mine import past
from chungtay.donors.models import Donor
from chungtay.donors.tests.examples import donor, told_gift
from chungtay.journal.act import NotAllowed
from chungtay.journal.actions import AlreadyVoided
from chungtay.journal.models import Line
from chungtay.kit import clock
from chungtay.kit.quantities import more_than
from chungtay.transfusion.groups import Component


def take_back(world, told, actor=None):
    take_back_past_gifts(actor=actor or world.officer, at=world.at, **told)


def fresh(one):
    return Donor.objects.unscoped(why="of this test").get(pk=one.pk)


def test_it_counts_no_more_and_the_next_dates_are_as_before(world):
    told = told_gift(world)
    today = clock.today(world.at)
    assert fresh(told["donor"]).next_whole_on > today
    take_back(world, told)
    one = fresh(told["donor"])
    assert past(one) == [] and one.last_gift_on is None and one.next_whole_on < today


def test_then_the_same_day_may_be_told_again(world):
    told = told_gift(world)
    again = dict(
        actor=world.officer, at=world.at, donor=told["donor"], component=Component.WHOLE,
        count=past(told["donor"])[0].count, on=past(told["donor"])[0].on,
    )  # fmt: skip
    with pytest.raises(AlreadyRecorded):
        record_past_gifts(**again)
    take_back(world, told)
    record_past_gifts(**again)
    assert len(past(told["donor"])) == 1


def test_more_than_eight_is_a_line_without_a_gift(world):
    one = donor(world)
    line = record_past_gifts(
        actor=world.officer, at=world.at, donor=one, component=Component.WHOLE,
        count=more_than(8), on=date(2021, 1, 1),
    )  # fmt: skip
    take_back(world, {"donor": one, "past": line})
    assert past(one) == []


def test_what_a_hospital_confirmed_is_not_theirs_to_take_back(world):
    donor(world)
    ask = asks(call(world))[0]
    record_gift(actor=world.officer, at=world.at, ask=ask)
    line = Line.objects.get(subject=ask.actor_id, entry__verb="blood.record_gift")
    one = Donor.objects.unscoped(why="of this test").get(actor=ask.actor_id)
    with pytest.raises(ConfirmedElsewhere):
        take_back(world, {"donor": one, "past": line})


def test_a_line_of_somebody_else_is_refused(world):
    told = told_gift(world)
    with pytest.raises(NotAGift):
        take_back(world, {"donor": donor(world), "past": told["past"]})


def test_twice_is_refused(world):
    told = told_gift(world)
    take_back(world, told)
    with pytest.raises(AlreadyVoided):
        take_back(world, told)


def test_another_ward_and_a_stranger_are_refused(world):
    told = told_gift(world)
    for who in (world.elsewhere, world.stranger):
        with pytest.raises(NotAllowed):
            take_back(world, told, who)
    assert len(past(told["donor"])) == 1
