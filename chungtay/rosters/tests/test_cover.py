"""Somebody stands in for a stretch of a shift or of a beat; nobody doubled, rest kept."""

import pytest
from django.db import IntegrityError, transaction

from chungtay.rosters.actions import cover
from chungtay.rosters.actions.checks import AwayThen, AwkwardTime, NotOfWard
from chungtay.rosters.actions.covers import CoveredAlready, StandsInElsewhere
from chungtay.rosters.actions.shifts import OnShiftAlready, RestTooShort
from chungtay.rosters.keeping import answers_now, duties
from chungtay.rosters.models import Cover, Presence
from chungtay.rosters.tests.examples import (
    DAY,
    HOUR,
    absence,
    beat,
    chief,
    officer,
    shift,
)
from chungtay.rosters.tests.rows import presences, rows


def do(world, duty, who, starts, hours, at=None):
    return cover(
        actor=chief(world), at=at or world.at, duty=duty, stand_in=who, starts_at=starts,
        ends_at=starts + hours * HOUR,
    )  # fmt: skip


def test_a_stretch_of_a_shift_is_the_stand_ins_and_the_rest_stays_the_officers(world):
    duty, other = shift(world), officer(world)
    made = do(world, duty, other, duty.starts_at + 2 * HOUR, 4)
    assert made.relieves == duty.officer
    assert presences(duty) == [
        (duty.officer_id, duty.starts_at, made.starts_at),
        (other.pk, made.starts_at, made.ends_at),
        (duty.officer_id, made.ends_at, duty.ends_at),
    ]


def test_what_lies_outside_the_shift_is_not_covered(world):
    duty, other = shift(world, hours=6), officer(world)
    made = do(world, duty, other, duty.starts_at + 2 * HOUR, 16)
    assert made.ends_at == duty.ends_at
    with pytest.raises(AwkwardTime):
        do(world, duty, other, duty.ends_at, 2)


def test_on_a_beat_the_stand_in_answers_and_afterwards_the_keeper_again(world):
    keeper, other = officer(world), officer(world)
    mine = beat(world, keeper=keeper)
    made = do(world, mine, other, world.at, 16)
    (now,) = answers_now(world.ward.pk, world.at)
    assert (now.officer_id, now.standing_in, now.keeper_id) == (other.pk, True, keeper.pk)
    (after,) = answers_now(world.ward.pk, made.ends_at)
    assert (after.officer_id, after.standing_in) == (keeper.pk, False)


def test_nobody_is_in_two_places_at_once(world):
    one = shift(world)
    busy = shift(world).officer
    with pytest.raises(OnShiftAlready):
        do(world, one, busy, one.starts_at, 4)


def test_nobody_stands_in_for_two_people_at_once(world):
    first, second = (beat(world, keeper=officer(world)) for _ in range(2))
    other = officer(world)
    do(world, first, other, world.at, 4)
    with pytest.raises(StandsInElsewhere):
        do(world, second, other, world.at + HOUR, 1)
    do(world, second, other, world.at + 4 * HOUR, 1)


def test_who_stands_in_takes_the_shift_and_the_beat_of_one_person(world):
    leaving, other = officer(world), officer(world)
    mine, duty = beat(world, keeper=leaving), shift(world, leaving)
    do(world, mine, other, duty.starts_at, 4)
    do(world, duty, other, duty.starts_at, 4)
    kept = duties(other.pk, duty.starts_at, duty.starts_at + 4 * HOUR)
    assert [d.kind for d in kept] == ["beat", "shift"]
    assert duties(leaving.pk, duty.starts_at, duty.starts_at + 4 * HOUR) == []


def test_the_rest_before_and_after_is_kept(world):
    duty = shift(world, starts=world.at + 24 * HOUR)
    tired, early = officer(world), officer(world)
    shift(world, tired, starts=duty.starts_at - 17 * HOUR, hours=6)
    shift(world, early, starts=duty.ends_at + 11 * HOUR, hours=6)
    for who in (tired, early):
        with pytest.raises(RestTooShort):
            do(world, duty, who, duty.starts_at, 12)
    assert not rows(Cover).exists()


def test_twelve_hours_are_enough(world):
    duty, other = shift(world, starts=world.at + 24 * HOUR), officer(world)
    shift(world, other, starts=duty.starts_at - 18 * HOUR, hours=6)
    do(world, duty, other, duty.starts_at, 12)


def test_who_stood_in_and_goes_too_is_relieved_for_that_stretch_only(world):
    keeper, first, second = (officer(world) for _ in range(3))
    mine = beat(world, keeper=keeper)
    do(world, mine, first, world.at, 72)
    again = do(world, mine, second, world.at + DAY, 16)
    assert again.relieves == first
    who = [
        answers_now(world.ward.pk, world.at + hours * HOUR)[0].officer_id
        for hours in (23, 24, 39, 40, 71, 72)
    ]
    assert who == [first.pk, second.pk, second.pk, first.pk, first.pk, keeper.pk]


def test_who_is_away_or_not_of_the_ward_does_not_stand_in(world):
    duty = shift(world)
    absent = officer(world)
    absence(world, absent)
    with pytest.raises(AwayThen) as refused:
        do(world, duty, absent, duty.starts_at, 4)
    assert "vắng" in str(refused.value) and "phép" not in str(refused.value)
    with pytest.raises(NotOfWard):
        do(world, duty, officer(world, place=world.other_ward), duty.starts_at, 4)


def test_who_is_sent_to_help_holds_a_post_here_and_stands_in(world):
    from chungtay.access.actions import appoint
    from chungtay.access.roles import Role

    duty, sent = shift(world), officer(world, place=world.other_ward)
    appoint(
        actor=world.system, at=world.at - DAY, place=world.ward, account=sent,
        role=Role.AREA_OFFICER,
    )  # fmt: skip
    assert do(world, duty, sent, duty.starts_at, 4).stand_in == sent


def test_nobody_stands_in_for_themselves(world):
    keeper = officer(world)
    for duty in (shift(world, keeper), beat(world, keeper=keeper)):
        with pytest.raises(CoveredAlready):
            do(world, duty, keeper, getattr(duty, "starts_at", world.at), 4)


def test_a_beat_that_is_nobodys_can_be_covered(world):
    mine, other = beat(world), officer(world)
    made = do(world, mine, other, world.at, 4)
    assert made.relieves is None
    with pytest.raises(StandsInElsewhere):
        do(world, beat(world), other, world.at, 4)


def test_the_database_alone_refuses_somebody_twice(world):
    one, two = shift(world), shift(world)
    (there,) = rows(Presence).filter(shift=one)
    there.pk, there.shift = None, two
    with pytest.raises(IntegrityError, match="presence_once_at_a_time"), transaction.atomic():
        there.save(force_insert=True)
