"""How often somebody gave: two kinds, two periods, and "trên 8" is more than eight."""

from datetime import date

import pytest

from chungtay.donors.actions import record_past_gifts
from chungtay.donors.tests.examples import donor
from chungtay.donors.times import over, times
from chungtay.journal.actions import void
from chungtay.kit.quantities import exact
from chungtay.kit.quantity_text import parse
from chungtay.transfusion.groups import Component

WHOLE, PLATELETS = Component.WHOLE, Component.PLATELETS


def gave(world, who, component, count, on):
    return record_past_gifts(
        actor=world.officer, at=world.at, donor=who, component=component, count=count, on=on
    )


def test_kinds_are_counted_apart_and_by_the_days_of_a_period(world):
    who = donor(world)
    gave(world, who, WHOLE, exact(15), date(2020, 12, 31))
    gave(world, who, PLATELETS, exact(1), date(2021, 1, 1))
    gave(world, who, PLATELETS, exact(1), date(2021, 12, 31))
    assert times([who.actor_id]) == {who.actor_id: {WHOLE: exact(15), PLATELETS: exact(2)}}
    year = times([who.actor_id], since=date(2021, 1, 1), last=date(2021, 12, 31))
    assert year == {who.actor_id: {PLATELETS: exact(2)}}


def test_a_voided_line_counts_nothing(world):
    who = donor(world)
    line = gave(world, who, WHOLE, parse("trên 8"), date(2020, 5, 1))
    void(actor=world.officer, at=world.at, line=line)
    assert times([who.actor_id]) == {}


@pytest.mark.parametrize(
    ("told", "more"),
    [("trên 8", True), ("hơn 8", True), ("ít nhất 9", True), ("9", True), ("ít nhất 8", False),
     ("8", False), ("hơn 3", False), ("chưa rõ", False), ("gần 20", False)],
)  # fmt: skip
def test_more_than_eight_is_only_what_is_surely_more(told, more):
    assert over({WHOLE: parse(told)}, 8) is more


def test_all_kinds_together_are_more_than_eight():
    assert over({WHOLE: exact(7), PLATELETS: exact(2)}, 8)
    assert not over({}, 8)
