"""A donor who has a place says when they arrive."""

from datetime import timedelta

import pytest

from chungtay.blood.actions import NoPlace, NotAnHour, come, set_out, stand_down
from chungtay.blood.actions.seats import CallClosed
from chungtay.blood.models import Arrival, Seat
from chungtay.blood.tests.examples import ask, asks, call, call_of
from chungtay.blood.tests.test_come import Donor, told
from chungtay.journal.act import NotAllowed
from chungtay.journal.answers import loaded
from chungtay.journal.models import Message


def says(world, ask, minutes, after=0):
    return set_out(
        actor=Donor(ask, "blood.set_out"), at=world.at + timedelta(minutes=after), ask=ask,
        minutes=minutes,
    )  # fmt: skip


def seat(ask):
    rows = Seat.objects.unscoped(why="tests look at everything")
    return rows.get(ask=ask, freed_in=None)


@pytest.fixture
def seated(world):
    found = ask(world)
    come(actor=Donor(found), at=world.at, ask=found)
    return found


def test_a_place_is_kept_fifteen_minutes_until_somebody_says_when(world, seated):
    assert seat(seated).expires_at == world.at + timedelta(minutes=15)
    says(world, seated, 60, after=5)
    assert seat(seated).expires_at is None


def test_in_an_hour_is_an_hour_from_now_and_the_donor_reads_it(world, seated):
    arrival = says(world, seated, 60)
    assert arrival.arrives_at == world.at + timedelta(hours=1)
    # 7:05 UTC is 14:05 in Viet Nam.
    assert "khoảng 15:05" in told(seated)[-1] and "căn cước" in told(seated)[-1]


def test_whoever_leaves_now_arrives_after_the_way_there(world, seated):
    seated.distance_km = 4
    arrival = says(world, seated, 0)
    assert arrival.arrives_at == world.at + timedelta(minutes=10 + 3 * 4)


def test_an_hour_past_the_deadline_is_told_what_the_hospital_needs(world, seated):
    says(world, seated, 240)
    assert "cần trước 17:05 hôm nay" in told(seated)[-1]


def test_who_said_an_hour_may_leave_now_or_give_up(world, seated):
    says(world, seated, 60)
    last = Message.objects.filter(recipient_id=seated.actor_id).latest("pk")
    assert [a["label"] for a in last.answers] == ["Tôi đi ngay", "Tôi không đến được nữa"]
    says(world, seated, 0, after=30)
    last = Message.objects.filter(recipient_id=seated.actor_id).latest("pk")
    assert [a["label"] for a in last.answers] == ["Tôi không đến được nữa"]


def test_said_twice_it_changes_nothing(world, seated):
    assert says(world, seated, 0).pk == says(world, seated, 0, after=3).pk
    rows = Arrival.objects.unscoped(why="tests look at everything")
    assert rows.filter(ask=seated).count() == 1


def test_the_one_in_reserve_stays_at_home_and_keeps_the_place(world):
    one, two = asks(call(world, donors=2, units=1))
    for each in (one, two):
        come(actor=Donor(each), at=world.at, ask=each)
    assert seat(two).expires_at is None
    with pytest.raises(NoPlace) as refused:
        says(world, two, 0)
    assert "dự bị" in str(refused.value)


def test_after_the_end_nobody_sets_out(world, seated):
    stand_down(actor=world.officer, at=world.at, call=call_of(seated))
    with pytest.raises(CallClosed):
        says(world, seated, 0)


@pytest.mark.parametrize("minutes", [-1, 12 * 60 + 1])
def test_an_hour_that_is_none_is_refused(world, seated, minutes):
    with pytest.raises(NotAnHour):
        says(world, seated, minutes)


def test_an_answer_carries_the_minutes(world, seated):
    verb, args = loaded(Donor(seated), "blood.set_out", {"ask": seated.pk, "minutes": 60})
    assert (verb.name, args) == ("blood.set_out", {"ask": seated, "minutes": 60})


def test_a_forwarded_message_sets_nobody_else_going(world):
    one, two = asks(call(world, donors=2))
    come(actor=Donor(one), at=world.at, ask=one)
    with pytest.raises(NotAllowed):
        set_out(
            actor=Donor(one, "blood.set_out", actor_id=two.actor_id), at=world.at, ask=one,
            minutes=0,
        )  # fmt: skip


def test_the_officer_of_another_ward_may_not(world, seated):
    with pytest.raises(NotAllowed):
        set_out(actor=world.elsewhere, at=world.at, ask=seated, minutes=0)
