"""A beat is opened, made of groups of the ward."""

import pytest

from chungtay.access.actions import name_groups
from chungtay.rosters.actions import open_beat
from chungtay.rosters.actions.beats import NotAGroupHere
from chungtay.rosters.actions.checks import AlreadyNamed, NoName
from chungtay.rosters.models import Beat, Ground
from chungtay.rosters.tests.examples import beat, chief
from chungtay.rosters.tests.rows import rows


def do(world, name, **more):
    return open_beat(actor=chief(world), at=world.at, place=world.ward, name=name, **more)


def test_it_stands_from_that_moment_with_its_groups(world):
    groups = name_groups(
        actor=world.system, at=world.at, place=world.ward, names=["Tổ 901", "Tổ 902"]
    )
    made = do(world, "  Địa bàn  3 ", groups=groups)
    assert (made.name, made.opened_at) == ("Địa bàn 3", world.at)
    assert set(rows(Ground).values_list("group", flat=True)) == {g.pk for g in groups}


def test_the_same_name_twice_is_refused_and_without_a_name_too(world):
    do(world, "Địa bàn 3")
    with pytest.raises(AlreadyNamed):
        do(world, "địa bàn 3")
    with pytest.raises(NoName):
        do(world, " . ")
    assert rows(Beat).count() == 1


def test_a_group_lies_in_one_beat(world):
    groups = name_groups(actor=world.system, at=world.at, place=world.ward, names=["Tổ 901"])
    do(world, "Địa bàn 3", groups=groups)
    with pytest.raises(NotAGroupHere):
        do(world, "Địa bàn 4", groups=groups)


def test_a_group_of_another_ward_is_refused(world):
    groups = name_groups(actor=world.system, at=world.at, place=world.other_ward, names=["Tổ 901"])
    with pytest.raises(NotAGroupHere):
        do(world, "Địa bàn 3", groups=groups)


def test_the_name_is_free_again_once_a_beat_is_closed(world):
    from chungtay.rosters.actions import close_beat

    close_beat(actor=chief(world), at=world.at, beat=beat(world, "Địa bàn 3"))
    do(world, "Địa bàn 3")
