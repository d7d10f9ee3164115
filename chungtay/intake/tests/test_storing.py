"""How webhooks are written: in groups, by a statement that is planned once."""

import threading
import time
from datetime import UTC, datetime

import psycopg
import pytest
from django.db import connection

from chungtay.channels.tests.examples import account
from chungtay.intake import receiving, storing
from chungtay.intake.models import Inbound
from chungtay.intake.tests.test_webhook import event, post_event
from conftest import World


@pytest.mark.django_db
def test_the_statement_is_planned_once_for_each_connection(world):
    account(world)
    for n in range(3):
        assert post_event(event(message={"text": "a", "msg_id": f"m{n}"})).status_code == 200
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generic_plans + custom_plans FROM pg_prepared_statements"
            " WHERE statement LIKE '%json_to_recordset%'"
        )
        assert [row[0] >= 3 for row in cursor.fetchall()] == [True]


@pytest.mark.django_db
def test_nothing_else_of_the_house_is_prepared(world):
    account(world)
    post_event(event())
    assert connection.connection.prepare_threshold is None


def came(n):
    return storing.Came(1, "", "", f"k{n}", "follow", "u", datetime(2026, 11, 20, tzinfo=UTC), 0,
                        "standard", b"{}")  # fmt: skip


@pytest.fixture
def written(monkeypatch):
    """The sizes of the groups that were written, each taking a moment."""
    sizes = []

    def write(rows):
        sizes.append(len(rows))
        time.sleep(0.02)
        return frozenset(range(1, len(rows) + 1))

    monkeypatch.setattr(storing, "_write", write)
    return sizes


def at_once(groups, many):
    kept = []
    threads = [
        threading.Thread(target=lambda n=n: kept.append(groups.keep(came(n)))) for n in range(many)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    return kept


def test_whoever_comes_alone_waits_for_nobody(written, monkeypatch):
    monkeypatch.setattr(storing, "GATHER", 5)
    groups, began = storing.Groups(), time.monotonic()
    assert groups.keep(came(1))
    assert groups.keep(came(2))
    assert time.monotonic() - began < 1
    assert written == [1, 1]


def test_clients_that_come_back_are_one_group_again(written, monkeypatch):
    """Six clients, each posting as soon as it was answered."""
    monkeypatch.setattr(storing, "GATHER", 0.5)
    groups = storing.Groups()

    def client(n):
        for _ in range(6):
            assert groups.keep(came(n))

    threads = [threading.Thread(target=client, args=[n]) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sum(written) == 36
    assert written.count(6) >= 3, written


def test_those_who_stay_away_are_not_waited_for_longer_than_a_moment(written):
    groups = storing.Groups()
    at_once(groups, 6)
    began = time.monotonic()
    assert groups.keep(came(7))
    assert time.monotonic() - began < 1


def test_a_fault_reaches_all_who_waited_and_the_next_group_goes_on(monkeypatch):
    def broken(rows):
        raise psycopg.OperationalError("gone")

    groups = storing.Groups()
    monkeypatch.setattr(storing, "_write", broken)
    with pytest.raises(psycopg.OperationalError):
        groups.keep(came(1))
    monkeypatch.setattr(storing, "_write", lambda rows: frozenset({1}))
    assert groups.keep(came(2))


def test_groups_have_a_connection_of_their_own_and_get_a_new_one_when_it_breaks(own_database):
    account(World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC)))

    def backend():
        return storing._own[0].connection.info.backend_pid

    assert post_event(event(message={"text": "a", "msg_id": "m1"})).status_code == 200
    first = backend()
    assert first != connection.connection.info.backend_pid
    assert post_event(event(message={"text": "a", "msg_id": "m2"})).status_code == 200
    assert backend() == first
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [first])
    time.sleep(0.2)
    assert post_event(event(message={"text": "a", "msg_id": "m3"})).status_code == 200
    assert backend() != first
    rows = Inbound.objects.unscoped(why="this test counts")
    assert rows.count() == 3
    storing._own.pop().close()


@pytest.mark.django_db
def test_what_one_person_wrote_before_is_found_by_its_index(world):
    """However many echoes and receipts are still open."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan TO off")
    account(world)
    post_event(event())
    row = Inbound.objects.unscoped(why="this test looks at a plan").get()
    assert "inbound_personal" in receiving._of_the_same(row).explain()
