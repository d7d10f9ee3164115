"""A beat has one named keeper at a time."""

import pytest

from chungtay.rosters.actions import give_beat
from chungtay.rosters.actions.beats import KeptAlready
from chungtay.rosters.actions.checks import NotOfWard
from chungtay.rosters.keeping import answers_now
from chungtay.rosters.models import Keeping
from chungtay.rosters.tests.examples import DAY, HOUR, beat, chief, officer
from chungtay.rosters.tests.rows import rows


def do(world, mine, who, **more):
    return give_beat(actor=chief(world), at=world.at, beat=mine, officer=who, **more)


def test_it_goes_from_one_to_the_next_without_a_gap(world):
    first, second = officer(world), officer(world)
    mine = beat(world, keeper=first)
    do(world, mine, second, starts_at=world.at + DAY)
    before, after = (
        answers_now(world.ward.pk, world.at + DAY + step)[0].officer_id
        for step in (-HOUR, 0 * HOUR)
    )
    assert (before, after) == (first.pk, second.pk)
    assert rows(Keeping).get(officer=first).ends_at == world.at + DAY


def test_who_keeps_it_already_is_not_given_it_again(world):
    who = officer(world)
    mine = beat(world, keeper=who)
    with pytest.raises(KeptAlready):
        do(world, mine, who)


def test_before_the_beat_was_or_before_the_keeper_began_is_refused(world):
    mine = beat(world, at=world.at - DAY, keeper=officer(world))
    with pytest.raises(KeptAlready):
        do(world, mine, officer(world), starts_at=world.at - 2 * DAY)
    assert rows(Keeping).count() == 1


def test_somebody_without_a_post_here_keeps_nothing(world):
    with pytest.raises(NotOfWard):
        do(world, beat(world), officer(world, place=world.other_ward))
