"""Somebody asks for the link on the public page: the answer says nothing, whoever it is."""

import json
import re
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chungtay.access.models import Link
from chungtay.journal.models import Entry, Message
from chungtay.kit import clock
from chungtay.kit.jobs import perform
from chungtay.people.actions import stop_contacting
from chungtay.rights.actions import ask_own_page
from chungtay.rights.tests.examples import PHONE, somebody


def ask(number, address="10.0.0.1"):
    page = Client(REMOTE_ADDR=address).post(reverse("rights:own_ask"), {"phone": number})
    work()
    return page


def jobs():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, args, scheduled_at FROM procrastinate_jobs"
            " WHERE args->>'path' LIKE 'chungtay.rights.tasks.%%' ORDER BY id"
        )
        return cursor.fetchall()


def work():
    """What the worker does with the jobs that are due."""
    for pk, args, due in jobs():
        if due is None or due <= clock.now():
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [pk])
            perform(**(args if isinstance(args, dict) else json.loads(args)))


@pytest.fixture
def now(monkeypatch):
    """Noon in the ward; `now(hours)` goes on from there."""
    noon = datetime(2026, 11, 20, 12, tzinfo=clock.VN)
    moment = [noon]
    monkeypatch.setattr(clock, "now", lambda: moment[0])
    return lambda hours: moment.__setitem__(0, noon + timedelta(hours=hours))


def without_token(page):
    """The page without what is new on every page: the token against forged forms."""
    return re.sub(
        r'(name="csrfmiddlewaretoken" value|hx-headers)="[^"]*"', "", page.content.decode()
    )


def test_the_same_answer_whether_or_not_the_number_is_known(world):
    person = somebody(world)
    known, unknown = ask("0905 123 456"), ask("0905 999 888")
    assert known.status_code == unknown.status_code == 200
    assert without_token(known) == without_token(unknown)
    assert Message.objects.filter(recipient=person.actor_id, purpose="rights.own_page").count() == 1
    assert Link.objects.count() == 1


def test_asked_again_at_once_there_is_one_link_only(world):
    somebody(world)
    for _each in range(3):
        ask("0905123456")
    assert Link.objects.count() == 1


def test_a_family_that_shares_a_number_gets_a_link_each(world):
    first = somebody(world)
    second = somebody(world, "Trần Gia Bảo", PHONE, "388613280878808645/88")
    ask("0905123456")
    assert set(Link.objects.values_list("actor", flat=True)) == {first.actor_id, second.actor_id}


def test_without_zalo_nothing_is_sent_and_nothing_said(world):
    somebody(world, zalo="")
    assert ask("0905123456").status_code == 200
    assert not Message.objects.exists()


@pytest.mark.parametrize("text", ["", "113", "0905", "chị My"])
def test_what_is_no_number_is_said_to_be_none(world, text):
    page = ask(text)
    assert page.status_code == 200 and not Link.objects.exists()
    assert "Xem Zalo" not in page.content.decode()


def test_the_act_says_nothing_of_who_is_erased(world):
    person = somebody(world)
    type(person).objects.unscoped(why="of this test").filter(pk=person.pk).update(name="")
    person.refresh_from_db()
    ask_own_page(actor=world.system, at=clock.now(), person=person, site="https://x.vn")
    assert not Link.objects.exists()


def test_the_page_does_the_same_work_for_every_number(world):
    somebody(world)
    seen = []
    for number in ("0905 123 456", "0905 999 888"):
        with CaptureQueriesContext(connection) as queries:
            Client().post(reverse("rights:own_ask"), {"phone": number})
        seen.append([query["sql"].split(" ")[0] for query in queries])
    assert seen[0] == seen[1] and len(jobs()) == 2
    assert not Link.objects.exists()


def test_what_sends_nothing_writes_nothing(world, now):
    somebody(world)
    ask("0905123456")
    entries = Entry.objects.count()
    for _each in range(4):
        ask("0905123456")
    assert Entry.objects.count() == entries and not Message.objects.filter(urgent=True).exists()


def test_three_a_day_for_one_person(world, now):
    somebody(world)
    for hours in range(6):
        now(hours)
        ask("0905123456", f"10.0.0.{hours}")
    assert Link.objects.count() == 3
    now(25)
    ask("0905123456")
    assert Link.objects.count() == 4


def test_twenty_an_hour_from_one_address(world, now, monkeypatch):
    monkeypatch.setattr("chungtay.rights.actions.own.AN_HOUR", 2)
    for n in range(4):
        somebody(world, f"Người Thứ {'ABCD'[n]}", f"+8490512345{n}", f"388613280878808645/{n}")
        ask(f"090512345{n}")
    assert Link.objects.count() == 2
    ask("0905123453", "10.0.0.2")
    assert Link.objects.count() == 3


def test_who_wants_no_messages_gets_one_a_day_and_by_day(world, now):
    person = somebody(world)
    stop_contacting(actor=world.system, at=world.at, person=person)
    now(11)  # 23:00
    ask("0905123456")
    assert not Link.objects.exists()
    [(_pk, _args, due)] = jobs()
    assert clock.moment(due) == "07:00 21/11/2026"
    now(19.5)
    work()
    assert Link.objects.count() == 1
    now(22)
    ask("0905123456")
    assert Link.objects.count() == 1 and not jobs()
