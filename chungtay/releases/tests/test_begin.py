"""A donor says yes: what begins for one on duty, and does not for others (`blood.come`)."""

import pytest

from chungtay.blood.actions import come
from chungtay.blood.models import Seat
from chungtay.blood.tests.examples import asks, call
from chungtay.journal.models import Entry, Message
from chungtay.kit.errors import Refused
from chungtay.releases.models import Release
from chungtay.releases.tests.scene import (
    HOUR,
    Tapping,
    ask_of,
    came,
    on_shift,
    release_of,
    serving,
)
from chungtay.rosters.tests import examples as rosters


def tap(world, ask, at=None):
    return come(actor=Tapping(ask.actor_id, "blood.come"), at=at or world.at, ask=ask)


def last(actor_id):
    return Message.objects.filter(recipient_id=actor_id).latest("pk")


def seat(ask):
    return Seat.objects.unscoped(why="tests look").filter(ask=ask, freed_in=None).first()


def test_the_place_of_a_donor_on_duty_is_held_and_they_read_what_comes_next(world):
    release = came(world)
    ask = ask_of(release)
    assert seat(ask).expires_at is None
    message = last(ask.actor_id)
    assert "giữ chỗ" in message.text and "Xin chưa đi vội" in message.text
    assert [(a["label"], a["verb"]) for a in message.answers] == [
        ("Tôi thấy khỏe, hỏi bác sĩ giúp", "releases.ask_doctor"),
        ("Tôi không đến được nữa", "blood.cannot_come"),
    ]
    assert "bệnh" not in message.text.replace("bệnh viện", "")
    assert Entry.objects.get(verb="releases.begin").sealed


def test_without_duty_they_are_a_donor_like_any_other(world):
    serving(world)
    (ask,) = asks(call(world))
    tap(world, ask)
    assert release_of(ask) is None and seat(ask).expires_at is not None
    assert "Xin anh/chị đến" in last(ask.actor_id).text


@pytest.mark.parametrize("starts, begins", [(3, True), (5, False)])
def test_a_turn_that_begins_within_four_hours_counts(world, starts, begins):
    word = serving(world)
    on_shift(world, word.account, starts=world.at + starts * HOUR)
    (ask,) = asks(call(world))
    tap(world, ask)
    assert (release_of(ask) is not None) == begins


def test_a_beat_is_a_duty_too(world):
    word = serving(world)
    rosters.beat(world, keeper=word.account)
    (ask,) = asks(call(world))
    tap(world, ask)
    assert release_of(ask).place_id == world.ward.pk


def test_a_reserve_begins_only_when_they_move_up(world):
    from chungtay.blood.actions import cannot_come
    from chungtay.donors.tests.examples import donor

    word = serving(world)
    on_shift(world, word.account)
    donor(world)
    made = call(world, units=1)
    mine = next(one for one in asks(made) if one.donor_id == word.donor_id)
    (other,) = [one for one in asks(made) if one.pk != mine.pk]
    tap(world, other)
    tap(world, mine)
    assert release_of(mine) is None and "dự bị" in last(mine.actor_id).text
    cannot_come(actor=Tapping(other.actor_id, "blood.cannot_come"), at=world.at, ask=other)
    assert release_of(mine).ended_in_id is None
    assert "giữ chỗ" in last(mine.actor_id).text


def test_said_twice_it_begins_once(world):
    release = came(world)
    tap(world, ask_of(release))
    assert Release.objects.unscoped(why="tests look at everything").count() == 1


def test_of_two_calls_at_once_the_second_is_refused_kindly(world):
    release = came(world)
    from chungtay.donors.models import Donor

    Donor.objects.unscoped(why="a critical call asks again").update(last_asked_at=None, rests=False)
    made = call(world)
    ask = next(a for a in asks(made) if a.donor_id == ask_of(release).donor_id)
    with pytest.raises(Refused, match="lời gọi khác"):
        tap(world, ask)
    assert seat(ask) is None
