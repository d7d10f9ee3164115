"""A token is renewed by one at a time, kept before use, and never lost to an error."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from chungtay.carriers.zalo.client import Zalo
from chungtay.channels import tokens
from chungtay.channels.models import Incident, Keys
from chungtay.channels.tests.loopback import deliveries, drain, states
from chungtay.kit import clock

OAUTH = "/v4/oa/access_token"


@pytest.fixture
def client():
    zalo = Zalo()
    yield zalo
    zalo.close()


def keys() -> Keys:
    return Keys.objects.unscoped(why="to look at the pair").get()


def incidents() -> list[str]:
    return list(Incident.objects.unscoped(why="a test").standing().values_list("code", flat=True))


def make_old(hours: float) -> None:
    row = keys()
    row.refreshed_at -= timedelta(hours=hours)
    row.expires_at -= timedelta(hours=hours)
    row.save()


def test_a_token_of_twenty_hours_is_renewed_before_it_is_used(town, client):
    before = keys()
    assert tokens.access_token(town.channel, client, clock.now()) == before.access_token
    make_old(20.1)
    renewed = tokens.access_token(town.channel, client, clock.now())
    after = keys()
    assert renewed == after.access_token != before.access_token
    assert after.refresh_token != before.refresh_token
    assert after.expires_at - after.refreshed_at == timedelta(hours=25)


def test_four_workers_who_renew_at_once_spend_the_refresh_token_once(town, client):
    refused, results, barrier = keys().access_token, [], threading.Barrier(4)

    def renew():
        barrier.wait()
        try:
            results.append(tokens.renew(town.channel, client, clock.now(), refused=refused))
        finally:
            connection.close()

    town.zalo.fail_next("slow", path=OAUTH, seconds=0.5)
    threads = [threading.Thread(target=renew) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [True] * 4
    assert incidents() == []
    fresh = keys().access_token
    assert fresh != refused
    # A second exchange would have met the spent token; the pair that is kept still works.
    assert tokens.renew(town.channel, client, clock.now(), refused=fresh)


@pytest.mark.parametrize("error", [-14020, -14002, -32])
def test_an_error_with_http_200_does_not_touch_a_good_pair(town, client, error):
    before = keys()
    make_old(21)
    town.zalo.refuse_next(error, path=OAUTH)
    assert tokens.access_token(town.channel, client, clock.now()) == before.access_token
    after = keys()
    assert (after.access_token, after.refresh_token) == (before.access_token, before.refresh_token)
    assert incidents() == ["token_not_renewed"]
    assert not Incident.objects.unscoped(why="a test").get().pauses, "the old token still works"


@pytest.mark.parametrize("mode", ["html", "truncated", "500", "lie", "drop_before"])
def test_nonsense_from_the_oauth_host_does_not_touch_a_good_pair(town, client, mode):
    before = keys()
    make_old(21)
    town.zalo.fail_next(mode, path=OAUTH)
    assert tokens.access_token(town.channel, client, clock.now()) == before.access_token
    assert keys().refresh_token == before.refresh_token


def test_an_attempt_that_failed_is_not_repeated_with_every_message(town, client):
    make_old(21)
    town.zalo.refuse_next(-32, path=OAUTH)
    old = tokens.access_token(town.channel, client, clock.now())
    assert tokens.access_token(town.channel, client, clock.now()) == old
    later = clock.now() + tokens.AGAIN_AFTER + timedelta(seconds=1)
    assert tokens.access_token(town.channel, client, later) != old
    assert incidents() == [], "the new pair ends the incident"


@pytest.mark.parametrize("code", [-216, -220])
def test_a_refused_token_is_renewed_once_and_the_message_goes_out(town, code):
    people = town.people(3)
    town.zalo.refuse_next(code, times=3)
    before = keys().access_token
    town.ask([actor for actor, _ in people])
    drain()
    assert states() == {"sent": 3}
    assert keys().access_token != before
    assert len(town.zalo.messages()) == 3


def test_a_fresh_token_that_is_refused_too_pauses_the_channel_and_loses_nothing(town):
    [(actor, user_id)] = town.people(1)
    town.zalo.refuse_next(-216, times=2)
    town.ask([actor])
    drain()
    assert incidents() == ["reauthorise"]
    assert states() == {"waiting": 1}
    assert drain() == 0
    town.connect()
    assert incidents() == []
    drain()
    assert states() == {"sent": 1}
    assert len(town.zalo.messages(user_id)) == 1


def test_a_spent_refresh_token_and_a_dead_access_token_ask_for_a_person(town):
    [(actor, _)] = town.people(1)
    row = keys()
    row.refresh_token, row.access_token = "spent", "dead"
    row.save()
    town.ask([actor])
    drain()
    assert incidents() == ["reauthorise"]
    assert deliveries()[0].state == "waiting"


def test_renewing_inside_a_transaction_is_refused(town, client):
    with transaction.atomic(), pytest.raises(RuntimeError):
        tokens.renew(town.channel, client, clock.now(), refused=keys().access_token)


def test_secrets_are_in_no_representation_and_no_error(town, client, caplog):
    caplog.set_level("DEBUG")
    secrets = [keys().access_token, keys().refresh_token, "app-secret", "oa-secret"]
    town.zalo.refuse_next(-14020, path=OAUTH)
    tokens.renew(town.channel, client, clock.now(), refused=keys().access_token)
    ours = [r for r in caplog.records if r.name.startswith(("chungtay", "httpx", "django"))]
    told = " ".join(r.getMessage() for r in ours) + repr(keys()) + str(keys())
    told += repr(town.channel) + " ".join(
        i.sentence for i in Incident.objects.unscoped(why="t x y")
    )
    assert not [secret for secret in secrets if secret in told]


class Killed(BaseException):
    """What a process that is killed leaves undone."""


def test_a_kill_between_the_refresh_and_its_commit_says_so_while_the_old_token_still_sends(
    town, client, monkeypatch
):
    """Zalo has rotated the pair and nobody has the new one: the old access token lives on for five
    hours, in which a named person is told; nothing is lost and nothing sent twice."""
    make_old(21)
    before, real = keys().access_token, client.renew

    def killed(*asked):
        real(*asked)
        raise Killed

    monkeypatch.setattr(client, "renew", killed)
    with pytest.raises(Killed):
        tokens.access_token(town.channel, client, clock.now())
    assert keys().access_token == before
    monkeypatch.undo()
    [(actor, user_id)] = town.people(1)
    town.ask([actor])
    drain()
    assert incidents() == ["token_not_renewed"], "said long before the old token dies"
    assert len(town.zalo.messages(user_id)) == 1
    assert states() == {"sent": 1}
