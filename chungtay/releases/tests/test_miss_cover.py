"""Whoever was to stand in falls away before the donor has left."""

import pytest

from chungtay.blood.models import Seat
from chungtay.releases.actions import NotDue, miss_cover
from chungtay.releases.tasks import tend_at
from chungtay.releases.tests.scene import (
    MINUTE,
    ask_of,
    commander,
    fresh,
    granted,
    leave_of,
    stand_in,
)
from chungtay.releases.tests.test_decide import texts
from chungtay.rosters.tests import examples as rosters


def test_the_place_is_kept_again_and_who_approved_is_told_once(world):
    release = granted(world)
    rosters.absence(world, stand_in(world), days=2)
    before = len(texts(commander(world).actor_id))
    for minute in (1, 2):
        tend_at(world.at + minute * MINUTE)
    told = texts(commander(world).actor_id)[before:]
    assert len([text for text in told if "nay chưa có người thay" in text]) == 1
    seat = Seat.objects.unscoped(why="tests look").get(ask=release.ask_id, freed_in=None)
    assert seat.expires_at is None and leave_of(release).uncovered_in_id
    assert "Đang chờ: người thay" in texts(ask_of(release).actor_id)[-1]


def test_while_they_stand_in_nothing_is_told(world):
    release = granted(world)
    tend_at(world.at + MINUTE)
    with pytest.raises(NotDue):
        miss_cover(actor=world.system, at=world.at, ask=ask_of(release))
    assert fresh(leave_of(release)).uncovered_in_id is None
