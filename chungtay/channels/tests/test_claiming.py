"""What is looked at again in the moment before a message leaves; and what one bad row may spoil."""

from datetime import UTC, datetime, timedelta

import pytest

from chungtay.carriers.outcome import Class, Outcome
from chungtay.channels import letters, settling
from chungtay.channels.actions import open_incident
from chungtay.channels.models import Delivery
from chungtay.channels.tests.examples import account, template, texts
from chungtay.channels.tests.test_next_way import USER, donor, ended, leave, rows, tell
from chungtay.journal.models import Message
from chungtay.people.actions import add_contact, merge, undo_merge
from chungtay.people.models import ContactPoint, Person

pytestmark = pytest.mark.django_db
EVENING = datetime(2026, 11, 20, 14, 50, tzinfo=UTC)
"""21:50 in Viet Nam: ten minutes until nobody is disturbed."""


def person_of(actor):
    return Person.objects.unscoped(why="a test of it").get(actor=actor)


def contacts(**conditions):
    return ContactPoint.objects.unscoped(why="a test of it").filter(**conditions)


def test_a_template_that_is_withdrawn_meanwhile_stops_its_own_rows_only(world):
    channel = account(world)
    template(world, channel)
    texts(world)
    tell(world, donor(world, zalo=False))
    tell(world, donor(world, 1, phone=False))
    template(world, channel, external_id="300002", approved=False)
    [(row, _letter)] = leave(world)
    assert row.way == "zalo_cs"
    assert rows()[0] == ("zalo_phone", "passed", "no_template")
    assert rows()[-1] == ("sms", "waiting", "")


def test_a_letter_that_cannot_be_written_fails_alone(world, monkeypatch, caplog):
    account(world)
    texts(world)
    tell(world, donor(world))
    tell(world, donor(world, 1, phone=False))
    bad, writing = Message.objects.order_by("pk").first(), letters.text_of

    def text_of(message, **more):
        return writing(message if message.pk != bad.pk else None, **more)

    monkeypatch.setattr(letters, "text_of", text_of)
    assert len(leave(world)) == 1
    assert rows()[0] == ("zalo_cs", "passed", "unwritten")
    assert rows()[-1] == ("sms", "waiting", "")
    assert "cannot be written" in caplog.text


def test_what_waits_into_the_night_waits_for_the_morning(world, settings):
    settings.QUIET_HOURS = True
    account(world)
    world.at = EVENING
    tell(world, donor(world, phone=False), urgent=False)
    tell(world, donor(world, 1, phone=False), urgent=True)
    world.at = EVENING + timedelta(minutes=15)
    [(urgent, _letter)] = leave(world)
    assert urgent.rank == Delivery.Rank.URGENT
    [late] = Delivery.objects.unscoped(why="a test of it").filter(state="waiting")
    assert late.code == "quiet" and f"{late.not_before:%H:%M}" == "00:00", "07:00 at +07"


def test_a_message_does_not_follow_a_joining_that_was_undone(world):
    account(world)
    texts(world)
    kept, other = donor(world, zalo=False, phone=False), donor(world, 1)
    same = {"kept": person_of(kept), "gone": person_of(other)}
    joined = merge(actor=world.officer, at=world.at, **same)
    tell(world, kept)
    assert rows() == [("zalo_cs", "waiting", "")]
    undo_merge(actor=world.officer, at=world.at, merge=joined)
    assert leave(world) == []
    assert rows() == [("zalo_cs", "failed", "no_contact")]


def test_a_message_goes_to_the_persons_new_address_of_the_same_way(world):
    account(world)
    actor = donor(world, phone=False)
    tell(world, actor)
    new = add_contact(
        actor=world.system, at=world.at, person=person_of(actor), kind=ContactPoint.Kind.ZALO,
        value=f"388613280878808645/{int(USER) + 7}",
    )  # fmt: skip
    contacts(actor=actor).exclude(pk=new.pk).update(ended_in=Message.objects.first().entry)
    assert leave(world) == []
    [(_row, letter)] = leave(world)
    assert letter.to == str(int(USER) + 7) and rows() == [("zalo_cs", "sending", "")]


# What waits where nothing leaves.

OUT = Outcome(Class.OUTAGE, "connect")


def only(**conditions):
    return Delivery.objects.unscoped(why="a test of it").get(**conditions)


def after(world, **time):
    world.at += timedelta(**time)


def test_a_network_that_is_down_ends_no_message(world):
    channel = account(world)
    tell(world, donor(world, phone=False), urgent=False)
    Delivery.objects.unscoped(why="a test of it").update(created_at=world.at)
    rests = []
    for _ in range(12):
        ended(world, OUT)
        channel.refresh_from_db()
        rests.append(channel.rest_until - world.at)
        after(world, seconds=rests[-1].total_seconds() + 1)
    row = only()
    assert (row.state, row.attempts, row.code) == ("waiting", 0, "connect")
    assert rests[0] < timedelta(seconds=4) and timedelta(seconds=40) < rests[-1]
    assert rests[-1] <= timedelta(seconds=75)
    [(_row, letter)] = leave(world)
    assert letter.to == USER


@pytest.mark.parametrize(("waited", "way"), [(1, "zalo_cs"), (4, "sms")])
def test_what_is_urgent_leaves_a_network_that_stays_down(world, waited, way):
    account(world)
    texts(world)
    tell(world, donor(world))
    Delivery.objects.unscoped(why="a test of it").update(created_at=world.at)
    after(world, minutes=waited)
    ended(world, OUT)
    assert only(state="waiting").way == way


def test_what_has_no_other_way_waits_where_it_is(world):
    account(world)
    tell(world, donor(world))
    Delivery.objects.unscoped(why="a test of it").update(created_at=world.at)
    after(world, minutes=10)
    ended(world, OUT)
    assert rows() == [("zalo_cs", "waiting", "connect")]


@pytest.mark.parametrize("outcome", [
    Outcome(Class.OPERATOR, "-321"), Outcome(Class.TOMORROW, "-218"), Outcome(Class.LATER, "-234"),
])  # fmt: skip
@pytest.mark.parametrize("urgent", [True, False])
def test_what_is_urgent_does_not_wait_for_a_channel_that_will_not_send(world, outcome, urgent):
    account(world)
    texts(world)
    tell(world, donor(world), urgent=urgent)
    ended(world, outcome)
    assert rows()[0] == ("zalo_cs", "passed" if urgent else "waiting", outcome.code)
    assert [way for way, _state, _code in rows()][1:] == ["sms"] * urgent


def test_a_pause_lets_go_what_is_urgent_and_has_another_way(world):
    channel = account(world)
    texts(world)
    tell(world, donor(world), donor(world, 1, phone=False))
    tell(world, donor(world, 2), urgent=False)
    open_incident(
        actor=world.system, at=world.at, channel=channel, code="-211", sentence="x", pauses=True
    )
    settling.sweep(world.at)
    assert rows() == [
        ("zalo_cs", "passed", "paused"), ("zalo_cs", "waiting", "paused"),
        ("zalo_cs", "waiting", ""), ("sms", "waiting", ""),
    ]  # fmt: skip


def test_what_has_expired_ends_on_whatever_channel(world):
    channel = account(world)
    tell(world, donor(world), expires_at=world.at + timedelta(minutes=5))
    open_incident(
        actor=world.system, at=world.at, channel=channel, code="-211", sentence="x", pauses=True
    )
    settling.sweep(world.at)
    assert only().state == "waiting"
    settling.sweep(world.at + timedelta(minutes=6))
    assert rows() == [("zalo_cs", "failed", "expired")]
