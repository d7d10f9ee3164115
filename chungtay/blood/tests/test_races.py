"""Two at once about one place: threads, connections and commits of their own."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections

from chungtay.blood.actions import cannot_come, come, expire_place, set_out, stand_down
from chungtay.blood.models import Ask, Reply, Seat, StandDown
from chungtay.blood.tests.examples import asks, call
from chungtay.journal.models import Message
from chungtay.kit.errors import Refused
from conftest import World

pytestmark = pytest.mark.database
AT = datetime(2026, 11, 20, 7, 5, tzinfo=UTC)


@pytest.fixture
def world(own_database):
    return World(AT)


def at_once(*deeds):
    """Do all at the same moment; gives the refusals and whatever broke."""
    start, refused, faults = threading.Barrier(len(deeds)), [], []

    def one(deed):
        try:
            start.wait()
            deed()
        except Refused as no:
            refused.append(no.code)
        except Exception as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=[deed]) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    return refused


def places(made):
    every = Seat.objects.unscoped(why="tests look at everything").filter(call=made)
    held = list(every.filter(freed_in=None))
    assert len({seat.number for seat in held}) == len(held) <= made.units + 1
    assert len({seat.ask_id for seat in held}) == len(held)
    return {seat.ask_id: seat for seat in held}


def full(world):
    """A call for one with somebody coming, somebody in reserve, and two more who were asked."""
    made = call(world, donors=4, units=1)
    found = asks(made)
    for ask in found[:2]:
        come(actor=world.system, at=AT, ask=ask)
    return made, found


@pytest.mark.parametrize("again", range(4))
def test_a_place_expires_while_another_takes_it(world, again):
    made, (late, reserve, third, fourth) = full(world)
    at = AT + timedelta(minutes=15)
    at_once(
        lambda: expire_place(actor=world.system, at=at, ask=late),
        lambda: come(actor=world.system, at=at, ask=third),
        lambda: come(actor=world.system, at=at, ask=fourth),
    )
    held = places(made)
    assert held[reserve.pk].number == 1, "the reserve moves up, whoever comes"
    assert late.pk not in held and len(held) <= 2
    stood = StandDown.objects.unscoped(why="tests look at everything").filter(call=made)
    for ask in (third, fourth):
        assert ask.pk in held or stood.filter(ask=ask).exists()


@pytest.mark.parametrize("again", range(4))
def test_a_place_expires_while_its_donor_sets_out(world, again):
    made, (late, reserve, *_others) = full(world)
    at = AT + timedelta(minutes=15)
    refused = at_once(
        lambda: expire_place(actor=world.system, at=at, ask=late),
        lambda: set_out(actor=world.system, at=at, ask=late, minutes=0),
    )
    held = places(made)
    if held[reserve.pk].number == 2:
        assert held[late.pk].expires_at is None and len(refused) == 1, "who set out keeps it"
    else:
        assert held[reserve.pk].number == 1
        mine = held.get(late.pk)
        assert mine is None or mine.number == 2, "else the donor is in reserve, or told"
    told = Message.objects.filter(recipient=late.actor_id).latest("pk")
    assert told.entry.verb in {"blood.expire_place", "blood.set_out"}


def test_a_place_expires_once_by_two_clocks(world):
    made, (late, reserve, *_others) = full(world)
    at = AT + timedelta(minutes=15)
    at_once(*[lambda: expire_place(actor=world.system, at=at, ask=late)] * 3)
    assert set(places(made)) == {reserve.pk}
    lost = Seat.objects.unscoped(why="tests look at everything").filter(ask=late)
    assert [seat.freed_as for seat in lost] == [Seat.Freed.EXPIRED]


def test_a_call_ends_while_its_donors_answer(world):
    made, (one, two, three, four) = full(world)
    at_once(
        lambda: stand_down(actor=world.system, at=AT, call=made),
        lambda: cannot_come(actor=world.system, at=AT, ask=one),
        lambda: come(actor=world.system, at=AT, ask=three),
        lambda: come(actor=world.system, at=AT, ask=four),
    )
    assert places(made) == {}
    last = dict(
        Reply.objects.unscoped(why="tests look at everything")
        .filter(call=made).order_by("pk").values_list("ask", "answer")
    )  # fmt: skip
    stood = set(
        StandDown.objects.unscoped(why="tests look at everything")
        .filter(call=made).values_list("ask", flat=True)
    )  # fmt: skip
    assert last[one.pk] == "cannot_come" or one.pk in stood
    assert {two.pk, three.pk, four.pk} <= stood
    assert Ask.objects.unscoped(why="tests look at everything").filter(call=made).count() == 4
