"""Whoever was to stand in cannot: another does."""

import pytest

from chungtay.blood.actions import set_out
from chungtay.releases.actions import NotFree, OutOfOrder, change_stand_in
from chungtay.releases.tests.scene import (
    Tapping,
    ask_of,
    cleared,
    commander,
    granted,
    leave_of,
    spare,
    stand_in,
)
from chungtay.releases.tests.test_decide import covers, texts
from chungtay.rosters.tests import examples as rosters


def change(world, release, who):
    return change_stand_in(actor=commander(world), at=world.at, release=release, stand_in=who)


def go(world, release):
    ask = ask_of(release)
    actor = Tapping(ask.actor_id, "blood.set_out")
    return set_out(actor=actor, at=world.at, ask=ask, minutes=0)


def test_a_stand_in_who_falls_away_stops_the_going_until_another_is_named(world):
    release = granted(world)
    rosters.absence(world, stand_in(world), days=2)
    with pytest.raises(OutOfOrder, match="chưa có người thay"):
        go(world, release)
    other = spare(world, "Hồ Anh Thư")
    change(world, release, other)
    assert {row.stand_in_id for row in covers().filter(ends_at__gt=world.at)} == {other.pk}
    assert leave_of(release).stand_in == other
    assert "Hồ Anh Thư trực thay" in texts(ask_of(release).actor_id)[-2]
    assert go(world, release)


def test_whoever_need_not_stand_in_any_more_is_told(world):
    release = granted(world)
    change(world, release, spare(world, "Hồ Anh Thư"))
    assert "không cần trực thay nữa" in texts(stand_in(world).actor_id)[-1]


def test_before_a_yes_there_is_none_to_change(world):
    with pytest.raises(OutOfOrder, match="chưa được duyệt"):
        change(world, cleared(world), stand_in(world))


def test_another_who_is_not_free_changes_nothing(world):
    release = granted(world)
    away = spare(world, "Hồ Anh Thư")
    rosters.absence(world, away, days=2)
    with pytest.raises(NotFree):
        change(world, release, away)
    assert {row.stand_in for row in covers()} == {stand_in(world)}
