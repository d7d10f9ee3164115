"""Several takers at once: each letter once, those of one person in their order."""

import threading
from datetime import UTC, datetime, timedelta

from django.db import connections

from chungtay.channels.tests.examples import account
from chungtay.inbox.models import Letter
from chungtay.inbox.tests.test_many import WHY, said, stored
from chungtay.intake import receiving
from chungtay.intake.tests.test_webhook import OA_ID
from chungtay.kit import clock
from conftest import World


def test_takers_at_once_keep_every_letter_once_and_in_order(own_database):
    world = World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC))
    account(world)
    stored(*[said(n, f"{n}", f"u{n % 7}") for n in range(70)])
    ready = threading.Barrier(3)

    def work():
        ready.wait(30)
        for _ in range(30):
            receiving.take_in(clock.now(), limit=9)
        connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    while receiving.take_in(clock.now() + timedelta(minutes=1)):
        pass
    rows = Letter.objects.unscoped(why=WHY).crossing("conversation", why=WHY).order_by("pk")
    assert rows.count() == 70
    for user in range(7):
        theirs = rows.filter(conversation__address=f"{OA_ID}/u{user}")
        assert list(theirs.values_list("text", flat=True)) == [str(n) for n in range(user, 70, 7)]
