"""kill -9 of the worker in the middle of an erasure: nothing half done, and it is done once."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime

import pytest
from django.conf import settings

from chungtay.people.models import Person
from chungtay.rights import outside, progress, tasks
from chungtay.rights.models import Ending, Erasure, Order
from chungtay.rights.tests.examples import ordered
from chungtay.rights.tests.traces import NAME, everywhere, request_to_delete
from conftest import World

pytestmark = pytest.mark.faults

WORKER = """
import django; django.setup()
import sys, time
from chungtay.rights import registry, tasks
from chungtay.traces import search
if sys.argv[1] == "blanked":
    wait = registry.Holding("zz", "x", lambda who: 0, lambda who, at: time.sleep(60) or 0)
    registry.holdings["zz"] = wait
if sys.argv[1] == "proving":
    find, seen = search.own_rows, []
    def slow(*args):
        seen.append(1)
        if len(seen) > 1:
            time.sleep(60)
        yield from find(*args)
    search.own_rows = slow
tasks.carry_out_orders()
"""


def rows(model):
    return model.objects.unscoped(why="the tests look at everything")


def worker(url, folder, where):
    environment = {
        **os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "chungtay.settings",
        "PYTHONPATH": str(settings.ROOT), "CHUNGTAY_SECRET_KEY": settings.SECRET_KEY,
        "CHUNGTAY_DATA": str(folder),
    }  # fmt: skip
    return subprocess.Popen([sys.executable, "-c", WORKER, where], env=environment)


def until(so):
    deadline = time.monotonic() + 60
    while not so():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.parametrize("where,step", [("blanked", 2), ("proving", 4)])
def test_a_killed_worker_leaves_all_or_nothing_and_another_goes_on(
    own_database, data_folder, where, step
):
    world = World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC))
    person = everywhere(world)
    order = ordered(world, request_to_delete(world, person))
    killed = worker(own_database, data_folder, where)
    until(lambda: progress.step_of(order.pk) == step)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    until(lambda: progress.step_of(order.pk) == 0)
    person.refresh_from_db()
    assert person.name == NAME and not rows(Erasure).exists() and not rows(Ending).exists()
    assert not outside.file().exists()
    again = worker(own_database, data_folder, "to the end")
    assert again.wait(60) == 0
    person.refresh_from_db()
    assert person.name == "" and rows(Erasure).count() == rows(Ending).count() == 1
    assert rows(Order).get().failed_in is None and len(outside.read(outside.file())) == 1
    tasks.carry_out_orders()
    assert rows(Erasure).count() == 1


def test_of_two_workers_at_once_one_erases(own_database, data_folder):
    world = World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC))
    ordered(world, request_to_delete(world, everywhere(world)))
    both = [worker(own_database, data_folder, "to the end") for _each in range(2)]
    assert [one.wait(60) for one in both] == [0, 0]
    assert rows(Erasure).count() == 1 and rows(Person).filter(name=NAME).count() == 0
    assert rows(Order).get().failed_in is None
