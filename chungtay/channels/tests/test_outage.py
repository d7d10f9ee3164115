"""A channel breaks down in the middle of a wave: nothing is lost, nobody is asked twice, and of
whom nobody knows an officer has a list to telephone."""

import socket
from datetime import timedelta

import pytest

from chungtay.answers import by_link
from chungtay.carriers.wire import Wire
from chungtay.channels import doubts
from chungtay.channels.models import Channel
from chungtay.channels.sending import Sender
from chungtay.channels.tests.loopback import deliveries, drain, states
from chungtay.kit import clock


def nowhere() -> str:
    """An address at which nobody answers."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}"


def speaks_at(address: str) -> None:
    every = Channel.objects.unscoped(why="it breaks down, and comes back")
    every.update(api_base=address, rest_until=None)


def find_out() -> None:
    sender = Sender(Wire(read=0.5))
    try:
        for _round in range(3):  # two doubts in each
            doubts.look_up(sender.zalo, sender.esms, clock.now() + timedelta(minutes=1))
    finally:
        sender.close()


def to_telephone(town) -> set[int]:
    """Actors of those on the officer's list."""
    return {row.message.recipient_id for row in by_link.unreached(town.world.officer, clock.now())}


@pytest.fixture
def wave(town):
    """Twelve asked at once; of four the connection breaks, of two of them after Zalo had it."""
    people = town.people(12)
    town.zalo.ask("webhook", on=False)
    town.zalo.fail_next("drop_after", times=2)
    town.ask([actor for actor, _user in people], urgent=True)
    drain(read=0.5)
    town.zalo.fail_next("drop_before", times=2)
    late = town.people(4)
    town.ask([actor for actor, _user in late], urgent=True)
    drain(read=0.5)
    return {user: actor for actor, user in people + late}


def test_what_broke_off_is_never_sent_again_and_stands_on_the_list(town, wave):
    assert states() == {"sent": 12, "unknown": 4}
    assert drain() == 0
    doubtful = {row.message.recipient_id for row in deliveries(state="unknown")}
    assert to_telephone(town) == doubtful and len(doubtful) == 4
    find_out()
    phones = [message["user_id"] for message in town.zalo.messages()]
    assert len(phones) == len(set(phones)) == 14
    left = {actor for user, actor in wave.items() if user not in phones}
    assert to_telephone(town) == left, "only whom nothing reached"
    assert states() == {"sent": 14, "unknown": 2}


def test_while_nobody_answers_all_waits_and_then_goes_out_once(town, wave):
    speaks_at(nowhere())
    more = town.people(5)
    town.ask([actor for actor, _user in more], urgent=True)
    drain()
    assert states() == {"sent": 12, "unknown": 4, "waiting": 5}
    assert {row.code for row in deliveries(state="waiting")} <= {"connect", ""}
    speaks_at(town.zalo.url)
    at = clock.now()
    for row in deliveries(state="waiting"):
        type(row).objects.unscoped(why="its pause is over").filter(pk=row.pk).update(not_before=at)
    drain()
    phones = [message["user_id"] for message in town.zalo.messages()]
    assert len(phones) == len(set(phones)), "somebody was asked twice"
    assert {user for _actor, user in more} <= set(phones), "a question was lost"
    assert states() == {"sent": 17, "unknown": 4}
    assert len(deliveries()) == 21
