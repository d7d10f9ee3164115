"""Whoever stands in has rested twelve hours, for a beat as for a turn at the desk."""

import pytest

from chungtay.blood.actions import come, make_call
from chungtay.blood.tests.examples import asks, wanted
from chungtay.releases.actions import covering
from chungtay.releases.tests.scene import (
    HOUR,
    Tapping,
    commander,
    officer,
    on_shift,
    release_of,
    serving,
)
from chungtay.rosters.tests import examples as rosters


@pytest.fixture
def release(world):
    """The keeper of a beat, who has no turn at a desk, said yes."""
    commander(world)
    word = serving(world)
    rosters.beat(world, keeper=word.account)
    made = make_call(actor=world.system, at=world.at, **wanted(world))
    ask = next(one for one in asks(made) if one.donor_id == word.donor_id)
    come(actor=Tapping(ask.actor_id, "blood.come"), at=world.at, ask=ask)
    return release_of(ask)


@pytest.mark.parametrize(("ended", "proposed"), [(2, False), (11, False), (12, True), (40, True)])
def test_a_turn_that_ended_lately_leaves_nobody_rested(world, release, ended, proposed):
    tired = officer(world, "Mai Xuân Lộc")
    on_shift(world, tired, starts=world.at - (ended + 8) * HOUR)
    found = {one.account_id for one in covering.stand_ins(release, world.at)}
    assert (tired.pk in found) is proposed


def test_who_had_no_turn_in_a_week_is_rested(world, release):
    free = officer(world, "Mai Xuân Lộc")
    assert free.pk in {one.account_id for one in covering.stand_ins(release, world.at)}
