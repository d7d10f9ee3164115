"""Two answer the same question at the same moment: one counts, the other reads who it was."""

import threading
from datetime import UTC, datetime

from django.db import connections

from chungtay.approvals.actions import DecidedAlready, decide
from chungtay.approvals.models import Decision
from chungtay.approvals.tests.examples import asked, chief, people
from conftest import World


def test_two_decide_at_once_and_one_wins(own_database):
    world = World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC))
    made = asked(world)
    both = [chief(world), people(world, "truong-2", "police_chief")]
    start, results = threading.Barrier(2), []

    def answer(who, yes):
        try:
            start.wait(10)
            decide(actor=who, at=world.at, approval=made, yes=yes, reason="" if yes else "missing")
            results.append("won")
        except DecidedAlready as refused:
            results.append(str(refused))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=answer, args=(w, n == 0)) for n, w in enumerate(both)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(results)[1] == "won" and "đã trả lời trước" in sorted(results)[0]
    assert Decision.objects.visible_to(world.system).count() == 1
