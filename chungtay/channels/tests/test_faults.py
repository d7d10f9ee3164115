"""kill -9 in the middle: nobody is asked twice, no message is lost. The phones are the oracle."""

import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from bench.faults import run
from chungtay.channels import doubts
from chungtay.channels.claiming import LEASE
from chungtay.channels.sending import PARALLEL, Sender
from chungtay.channels.tests.loopback import Loopback, Town, deliveries, drain, states, take_in
from chungtay.journal.models import Waiting
from chungtay.kit import clock
from conftest import World

pytestmark = pytest.mark.faults

PEOPLE = 100
KILLS = 2
WORKER = """
import django
django.setup()
import threading
from chungtay.channels.sending import run
from chungtay.intake import taker
threading.Thread(target=taker.run, args=[threading.Event()], daemon=True).start()
run()
"""


def worker(url: str) -> subprocess.Popen:
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "chungtay.settings",
        "PYTHONPATH": str(settings.ROOT),
        "CHUNGTAY_SECRET_KEY": settings.SECRET_KEY,
    }
    return subprocess.Popen([sys.executable, "-c", WORKER], env=environment, cwd=settings.ROOT)


def asked(town) -> list[str]:
    return [message["user_id"] for message in town.zalo.messages()]


def until(so, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < deadline, states()
        time.sleep(0.02)


def test_a_killed_sender_asks_nobody_twice_and_loses_nothing(town, own_database):
    town.zalo.ask("limits", rate_per_minute=100_000)
    people = town.people(PEOPLE)
    town.ask([actor for actor, _ in people], urgent=True)
    for kill in range(1, KILLS + 1):
        sender = worker(own_database)
        goal = PEOPLE * kill // (KILLS + 1) + random.randint(0, 10)
        until(lambda goal=goal: len(asked(town)) >= goal)
        sender.send_signal(signal.SIGKILL)
        sender.wait()
    last = worker(own_database)
    try:
        until(lambda: not set(states()) & {"waiting"} and _all_taken())
        doubts.lapse(clock.now() + LEASE + timedelta(seconds=1))
        phones = asked(town)
        until(lambda: _arrived() == len(phones))
    finally:
        last.kill()
        last.wait()
    assert len(phones) == len(set(phones)), "somebody was asked twice"
    rows = deliveries()
    assert len(rows) == PEOPLE, "a message was lost"
    reached = [row for row in rows if row.state in {"sent", "received", "seen"}]
    doubtful = [row for row in rows if row.state == "unknown"]
    assert len(reached) + len(doubtful) == PEOPLE
    assert len(reached) == len(phones), "a doubt stays where nothing arrived, and only there"
    assert len(doubtful) <= KILLS * PARALLEL


def _all_taken() -> bool:
    return not Waiting.objects.exists()


def _arrived() -> int:
    return sum(n for state, n in states().items() if state in {"sent", "received", "seen"})


def test_kills_of_everything_lose_nothing_and_repeat_nothing(tmp_path_factory):
    """`CHUNGTAY_FAULTS=200`, or `./run bench faults`, kills two hundred times."""
    result = run(int(os.environ.get("CHUNGTAY_FAULTS", "2")), tmp_path_factory.mktemp("faults"))
    assert result["inbound"] > 0 and result["shown"] > 0
    assert (result["inbound_lost"], result["asked_lost"], result["twice"]) == (0, 0, 0)
    assert result["states"].get("unknown", 0) <= result["in_flight"]


def test_two_senders_at_once_ask_nobody_twice(town, own_database):
    town.zalo.ask("limits", rate_per_minute=100_000)
    town.ask([actor for actor, _ in town.people(PEOPLE)], urgent=True)
    both = [worker(own_database), worker(own_database)]
    try:
        until(lambda: _arrived() == PEOPLE)
    finally:
        for process in both:
            process.kill()
            process.wait()
    phones = asked(town)
    assert len(phones) == len(set(phones)) == PEOPLE


def test_a_sender_that_loses_its_connections_goes_on_with_new_ones(town, own_database):
    [(first, _), (second, _)] = town.people(2)
    sender = worker(own_database)
    try:
        town.ask([first], urgent=True)
        until(lambda: len(asked(town)) == 1)
        with psycopg.connect(own_database, autocommit=True) as us:
            us.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        connection.close()
        town.ask([second], urgent=True)
        until(lambda: len(asked(town)) == 2)
    finally:
        sender.kill()
        sender.wait()


@pytest.fixture
def own_zalo(own_database, our_server, tmp_path):
    """A town whose Zalo may be killed."""
    world = World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC))
    own = Town(world, Loopback(tmp_path / "zalo", our_server.url))
    yield own
    own.zalo.close()


def test_a_killed_zalo_leaves_doubts_and_no_repeats(own_zalo):
    town = own_zalo
    town.zalo.fail_next("timeout_after", times=3, seconds=20)
    town.ask([actor for actor, _ in town.people(5)], urgent=True)
    town.zalo.ask("webhook", on=False)
    drain(read=1.0)
    folder, webhook = town.zalo.folder, town.zalo.webhook
    town.zalo.process.kill()
    town.zalo.process.wait()
    town.zalo = Loopback(folder, webhook)
    assert states() == {"sent": 2, "unknown": 3}
    type(town.channel).objects.unscoped(why="it came back elsewhere").update(api_base=town.zalo.url)
    sender = Sender()
    for _round in range(2):  # two doubts in each
        doubts.look_up(sender.zalo, sender.esms, clock.now() + timedelta(minutes=1))
    sender.close()
    take_in()
    assert states() == {"sent": 5}
    assert len(set(asked(town))) == len(asked(town)) == 5
