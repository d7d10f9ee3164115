"""Nobody has rested and is free: no rest is shortened, and there is no dead end."""

import pytest

from chungtay.blood.models import Call
from chungtay.releases import showing
from chungtay.releases.actions import AnsweredAlready, covering
from chungtay.releases.tests.scene import (
    HOUR,
    MINUTE,
    cleared,
    commander,
    deputy,
    fresh,
    granted,
    leave_of,
    spare,
    stand_in,
)
from chungtay.releases.tests.test_decide import covers, no, seat
from chungtay.rosters.tests import examples as rosters


def test_with_nobody_rested_the_page_says_from_when_somebody_is_and_leaves_no_dead_end(world):
    release = cleared(world, hours=23)
    rows = Call.objects.unscoped(why="put where it is looked for").filter(pk=release.call_id)
    rows.update(deadline=world.at + 20 * HOUR)
    for away in (stand_in(world), commander(world).account, deputy(world).account):
        rosters.absence(world, away, days=2)
    late = spare(world, "Hồ Anh Thư")
    rosters.shift(world, late, starts=world.at - 13 * HOUR, hours=12)
    strip = showing.strip_of(fresh(release), leave_of(release), world.at)
    assert strip.stand_ins == [] and "Hồ Anh Thư" in strip.wait
    assert strip.later[0] == world.at + 11 * HOUR
    assert covering.stand_ins(release, strip.later[0] - MINUTE) == []
    rows.update(deadline=world.at + 10 * HOUR)
    strip = showing.strip_of(fresh(release), leave_of(release), world.at)
    assert strip.later is None and "chưa ai nghỉ đủ" in strip.wait


def test_after_a_yes_whose_stand_in_fell_away_a_no_is_heard_and_nothing_is_left(world):
    release = granted(world)
    with pytest.raises(AnsweredAlready):
        no(world, release)
    rosters.absence(world, stand_in(world), days=2)
    no(world, release)
    assert (fresh(release).ending, seat(release)) == ("declined", None)
    assert not covers().filter(ends_at__gt=world.at).exists()
    leave = leave_of(release)
    assert (leave.granted, leave.stand_in_id) == (False, None)
