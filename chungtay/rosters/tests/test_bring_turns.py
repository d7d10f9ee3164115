"""Many turns in one act: what cannot be put on is left out and said."""

import pytest

from chungtay.journal.models import Entry
from chungtay.rosters.actions import Turn, bring_turns
from chungtay.rosters.actions.checks import NotStanding
from chungtay.rosters.models import Shift
from chungtay.rosters.tests.examples import HOUR, chief, officer, watch


def turn(where, who, world, starts=1, hours=8):
    begins = world.at + starts * HOUR
    return Turn(where.pk, who.pk, begins, begins + hours * HOUR)


def brings(world, *turns):
    return bring_turns(actor=chief(world), at=world.at, place=world.ward, turns=turns)


def test_all_are_put_on_in_one_act(world):
    where, one, two = watch(world), officer(world), officer(world)
    brought = brings(world, turn(where, one, world), turn(where, two, world, starts=9))
    assert len(brought.made) == 2 and brought.left_out == {}
    act = Entry.objects.get(verb="rosters.bring_turns")
    assert Entry.objects.filter(verb="rosters.put_on_shift", part_of=act).count() == 2


def test_without_rest_between_two_turns_of_the_file_the_second_is_left_out(world):
    where, who = watch(world), officer(world, "Hồ Anh Thư")
    brought = brings(world, turn(where, who, world), turn(where, who, world, starts=12))
    assert len(brought.made) == 1
    assert "Hồ Anh Thư" in brought.left_out[1] and "cần nghỉ" in brought.left_out[1]


def test_a_post_of_another_ward_is_refused_and_nothing_is_put_on(world):
    there = watch(world, place=world.other_ward)
    with pytest.raises(NotStanding):
        brings(world, turn(there, officer(world), world))
    assert not Shift.objects.unscoped(why="tests look at everything").exists()
