"""The channel breaks down in the middle of a wave, and the call ends before it is back."""

from datetime import timedelta

import pytest

from chungtay.blood.actions import make_call, stand_down
from chungtay.blood.tests.examples import asks, taught, wanted
from chungtay.channels.models import Delivery, Pace
from chungtay.channels.tests.conftest import our_server, running_zalo, town
from chungtay.channels.tests.loopback import OA_ID, drain, states
from chungtay.channels.tests.test_outage import find_out, nowhere, speaks_at, to_telephone
from chungtay.donors.tests.examples import donor
from chungtay.kit import clock
from chungtay.people.actions import add_contact
from chungtay.people.models import ContactPoint

__all__ = ["our_server", "running_zalo", "town"]
FIRST = 2512523625415150
QUESTION, OVER = "Bác sĩ khám trước khi hiến.", "không cần đến"
pytestmark = pytest.mark.database


def asked(town, people):
    """A call to so many donors who have Zalo."""
    world = town.world
    taught(world, yes=0.4)
    users = [str(FIRST + n) for n in range(people)]
    town.zalo_people(users)
    for user in users:
        made = donor(world, zalo=False)
        add_contact(
            actor=world.system, at=world.at, person=made.person, kind=ContactPoint.Kind.ZALO,
            value=f"{OA_ID}/{user}",
        )  # fmt: skip
    at = clock.now()
    call = make_call(
        actor=world.system, at=at, **wanted(world, units=4, deadline=at + timedelta(hours=3))
    )
    assert len(asks(call)) == people
    return call


def phones(town, words):
    return [message["user_id"] for message in town.zalo.messages() if words in message["text"]]


def due_now():
    every = Delivery.objects.unscoped(why="its pause is over").filter(state="waiting")
    every.update(not_before=None)


def pace(per_minute, burst):
    every = Pace.objects.unscoped(why="how fast the account may speak")
    every.update(per_minute=per_minute, burst=burst, next_at=clock.now())


def test_what_the_outage_held_back_never_leaves_and_only_who_was_asked_is_thanked(town):
    call = asked(town, 10)
    pace(1, 4)
    drain()
    first = phones(town, QUESTION)
    assert len(first) == 4, "paced: the rest waits"
    pace(6000, 100)
    speaks_at(nowhere())
    drain()
    stand_down(actor=town.world.system, at=clock.now(), call=call)
    speaks_at(town.zalo.url)
    due_now()
    drain()
    assert phones(town, QUESTION) == first
    assert sorted(phones(town, OVER)) == sorted(first)
    assert states() == {"sent": 8, "failed": 6}
    assert to_telephone(town) == set(), "nobody is telephoned for what is over"


def test_what_broke_off_in_flight_goes_nowhere_again_and_is_thanked_to_be_safe(town):
    town.zalo.ask("webhook", on=False)
    call = asked(town, 6)
    town.zalo.fail_next("drop_after", times=1)
    town.zalo.fail_next("drop_before", times=1)
    drain(read=0.5)
    doubtful = states()["unknown"]
    assert doubtful == 2
    shown = phones(town, QUESTION)
    stand_down(actor=town.world.system, at=clock.now(), call=call)
    find_out()
    due_now()
    drain()
    assert sorted(phones(town, QUESTION)) == sorted(shown), "none came after the close"
    assert len(phones(town, OVER)) == 6
