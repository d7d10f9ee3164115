"""Nobody is left to ask: the desk is told where to turn."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.blood import tasks
from chungtay.blood.actions import CallClosed, TurnedAlready, stand_down, turn_elsewhere
from chungtay.blood.models import Turn
from chungtay.blood.tests.examples import asks, call, taught
from chungtay.donors.tests.examples import donor
from chungtay.journal.act import NotAllowed
from chungtay.journal.models import Entry, Message


def turn(world, made, actor=None, **later):
    at = world.at + timedelta(**later)
    return turn_elsewhere(actor=actor or world.system, at=at, call=made)


def turns(made):
    rows = Turn.objects.unscoped(why="tests look at everything").filter(call=made)
    return list(rows.order_by("pk").values_list("to", flat=True))


def test_first_the_telephone_then_the_neighbours_then_the_province(world):
    made = call(world)
    for _ in range(3):
        turn(world, made)
    assert turns(made) == ["telephone", "neighbours", "province"]
    with pytest.raises(TurnedAlready):
        turn(world, made)


def test_the_desk_that_made_the_call_is_told_what_to_do(world):
    made = call(world)
    row = turn(world, made)
    (told,) = Message.objects.filter(entry=row.turned_in_id)
    assert told.recipient_id == world.officer.actor_id
    for part in ("tiểu cầu nhóm B+", "Bệnh viện Sông Hàn", "Gọi điện lần lượt", "câu lạc bộ"):
        assert part in told.text
    assert Entry.objects.get(pk=row.turned_in_id).verb == "blood.turn_elsewhere"


def test_the_page_says_where_to_turn_and_what_to_do(world):
    made = call(world)
    turn(world, made)
    client = Client()
    client.force_login(world.officer.account)
    page = client.get(reverse("boards:call", args=[made.pk])).content.decode()
    assert "Gọi điện lần lượt theo danh sách." in page and "câu lạc bộ máu nóng" in page


def test_a_call_that_has_ended_turns_nowhere(world):
    made = call(world)
    with pytest.raises(CallClosed):
        turn(world, made, hours=3)
    stand_down(actor=world.officer, at=world.at, call=made)
    with pytest.raises(CallClosed):
        turn(world, made)


def test_nobody_else_may(world):
    made = call(world)
    for acting in (world.officer, world.elsewhere, world.stranger):
        with pytest.raises(NotAllowed):
            turn(world, made, actor=acting)


def look(world, made, minutes):
    tasks.look_at(made, world.at + timedelta(minutes=minutes))


def test_the_clock_turns_at_once_when_nobody_was_found_and_waits_between(world):
    made = call(world)
    for minutes, expected in ((1, 1), (2, 1), (15, 1), (16, 2), (31, 3), (60, 3)):
        look(world, made, minutes)
        assert len(turns(made)) == expected, minutes


def test_the_clock_asks_before_it_turns(world):
    made = call(world)
    fresh = donor(world)
    look(world, made, 1)
    assert [ask.donor_id for ask in asks(made)] == [fresh.pk] and turns(made) == []


def test_after_four_waves_the_clock_turns(world):
    taught(world, yes=0.5)
    made = call(world, donors=80, units=1)
    for minutes in range(1, 150):
        look(world, made, minutes)
    waves = {ask.wave_id for ask in asks(made)}
    assert len(waves) <= 4 and turns(made)
    assert len(asks(made)) == len({ask.donor_id for ask in asks(made)})
