"""Two senders at once, step by step: whatever one does late, the phone shows a message once."""

from datetime import timedelta

from chungtay.channels import sending, tokens
from chungtay.channels.sending import Sender
from chungtay.channels.tests.loopback import drain, states
from chungtay.kit import clock

OAUTH = "/v4/oa/access_token"


def test_a_late_renewal_takes_nothing_out_of_another_senders_hands(town, monkeypatch):
    [(actor, user_id)] = town.people(1)
    town.zalo.refuse_next(-216)
    town.zalo.fail_next("500", path=OAUTH)
    town.ask([actor])
    other, renewing, claimed = Sender(), tokens.refused, []

    def meanwhile(*args, **more):
        until = renewing(*args, **more)
        assert until is not None, "there was no new token to be had"
        for posting in other._claim(clock.now()):
            claimed.append(posting)
            other._flying[other._pool.submit(other._post, posting)] = posting
        return until

    monkeypatch.setattr(tokens, "refused", meanwhile)
    drain()
    assert len(claimed) == 1, "the other sender had it in hand meanwhile"
    try:
        other.drain()
    finally:
        other.close()
    town.channel.rest_until = None
    town.channel.save()
    drain()
    assert len(town.zalo.messages(user_id)) == 1
    assert set(states()) <= {"sent", "received"}


def test_a_long_broadcast_leaves_what_comes_in_its_turn(town, monkeypatch):
    monkeypatch.setattr(sending, "ROUND", timedelta(seconds=0.5))
    town.zalo.fail_next("slow", times=60, seconds=0.3)
    people = town.people(60)
    town.ask([actor for actor, _ in people])
    sender = Sender(parallel=4)
    rounds = 0
    try:
        while sending.turn(sender) or sender._flying:
            rounds += 1
            assert rounds > 1 or states()["waiting"] > 0
    finally:
        sender.close()
    assert rounds >= 3
    users = [message["user_id"] for message in town.zalo.messages()]
    assert len(users) == len(set(users)) == 60


def test_a_sender_that_is_closed_writes_down_what_was_still_on_its_way(town):
    [(actor, user_id)] = town.people(1)
    town.zalo.fail_next("slow", seconds=2.5)
    town.ask([actor])
    sender = Sender()
    sender.drain(within=timedelta(seconds=0.1))
    assert states() == {"sending": 1}
    sender.close()
    assert set(states()) <= {"sent", "received"}
    assert len(town.zalo.messages(user_id)) == 1
