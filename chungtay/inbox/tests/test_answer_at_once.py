"""A tap on Zalo and two browsers with the same link, all at once: commits are real."""

from datetime import UTC, datetime
from threading import Barrier, Thread

from django.db import connections, transaction
from django.test import Client

from chungtay.channels.tests.loopback import CAME
from chungtay.inbox.tests.rows import question
from chungtay.inbox.tests.test_answer_by_link import link_to, read, say, tap
from chungtay.journal.models import Entry
from conftest import World


def test_a_tap_and_the_link_at_once_act_once(own_database):
    CAME.clear()
    world = World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC))
    world.message = (delivery := question(world)).message
    browsers = [Client(), Client()]
    address = link_to(world, delivery)
    for browser in browsers:
        browser.get(address)
    start = Barrier(3)

    def act(what):
        start.wait(5)
        try:
            with transaction.atomic():
                what()
        finally:
            connections.close_all()

    at_once = [lambda browser=browser: say(browser, 0) for browser in browsers]
    threads = [Thread(target=act, args=[what]) for what in [lambda: tap(world), *at_once]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(CAME) == Entry.objects.filter(verb="test.come").count() == 1
    assert "Đã ghi “Tôi đến được”" in read(browsers[0]).content.decode()
