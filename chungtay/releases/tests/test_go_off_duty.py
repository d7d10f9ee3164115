"""A duty that is taken back while the steps are under way: they go as any donor does."""

import pytest

from chungtay.releases.actions import NothingChanged, answer_doctor, go_off_duty
from chungtay.releases.models import Clearance
from chungtay.releases.tasks import tend_at
from chungtay.releases.tests.scene import (
    MINUTE,
    ask_of,
    ask_of_clearance,
    asked,
    came,
    cleared,
    commander,
    fresh,
    granted,
    off_shifts,
    release_of,
    serving,
    spare,
    stand_in,
)
from chungtay.releases.tests.test_begin import seat
from chungtay.releases.tests.test_decide import covers, texts
from chungtay.rosters.actions import take_back_beat
from chungtay.rosters.models import Beat
from chungtay.rosters.tests import examples as rosters


@pytest.mark.parametrize("step", [came, asked, cleared, granted])
def test_a_shift_taken_off_ends_the_steps_wherever_they_stand(world, step):
    made = step(world)
    release = made if step is not asked else release_of(ask_of_clearance(made))
    Clearance.objects.unscoped(why="asked by no rule").update(code="")
    off_shifts(world, release)
    tend_at(world.at + MINUTE)
    assert fresh(release).ending == "free"
    ask = ask_of(release)
    assert seat(ask).expires_at is not None
    assert "Xin anh/chị đến" in texts(ask.actor_id)[-1]
    assert any("không còn ca trực" in text for text in texts(ask.actor_id))
    assert not covers().filter(ended_in=None).exists()


def test_whoever_was_to_stand_in_is_told(world):
    release = granted(world)
    rosters.beat(world, keeper=release.account)
    off_shifts(world, release)
    tend_at(world.at + MINUTE)
    assert fresh(release).ended_in_id is None, "the beat is still theirs"
    for beat in Beat.objects.unscoped(why="tests look"):
        take_back_beat(actor=commander(world), at=world.at, beat=beat)
    tend_at(world.at + 2 * MINUTE)
    assert fresh(release).ending == "free"
    told = texts(commander(world).actor_id)[-1]
    assert "không còn ca trực" in told and "Không cần người thay nữa" in told
    assert stand_in(world) and not any("giữ ca của mình" in t for t in [told])


def test_a_published_rule_still_waits_for_the_doctor(world):
    clearance = asked(world)
    Clearance.objects.unscoped(why="as a rule asks").filter(pk=clearance.pk).update(code="covid")
    release = release_of(ask_of_clearance(clearance))
    off_shifts(world, release)
    tend_at(world.at + MINUTE)
    assert fresh(release).ended_in_id is None
    answer_doctor(
        actor=world.system, at=world.at, clearance=fresh(clearance), result="may", doctor="Bs Thảo"
    )
    assert fresh(release).ending == "free"


def test_while_the_shift_stands_nothing_changes(world):
    release = came(world)
    with pytest.raises(NothingChanged):
        go_off_duty(actor=world.system, at=world.at, release=release)
    tend_at(world.at + MINUTE)
    assert fresh(release).ended_in_id is None
    assert serving and spare
