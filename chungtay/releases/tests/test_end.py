"""Every other way in which it ends: silence, the deadline, the call, a gift, nobody there."""

from datetime import timedelta

import pytest

from chungtay.blood.actions import expire_place, no_show, record_gift, set_out, stand_down
from chungtay.blood.models import Seat, StandDown
from chungtay.journal.models import Message
from chungtay.releases.actions import end
from chungtay.releases.tasks import tend_at
from chungtay.releases.tests.scene import (
    HOUR,
    MINUTE,
    Tapping,
    ask_of,
    asked,
    call_of,
    came,
    cleared,
    commander,
    fresh,
    granted,
    spare,
)
from chungtay.releases.tests.test_decide import covers, texts
from chungtay.rosters.actions import cover
from chungtay.rosters.models import Shift


def held(release):
    rows = Seat.objects.unscoped(why="tests look at everything")
    return rows.filter(ask=release.ask_id, freed_in=None).exists()


def running_covers(at):
    return covers().filter(ends_at__gt=at)


def test_who_never_asked_a_doctor_loses_the_place_after_fifteen_minutes(world):
    release = came(world)
    tend_at(world.at + timedelta(minutes=14, seconds=59))
    assert held(release)
    tend_at(world.at + 15 * MINUTE)
    assert (fresh(release).ending, held(release)) == ("silent", False)


def test_while_doctor_or_commander_think_the_place_does_not_expire(world):
    release = came(world)
    asked(world, release)
    tend_at(world.at + 2 * HOUR)
    assert held(release) and fresh(release).ended_in_id is None


@pytest.mark.parametrize("begin", [came, cleared, granted])
def test_when_the_deadline_passes_before_they_left_it_is_over(world, begin):
    release = begin(world)
    at = world.at + 3 * HOUR
    tend_at(at)
    assert (fresh(release).ending, held(release)) == ("late", False)
    assert not running_covers(at).exists()


@pytest.mark.parametrize("begin", [came, cleared, granted])
def test_when_the_call_closes_it_is_over_and_the_cover_ends(world, begin):
    release = begin(world)
    stand_down(actor=world.officer, at=world.at, call=call_of(release))
    assert fresh(release).ending == "closed" and not running_covers(world.at).exists()


def test_after_a_gift_the_cover_lasts_on(world):
    release = granted(world, units=1)
    record_gift(actor=world.officer, at=world.at + HOUR, ask=ask_of(release))
    assert fresh(release).ending == "gave"
    assert running_covers(world.at + 6 * HOUR).exists()


@pytest.mark.parametrize("how", [expire_place, no_show])
def test_who_does_not_set_out_or_does_not_arrive_keeps_their_turn(world, how):
    release = granted(world)
    at = world.at + 20 * MINUTE
    how(actor=world.system, at=at, ask=ask_of(release))
    assert fresh(release).ending == "withdrew" and not running_covers(at).exists()


def test_after_an_expired_place_the_steps_begin_anew(world):
    release = granted(world)
    ask, at = ask_of(release), world.at + 20 * MINUTE
    expire_place(actor=world.system, at=at, ask=ask)
    set_out(actor=Tapping(ask.actor_id, "blood.set_out"), at=at, ask=ask, minutes=0)
    from chungtay.releases.tests.scene import release_of

    again = release_of(ask)
    assert again.pk != release.pk and again.ended_in_id is None and held(again)


def test_ended_twice_it_is_one_end_and_one_word(world):
    release = came(world)
    end(actor=world.system, at=world.at, release=release, ending="silent")
    before = Message.objects.count()
    end(actor=world.system, at=world.at, release=release, ending="late")
    assert (fresh(release).ending, Message.objects.count()) == ("silent", before)
    assert StandDown.objects.unscoped(why="tests look").filter(ask=release.ask_id).count() == 1


def test_when_the_call_closes_after_they_left_the_cover_lasts_for_their_rest(world):
    release = granted(world)
    ask = ask_of(release)
    set_out(actor=Tapping(ask.actor_id, "blood.set_out"), at=world.at, ask=ask, minutes=0)
    stand_down(actor=world.officer, at=world.at, call=call_of(release))
    assert fresh(release).ending == "closed" and running_covers(world.at).exists()


def test_a_cover_made_by_hand_meanwhile_is_named_to_who_approved(world):
    release = granted(world)
    shift = Shift.objects.unscoped(why="tests look").get(officer=release.account_id)
    other = spare(world, "Hồ Anh Thư")
    cover(
        actor=commander(world), at=world.at, duty=shift, stand_in=other, starts_at=world.at + HOUR,
        ends_at=shift.ends_at,
    )  # fmt: skip
    end(actor=world.system, at=world.at, release=release, ending="withdrew")
    (left,) = running_covers(world.at)
    assert left.stand_in == other
    told = texts(commander(world).actor_id)
    assert "giữ ca của mình" in told[-2]
    assert "Hồ Anh Thư vẫn trực thay ở Trực ban" in told[-1] and "bỏ ở trang lịch trực" in told[-1]
    assert not any("vẫn trực thay" in text for text in texts(other.actor_id))
