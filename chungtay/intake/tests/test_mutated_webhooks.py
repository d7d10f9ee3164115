"""Mutated webhooks: an oracle written from the document predicts status and stored row of each.

CHUNGTAY_MUTANTS=100000 is the full count. Through the WSGI application that granian serves.
"""

import hashlib
import io
import os
from collections import Counter
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.core.wsgi import get_wsgi_application

from chungtay.channels.tests.examples import account
from chungtay.intake import front, receiving
from chungtay.intake.models import Inbound, TurnedAway
from chungtay.intake.tests.mutants import mutant
from chungtay.intake.tests.oracle import Expected, predict
from chungtay.kit import clock

MANY = int(os.environ.get("CHUNGTAY_MUTANTS", "1500"))
CHUNK = 500


@pytest.fixture(scope="module")
def application():
    return front.before(get_wsgi_application())


def posted(application, body, header, retry) -> int:
    environ = {
        "REQUEST_METHOD": "POST", "PATH_INFO": front.ADDRESS, "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body), "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80",
    }  # fmt: skip
    if header is not None:
        environ["HTTP_X_ZEVENT_SIGNATURE"] = header
    if retry is not None:
        environ["HTTP_NUM_RETRY"] = retry
    status = []
    list(application(environ, lambda line, headers: status.append(int(line.split()[0]))))
    return status[0]


def rows(keys):
    found = Inbound.objects.unscoped(why="of this test").filter(key__in=keys)
    return {row.key: row for row in found}


@pytest.mark.django_db
def test_every_mutant_is_answered_and_kept_as_the_document_says(world, application, monkeypatch):
    account(world)
    now_ms = int(clock.now().timestamp() * 1000)
    # The age limit is told to the millisecond, and the full count takes minutes.
    stands = datetime.fromtimestamp(now_ms / 1000, UTC)
    monkeypatch.setattr(front, "clock", SimpleNamespace(now=lambda: stands))
    refused, kept, wrong = Counter(), {}, []
    for begin in range(0, MANY, CHUNK):
        first = {}
        for number in range(begin, min(begin + CHUNK, MANY)):
            body, header, retry = mutant(number, now_ms)
            told = predict(body, header, retry, now_ms)
            status = posted(application, body, header, retry)
            if status != told.status:
                wrong.append((number, status, told.status, told.reason))
            if told.status != 200:
                refused[told.reason] += 1
            elif told.key not in kept:
                kept[told.key] = first[told.key] = (told, body)
        stored = rows(first)
        for key, (told, body) in first.items():
            row = stored.get(key)
            if row is None or _as_told(row) != told or bytes(row.body) != body:
                wrong.append((key, row and _as_told(row), told))
        assert wrong == []
    assert Inbound.objects.unscoped(why="of this test").count() == len(kept)
    assert dict(TurnedAway.objects.values_list("reason", "count")) == dict(refused)
    assert {"malformed", "bad_signature", "too_old", "unknown_account"} <= set(refused)
    _dealt_with(len(kept))


def _as_told(row):
    ms = round(row.happened_at.timestamp() * 1000)
    return Expected(200, "", row.key, row.event, row.user_id, row.num_retry, ms)


def _dealt_with(count) -> None:
    """Whatever was kept is dealt with, and no fault of ours shows."""
    later = clock.now() + receiving.WAIT_FOR_EARLIER
    for _ in range(count // receiving.BATCH + 5):
        if not receiving.take_in(later):
            break
    faults = Inbound.objects.unscoped(why="of this test").filter(tries__gt=0)
    assert list(faults.values_list("event", "key")[:5]) == []


def test_the_oracle_knows_the_documents_own_test_vector():
    assert hashlib.sha256(b'1{"timestamp":"2"}2s').hexdigest() == (
        "9d8b7a703447a117465d7d97fa0101d1f4fafaefc6e4c2ada58b317a2073276c"
    )


def test_mutants_are_of_all_kinds():
    now_ms = 1_795_000_000_000
    told = [predict(*mutant(n, now_ms), now_ms) for n in range(3000)]
    assert 0.3 < sum(t.status == 200 for t in told) / len(told) < 0.9
    assert {t.reason for t in told if t.reason} >= {
        "malformed", "bad_signature", "too_old", "unknown_account", "oversized",
    }  # fmt: skip
