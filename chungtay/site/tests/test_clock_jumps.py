"""The machine's clock jumps by hours, forward and back, under a worker with its real tasks: what is
due happens once, and nothing that ended comes back."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.db import connection, connections
from procrastinate.contrib.django import app

from chungtay.blood.actions import come, make_call
from chungtay.blood.models import Ask, CallClosure, Seat, StandDown, Turn, Wave
from chungtay.blood.tests.examples import asks, wanted
from chungtay.blood.tests.test_come import Donor as Answering
from chungtay.donors.models import Donor
from chungtay.donors.tests.examples import donor
from chungtay.journal.models import Entry, Message
from chungtay.kit import clock, jobs
from chungtay.releases.models import Leave, Release
from chungtay.releases.tests import scene as duty
from conftest import World

pytestmark = pytest.mark.database
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
TURNS = [
    name
    for name, (cron, _task) in jobs._periodic.items()
    if cron == "* * * * *" and name.split(".")[1] in {"blood", "releases", "upkeep"}
]


class Machine:
    """A machine whose clock is moved: `kit.clock.now` is the one source of time the house has."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def turn(self, by: timedelta = MINUTE) -> None:
        """The clock moves, and the worker does once all that every minute brings."""
        self.at += by
        for name in TURNS:
            app.configure_task(name, allow_unknown=False).defer(timestamp=0)
        with ThreadPoolExecutor(1) as own:  # a thread without the loop that browser tests leave
            own.submit(_work).result(60)
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status <> 'succeeded'")
            assert cursor.fetchone() == (0,), "every job was done"


def _work() -> None:
    try:
        with app.replace_connector(app.connector.get_worker_connector()) as worker:
            worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
    finally:
        connections.close_all()


@pytest.fixture
def machine(own_database, monkeypatch):
    found = Machine(clock.now().replace(microsecond=0))
    monkeypatch.setattr(clock, "now", found.now)
    return found


@pytest.fixture
def world(machine):
    return World(machine.at)


def rows(model, **which):
    return model.objects.unscoped(why="tests look at everything").filter(**which)


def books():
    """What was done, by verb; turning the clock over must not add to it."""
    return Counter(Entry.objects.values_list("verb", flat=True)), Message.objects.count()


def called(world, people=6, **more):
    for _ in range(people):
        donor(world)
    return make_call(actor=world.system, at=world.at, **wanted(world, **more))


def test_over_the_deadline_a_call_ends_once_and_back_before_it_stays_ended(machine, world):
    made = called(world, units=2)
    one, two, *others = asks(made)
    come(actor=Answering(one), at=machine.at, ask=one)
    machine.turn(9 * HOUR)
    assert rows(CallClosure, call=made).get().reason == "expired"
    assert rows(StandDown, call=made).count() == rows(Ask, call=made).count()
    after = books()
    for by in (MINUTE, -9 * HOUR, MINUTE, MINUTE, 9 * HOUR):
        machine.turn(by)
    assert books() == after, "it ended once, and asks nobody again"
    come(actor=Answering(two), at=machine.at - 9 * HOUR, ask=two)
    assert not rows(Seat, call=made, freed_in=None).exists() and others


def test_a_place_expires_once_and_does_not_come_back(machine, world):
    made = called(world, units=1)
    one, *_others = asks(made)
    come(actor=Answering(one), at=machine.at, ask=one)
    machine.turn(2 * HOUR)
    assert [seat.freed_as for seat in rows(Seat, ask=one)] == ["expired"]
    told = Message.objects.filter(recipient=one.actor_id).count()
    for by in (-2 * HOUR, MINUTE, 2 * HOUR):
        machine.turn(by)
    assert Message.objects.filter(recipient=one.actor_id).count() == told
    assert rows(Seat, ask=one).count() == 1


def test_a_wave_goes_out_once_and_after_a_jump_back_once_the_clock_has_caught_up(machine, world):
    made = called(world, people=90, units=1, deadline=world.at + 20 * HOUR)

    def asked():
        found = list(rows(Ask, call=made).values_list("donor", flat=True))
        assert len(found) == len(set(found)), "nobody twice"
        return len(found), rows(Wave, call=made).count()

    first = asked()
    machine.turn(3 * HOUR)
    second = asked()
    assert second > first, "it was due"
    for by in (-3 * HOUR, MINUTE, MINUTE):
        machine.turn(by)
    assert asked() == second, "those asked in hours to come count as asked just now"
    for _ in range(3):
        machine.turn(3 * HOUR)
    turned = rows(Turn, call=made).exists()
    assert asked() > second or turned, "nothing is lost: a further wave, or the telephone"
    for by in (-9 * HOUR, MINUTE):
        machine.turn(by)
    assert asked()[0] <= rows(Donor).count()


def test_a_release_is_escalated_once_and_can_still_be_answered_after_a_jump_back(machine, world):
    release = duty.cleared(world, deadline=world.at + 5 * HOUR)
    machine.turn(10 * MINUTE)
    leave = rows(Leave, release=release).get()
    assert leave.escalated_in_id is not None
    told = books()[0]["releases.escalate"]
    for by in (-HOUR, MINUTE, HOUR):
        machine.turn(by)
    assert books()[0]["releases.escalate"] == told == 1
    machine.turn(-HOUR)
    duty.granted(world, rows(Release, pk=release.pk).get(), at=machine.at)
    machine.turn()
    assert rows(Release, pk=release.pk).get().ended_in_id is None


def test_a_release_whose_deadline_the_clock_leapt_over_ends_once_and_stays_ended(machine, world):
    release = duty.cleared(world)
    machine.turn(6 * HOUR)
    assert rows(Release, pk=release.pk).get().ending == "late"
    after = books()[0]["releases.end"]
    for by in (-6 * HOUR, MINUTE, 6 * HOUR):
        machine.turn(by)
    assert books()[0]["releases.end"] == after
    assert rows(Release).count() == 1, "none begins anew"
