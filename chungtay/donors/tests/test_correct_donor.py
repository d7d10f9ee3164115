"""What was written wrong of a donor becomes right, and the days follow from it."""

import pytest

from chungtay.donors.actions import AlreadyLeft, correct_donor, leave
from chungtay.donors.models import NEVER, Donor
from chungtay.donors.tests.examples import donor
from chungtay.donors.tests.test_pause import asked, fresh
from chungtay.journal.act import NotAllowed
from chungtay.kit import clock
from chungtay.transfusion.groups import Group
from chungtay.transfusion.weight import Band


def right(world, one, weight=None, group=Group.B_POS, actor=None):
    return correct_donor(
        actor=actor or world.officer, at=world.at, donor=one, group=group,
        source=Donor.Source.LAB, weight=weight,
    )  # fmt: skip


def test_group_source_and_weight_are_as_said(world):
    one = donor(world)
    right(world, one, Band.FROM_60, Group.A_NEG)
    found = fresh(world, one)
    assert (found.group, found.source, found.weight) == (1, "lab", "60")
    assert found.next_platelets_on < clock.today(world.at)


def test_under_fifty_kilograms_nobody_asks_for_platelets_and_still_for_whole_blood(world):
    one = donor(world)
    right(world, one, Band.FROM_45)
    found = fresh(world, one)
    assert (found.next_platelets_on, found.next_plasma_on) == (NEVER, NEVER)
    assert found.next_whole_on < clock.today(world.at) and asked(world) == set()


def test_under_42_kilograms_nobody_asks_for_anything(world):
    one = donor(world)
    right(world, one, Band.UNDER_42)
    found = fresh(world, one)
    assert {found.next_whole_on, found.next_platelets_on, found.next_plasma_on} == {NEVER}


def test_weighed_again_they_are_asked_again(world):
    one = donor(world)
    right(world, one, Band.UNDER_42)
    right(world, one, Band.FROM_50)
    assert asked(world) == {one.pk}


def test_whoever_left_is_not_corrected(world):
    one = donor(world)
    leave(actor=world.officer, at=world.at, donor=one)
    with pytest.raises(AlreadyLeft):
        right(world, one)


def test_the_officer_of_another_ward_may_not(world):
    with pytest.raises(NotAllowed):
        right(world, donor(world), actor=world.elsewhere)
