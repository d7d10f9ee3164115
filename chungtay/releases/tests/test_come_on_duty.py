"""A shift or a beat that came after the place was taken starts the steps; a strenuous turn too."""

from datetime import UTC, datetime

import pytest

from chungtay.blood.actions import come, make_call, record_gift, set_out
from chungtay.blood.models import Arrival, Ask
from chungtay.blood.tests.examples import asks, call, wanted
from chungtay.donors.models import Donor
from chungtay.journal.models import Refusal
from chungtay.kit.errors import Refused
from chungtay.releases.actions import NothingChanged, come_on_duty, covering
from chungtay.releases.models import Release
from chungtay.releases.tasks import tend_at
from chungtay.releases.tests.scene import (
    HOUR,
    MINUTE,
    Tapping,
    cleared,
    commander,
    granted,
    on_shift,
    release_of,
    serving,
    spare,
)
from chungtay.releases.tests.test_begin import last, seat, tap
from chungtay.releases.tests.test_decide import together
from chungtay.rosters.actions import give_beat
from chungtay.rosters.models import Watch
from chungtay.rosters.tests import examples as rosters
from conftest import World


def seated(world, **more):
    """An officer off duty has a place."""
    word = serving(world)
    commander(world), spare(world)
    ask = next(one for one in asks(call(world, **more)) if one.donor_id == word.donor_id)
    tap(world, ask)
    assert release_of(ask) is None and seat(ask).expires_at is not None
    return word, ask


def test_a_shift_put_on_afterwards_starts_the_steps(world):
    word, ask = seated(world)
    on_shift(world, word.account, starts=world.at + HOUR)
    tend_at(world.at + MINUTE)
    assert release_of(ask).ended_in_id is None and seat(ask).expires_at is None
    message = last(ask.actor_id)
    assert "lịch trực nay có tên anh/chị: Trực ban" in message.text
    assert message.answers[0]["verb"] == "releases.ask_doctor"
    release = granted(world, cleared(world, release_of(ask)))
    assert covering.all_of(release, world.at)


def test_it_starts_once_and_refuses_nothing_in_the_books(world):
    word, ask = seated(world)
    on_shift(world, word.account)
    for minute in (1, 2, 3):
        tend_at(world.at + minute * MINUTE)
    assert Release.objects.unscoped(why="tests look").count() == 1
    assert not Refusal.objects.filter(verb="releases.come_on_duty").exists()
    assert ask.pk == release_of(ask).ask_id


def test_a_beat_given_afterwards_starts_them_too(world):
    word, ask = seated(world)
    give_beat(actor=commander(world), at=world.at, beat=rosters.beat(world), officer=word.account)
    tend_at(world.at + MINUTE)
    assert release_of(ask).place_id == world.ward.pk


def test_a_turn_that_comes_nearer_starts_them(world):
    word, ask = seated(world, deadline=world.at + 5 * HOUR)
    on_shift(world, word.account, starts=world.at + 5 * HOUR)
    set_out(actor=Tapping(ask.actor_id, "blood.set_out"), at=world.at, ask=ask, minutes=240)
    tend_at(world.at + 30 * MINUTE)
    assert release_of(ask) is None
    tend_at(world.at + 61 * MINUTE)
    assert release_of(ask) is not None


@pytest.mark.parametrize("strenuous", [True, False])
def test_a_strenuous_turn_counts_until_twelve_hours_after(world, strenuous):
    word, ask = seated(world)
    where = rosters.watch(world, name="Tuần tra xe máy")
    Watch.objects.unscoped(why="tests set it").filter(pk=where.pk).update(strenuous=strenuous)
    on_shift(world, word.account, starts=world.at + 10 * HOUR, where=where)
    tend_at(world.at + MINUTE)
    assert (release_of(ask) is not None) == strenuous


def test_whoever_is_on_the_way_is_not_held_up_and_reads_of_the_rest(world):
    word, ask = seated(world)
    set_out(actor=Tapping(ask.actor_id, "blood.set_out"), at=world.at, ask=ask, minutes=0)
    on_shift(world, word.account, starts=world.at + HOUR)
    tend_at(world.at + MINUTE)
    assert release_of(ask) is None
    record_gift(actor=world.system, at=world.at + HOUR, ask=ask)
    texts = [m.text for m in last_all(ask.actor_id)]
    assert any("nghỉ 12 giờ" in text and "Trực ban" in text for text in texts)


def last_all(actor_id):
    from chungtay.journal.models import Message

    return Message.objects.filter(recipient_id=actor_id)


def test_they_must_not_set_out_before_the_minute_has_come(world):
    word, ask = seated(world)
    on_shift(world, word.account)
    with pytest.raises(Refused, match="bác sĩ"):
        set_out(actor=Tapping(ask.actor_id, "blood.set_out"), at=world.at, ask=ask, minutes=0)
    assert not Arrival.objects.unscoped(why="tests look").exists()


def test_of_whoever_has_no_duty_nothing_begins(world):
    _word, ask = seated(world)
    with pytest.raises(NothingChanged):
        come_on_duty(actor=world.system, at=world.at, ask=ask)


def test_who_gave_off_duty_is_proposed_to_nobody_for_twelve_hours(world):
    word = serving(world, spare(world, "Hồ Anh Thư"), n=4)
    made = call(world, units=3)
    ask = next(one for one in asks(made) if one.donor_id == word.donor_id)
    tap(world, ask)
    record_gift(actor=world.system, at=world.at, ask=ask)
    release = cleared(world)
    names = {one.name for one in covering.stand_ins(release, world.at)}
    assert "Mai Xuân Lộc" in names and "Hồ Anh Thư" not in names


@pytest.mark.database
def test_two_yeses_of_one_officer_at_once_are_one_release_and_one_sentence(own_database):
    world = World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC))
    word = serving(world)
    on_shift(world, word.account)
    first = make_call(actor=world.system, at=world.at, **wanted(world))
    Donor.objects.unscoped(why="a critical call asks again").update(last_asked_at=None, rests=False)
    second = make_call(actor=world.system, at=world.at, **wanted(world))
    deeds = []
    for made in (first, second):
        ask = Ask.objects.unscoped(why="tests look").get(call=made, donor=word.donor_id)
        deeds.append(lambda ask=ask: come(
            actor=Tapping(ask.actor_id, "blood.come"), at=world.at, ask=ask
        ))  # fmt: skip
    results = together(*deeds)
    refused = [one for one in results if isinstance(one, Exception)]
    assert [type(one).__name__ for one in refused] == ["Unfinished"], results
    assert "lời gọi khác" in str(refused[0].sentence)
    assert Release.objects.unscoped(why="tests look").running().count() == 1
