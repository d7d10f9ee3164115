"""A breaking channel is told to its keeper by e-mail: outbox, sender, and a real SMTP server."""

import email
import email.policy

import pytest

from chungtay.carriers.tests.test_mail import SIGN_IN, post
from chungtay.carriers.wire import Wire
from chungtay.carriers.zalo.client import Zalo
from chungtay.channels import tokens
from chungtay.channels.actions import close_incident, connect_mail, standing
from chungtay.channels.models import Delivery
from chungtay.channels.tests.loopback import drain
from chungtay.journal.models import Message
from chungtay.journal.system import System
from chungtay.kit import clock
from chungtay.tending import alarms, board
from chungtay.tending.actions import name_keeper

__all__ = ["post"]
MAILBOX = "hanh@phuong.example"
pytestmark = [
    pytest.mark.parametrize("post", [SIGN_IN], indirect=True),
    pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS"),
]


@pytest.fixture
def kept(town, post):
    """The town's Zalo account has a keeper with a mailbox, and the ward sends e-mail."""
    _postman, port = post
    system, at = System("test"), clock.now()
    connect_mail(
        actor=system, at=at, place=town.world.ward, name="Hòa Cường",
        address="tin@hoacuong.example", server=f"smtp://127.0.0.1:{port}", login="tin",
        password="dung",
    )  # fmt: skip
    town.keeper = town.world.account("hạnh", "administrator")
    name_keeper(
        actor=system, at=at, channel=town.channel, account=town.keeper.account, email=MAILBOX
    )
    return town


def rounds(times=1):
    zalo = Zalo(Wire(connections=1))
    try:
        for _ in range(times):
            alarms.look_after(zalo, clock.now())
            drain()
    finally:
        zalo.close()


def letters(postman):
    return [
        email.message_from_bytes(one.content, policy=email.policy.default)
        for one in postman.taken
    ]  # fmt: skip


def test_it_is_told_once_though_the_clock_comes_round_again(kept, post):
    postman, _port = post
    tokens.trouble(kept.channel, clock.now(), "reauthorise", pauses=True)
    rounds(3)
    (envelope,) = postman.taken
    assert envelope.rcpt_tos == [MAILBOX]
    (told,) = letters(postman)
    assert "gặp sự cố" in told.get_content() and "cấp quyền lại" in told.get_content()
    assert Message.objects.filter(purpose="channels.alarm").count() == 1
    (delivery,) = Delivery.objects.unscoped(why="a test of it")
    assert (delivery.way, delivery.state) == ("email", "sent")
    [line] = board.broken(kept.keeper)
    assert "Đã gửi" in line.told


def test_its_end_is_told_once_too(kept, post):
    postman, _port = post
    tokens.trouble(kept.channel, clock.now(), "reauthorise", pauses=True)
    rounds()
    incident = standing(kept.channel).get()
    close_incident(actor=System("test"), at=clock.now(), incident=incident)
    rounds(2)
    _begun, over = letters(postman)
    assert "đã chạy lại" in over.get_content()


def test_a_mailbox_that_the_server_does_not_know_is_said_on_the_board(kept, post):
    postman, _port = post
    postman.says["rcpt"] = "550 No such user"
    tokens.trouble(kept.channel, clock.now(), "reauthorise", pauses=True)
    rounds(2)
    assert postman.taken == []
    [line] = board.broken(kept.keeper)
    assert "chưa báo được người giữ kênh" in line.told
