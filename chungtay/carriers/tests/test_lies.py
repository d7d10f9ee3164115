"""Replies from Zalo that are slow, truncated, HTML, or lie: 50,400 of them through wire and client.

The network is played by httpx's MockTransport; everything above it is what runs in a ward.
"""

from collections import Counter

import httpx
import pytest

from chungtay.carriers.letter import Letter
from chungtay.carriers.tests.lies import Reply, replies, verdict
from chungtay.carriers.wire import Wire
from chungtay.carriers.zalo.client import Account, Zalo
from chungtay.carriers.zalo.templates import ByPhone, ByUid

EACH = 16_800
FAULTS = {
    "refused": httpx.ConnectError, "no_route": httpx.ConnectError,
    "connect_timeout": httpx.ConnectTimeout, "no_place": httpx.PoolTimeout,
    "read_timeout": httpx.ReadTimeout, "write_timeout": httpx.WriteTimeout,
    "reset": httpx.ReadError, "write_error": httpx.WriteError,
    "disconnected": httpx.RemoteProtocolError,
}  # fmt: skip
LETTER = Letter("2512523625412515", "Chào bác", "d1a5c0de-1", template="300001")


class Network:
    """Does what `reply` says; its clock moves only when a piece is slow."""

    def __init__(self) -> None:
        self.reply, self.asked, self.at = Reply(), 0, 0.0

    def now(self) -> float:
        return self.at

    def __call__(self, request):
        self.asked += 1
        if self.reply.fault:
            raise FAULTS[self.reply.fault]("played", request=request)
        if self.reply.pieces == 1 and self.reply.broken_after is None:
            # Not `content`: that would be unpacked before the wire sees it.
            return httpx.Response(
                self.reply.status, headers=self.reply.headers,
                stream=httpx.ByteStream(self.reply.body),
            )  # fmt: skip
        return httpx.Response(self.reply.status, content=self.slowly())

    def slowly(self):
        size = -(-len(self.reply.body) // self.reply.pieces)
        for n in range(self.reply.pieces):
            if n == self.reply.broken_after:
                raise httpx.RemoteProtocolError("played")
            self.at += self.reply.seconds
            yield self.reply.body[n * size : (n + 1) * size]


@pytest.mark.parametrize(
    ("carrier", "called"), [(Zalo, "message_id"), (ByUid, "message_id"), (ByPhone, "msg_id")]
)
def test_no_reply_is_taken_for_what_it_does_not_prove(carrier, called):
    network = Network()
    wire = Wire(transport=httpx.MockTransport(network), now=network.now)
    sender, account = carrier(wire), Account("http://zalo.example", "token")
    seen = Counter()
    for n, reply in enumerate(replies(seed=20261122, count=EACH, called=called)):
        network.reply = reply
        outcome = sender.send(account, LETTER)
        expected = verdict(reply, called)
        assert outcome.kind == expected, f"reply {n}: {reply}"
        assert (outcome.message_id != "") == (expected == "sent")
        assert len(outcome.code) <= 24 and len(outcome.message_id) <= 64
        seen[expected] += 1
    assert network.asked == EACH
    # The mutations reach every class, and no class is nearly all of them.
    assert set(seen) == {"sent", "doubt", "outage", "backoff", "refresh", "rate", "later",
                         "tomorrow", "unreachable", "operator", "our_bug"}  # fmt: skip
    assert seen["sent"] > EACH / 10 and seen["doubt"] > EACH / 10
