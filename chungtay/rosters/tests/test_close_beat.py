"""A beat that is no more frees its groups, its keeper and whoever stands in."""

import pytest

from chungtay.access.actions import name_groups
from chungtay.rosters.actions import close_beat, give_beat, lay_out_beat
from chungtay.rosters.actions.checks import NotStanding
from chungtay.rosters.models import Cover, Ground, Keeping
from chungtay.rosters.tests.examples import HOUR, beat, chief, cover, officer
from chungtay.rosters.tests.rows import rows


def test_what_ran_ends_with_it(world):
    mine = beat(world, keeper=officer(world))
    groups = name_groups(actor=world.system, at=world.at, place=world.ward, names=["Tổ 901"])
    lay_out_beat(actor=chief(world), at=world.at - HOUR, beat=mine, groups=groups)
    made = cover(world, mine, hours=8)
    close_beat(actor=chief(world), at=world.at + HOUR, beat=mine)
    ended = world.at + HOUR
    assert rows(Keeping).get().ends_at == rows(Ground).get().ends_at == ended
    assert rows(Cover).get(pk=made.pk).ends_at == ended


def test_a_closed_beat_is_not_given_nor_closed_again(world):
    mine = beat(world)
    close_beat(actor=chief(world), at=world.at, beat=mine)
    with pytest.raises(NotStanding):
        close_beat(actor=chief(world), at=world.at, beat=mine)
    with pytest.raises(NotStanding):
        give_beat(actor=chief(world), at=world.at, beat=mine, officer=officer(world))
