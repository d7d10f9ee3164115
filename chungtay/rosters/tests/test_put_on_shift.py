"""Somebody is put on: once at a time, rested, there, of the ward."""

import pytest
from django.db import connections

from chungtay.rosters.actions import put_on_shift
from chungtay.rosters.actions.checks import AwayThen, AwkwardTime, NotOfWard
from chungtay.rosters.actions.shifts import OnShiftAlready, RestTooShort
from chungtay.rosters.tests.examples import DAY, HOUR, absence, chief, officer, shift, watch
from chungtay.rosters.tests.rows import presences


def do(world, who, starts, hours=12, where=None):
    return put_on_shift(
        actor=chief(world), at=world.at, watch=where or watch(world), officer=who, starts_at=starts,
        ends_at=starts + hours * HOUR,
    )  # fmt: skip


def test_who_is_put_on_is_there(world):
    who = officer(world)
    made = do(world, who, world.at)
    assert presences(made) == [(who.pk, made.starts_at, made.ends_at)]


def test_on_duty_already_is_said_with_where_and_when(world):
    who = officer(world, "Mai Xuân Lộc")
    do(world, who, world.at, where=watch(world, "Chốt kiệt 12"))
    with pytest.raises(OnShiftAlready) as refused:
        do(world, who, world.at + 11 * HOUR)
    assert "Mai Xuân Lộc" in str(refused.value) and "Chốt kiệt 12" in str(refused.value)


@pytest.mark.parametrize("pause", [-23, 23])
def test_eleven_hours_of_rest_are_too_few_and_twelve_enough(world, pause):
    who = officer(world)
    do(world, who, world.at + 2 * DAY)
    near = world.at + 2 * DAY + pause * HOUR
    with pytest.raises(RestTooShort) as refused:
        do(world, who, near)
    assert "12\u00a0giờ" in str(refused.value)
    do(world, who, near + (HOUR if pause > 0 else -HOUR))


def test_who_is_away_is_not_put_on_and_not_said_why(world):
    who = officer(world)
    absence(world, who, reason="patient")
    with pytest.raises(AwayThen) as refused:
        do(world, who, world.at + DAY)
    assert "F0" not in str(refused.value) and "cách ly" not in str(refused.value)


def test_nobody_of_another_ward_and_nobody_longer_than_a_day(world):
    with pytest.raises(NotOfWard):
        do(world, officer(world, place=world.other_ward), world.at)
    with pytest.raises(AwkwardTime):
        do(world, officer(world), world.at, hours=25)
    with pytest.raises(AwkwardTime):
        do(world, officer(world), world.at, hours=0)


def test_two_at_once_put_the_same_person_on_and_one_is_refused(own_database):
    from concurrent.futures import ThreadPoolExecutor

    from chungtay.kit import clock
    from conftest import World

    world = World(clock.now() - HOUR)
    who, boss = officer(world), chief(world)
    posts = [watch(world), watch(world)]

    def one(where):
        try:
            put_on_shift(
                actor=boss, at=world.at, watch=where, officer=who, starts_at=world.at,
                ends_at=world.at + 8 * HOUR,
            )  # fmt: skip
            return "on"
        except OnShiftAlready:
            return "refused"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(one, posts)) == ["on", "refused"]


def test_a_day_of_a_day_and_a_night_is_one_turn(world):
    made = shift(world, hours=24)
    assert made.ends_at - made.starts_at == DAY
