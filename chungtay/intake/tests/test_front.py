"""The short way before Django: the same answers, many at once, after a lost database, new keys."""

import io
import threading
from collections import Counter
from datetime import UTC, datetime

import psycopg
import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connections

from chungtay.channels.models import Keys
from chungtay.channels.tests.examples import account
from chungtay.intake import accounts, front
from chungtay.intake.models import Inbound
from chungtay.intake.tests.test_webhook import encoded, event, post, signed
from conftest import World


@pytest.fixture(scope="module")
def application():
    return front.before(get_wsgi_application())


@pytest.fixture
def town(own_database):
    accounts.known.__init__()
    yield account(World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC)))
    accounts.known.__init__()


def asked(application, said, header=None, **environ):
    body = encoded(said)
    header = signed(body, said["timestamp"]) if header is None else header
    status = []
    answered = application(
        {"REQUEST_METHOD": "POST", "PATH_INFO": front.ADDRESS, "CONTENT_LENGTH": str(len(body)),
         "wsgi.input": io.BytesIO(body), "HTTP_X_ZEVENT_SIGNATURE": header,
         "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "wsgi.url_scheme": "http"} | environ,
        lambda line, headers: status.append(int(line.split()[0])),
    )  # fmt: skip
    list(answered)
    return status[0]


def numbered(n, **more):
    return event(message={"msg_id": f"m{n}", "text": "xin hỏi"}, **more)


def kept():
    return Counter(Inbound.objects.unscoped(why="of this test").values_list("key", flat=True))


@pytest.mark.parametrize("header", ["mac=" + "0" * 64, "", "nonsense"])
@pytest.mark.django_db
def test_the_view_and_the_short_way_answer_alike(world, application, header):
    account(world)
    said = event()
    for given in (header, signed(encoded(said), said["timestamp"])):
        assert asked(application, said, given) == post(encoded(said), given).status_code


@pytest.mark.django_db
def test_any_other_address_or_method_is_the_houses(world, application):
    assert asked(application, event(), PATH_INFO="/khong-co/") == 404
    assert asked(application, event(), REQUEST_METHOD="GET") == 405


def test_many_at_once_are_each_kept_once_and_answered_after_it(town, application):
    statuses, ready = [], threading.Barrier(16)

    def client(number):
        ready.wait()
        for n in range(15):
            # Every third one is sent by two clients at the same moment.
            name = n if n % 3 == 0 else f"{number}-{n}"
            statuses.append(asked(application, numbered(name, timestamp="1795000000000")))
        connections.close_all()

    threads = [threading.Thread(target=client, args=(n,)) for n in range(16)]
    at, front.clock = front.clock, _Stands()
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    finally:
        front.clock = at
    assert statuses == [200] * 240
    assert set(kept().values()) == {1} and len(kept()) == 5 + 16 * 10


class _Stands:
    @staticmethod
    def now():
        return datetime.fromtimestamp(1795000000, UTC)


def test_a_database_that_went_away_and_came_back_costs_no_webhook(town, application, own_database):
    assert asked(application, numbered(1)) == 200
    with psycopg.connect(own_database, autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    assert asked(application, numbered(2)) == 200
    assert sorted(kept()) == ["user_send_text|m1", "user_send_text|m2"]


def test_keys_that_another_process_changed_hold_at_once(town, application):
    assert asked(application, numbered(1)) == 200  # from now on the old keys are remembered
    rows = Keys.objects.unscoped(why="as another process would")
    rows.update(oa_secret="new-secret")
    old = numbered(2)
    assert asked(application, old) == 403
    assert sorted(kept()) == ["user_send_text|m1"]
    new = signed(encoded(old), old["timestamp"], secret="new-secret")
    assert asked(application, old, new) == 200
