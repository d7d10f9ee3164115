"""Two senders at once, step by step: whatever one does late, the phone shows a message once."""

from chungtay.channels import tokens
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
