"""A request whose answer is lost is never repeated; it is found out, or stays in sight."""

from datetime import timedelta

import pytest

from chungtay.carriers.wire import Wire
from chungtay.channels import doubts
from chungtay.channels.models import Delivery
from chungtay.channels.sending import Sender
from chungtay.channels.tests.examples import template
from chungtay.channels.tests.loopback import deliveries, drain, states, take_in
from chungtay.inbox.models import Letter
from chungtay.intake.models import Inbound
from chungtay.kit import clock

REMINDER = {"template_id": "300001", "name": "Nhắc hẹn", "text": "Phường nhắn: <noi_dung>",
            "uid": True}  # fmt: skip


def without_echo():
    """As if no webhook had reached us."""
    Inbound.objects.unscoped(why="this test loses them").delete()


def look_up(minutes: float = 1) -> None:
    sender = Sender(Wire(read=0.5))
    try:
        doubts.look_up(sender.zalo, sender.esms, clock.now() + timedelta(minutes=minutes))
    finally:
        sender.close()


@pytest.mark.parametrize("mode", ["timeout_after", "drop_after", "truncated"])
def test_an_answer_that_is_lost_leaves_a_doubt_which_the_echo_ends(town, mode):
    [(actor, user_id)] = town.people(1)
    more = {"seconds": 2} if mode == "timeout_after" else {}
    town.zalo.fail_next(mode, **more)
    town.ask([actor])
    drain(read=0.5)
    assert states() == {"unknown": 1}
    assert drain() == 0, "a doubt is never sent again"
    take_in(lambda: states() == {"received": 1})
    [shown] = town.zalo.messages(user_id)
    assert deliveries()[0].external_id == shown["message_id"]


@pytest.mark.parametrize("echoes", [True, False], ids=["echo", "conversation"])
def test_a_template_in_doubt_is_known_by_its_words(town, echoes):
    town.zalo.ask("templates", **REMINDER)
    template(town.world, town.channel, fields={"noi_dung": "text"}, by_phone=False)
    [(actor, user_id)] = town.people(1, spoke="30 days ago")
    town.zalo.ask("webhook", on=echoes)
    town.zalo.fail_next("drop_after", path="/v3.0/oa/message/template")
    town.ask([actor], answers=False)
    drain()
    row = deliveries()[-1]
    assert (row.way, row.state) == ("zalo_uid", "unknown")
    if echoes:
        take_in(lambda: deliveries()[-1].state == "received")
    else:
        look_up()
        assert deliveries()[-1].state == "sent"
    [shown] = town.zalo.messages(user_id)
    assert deliveries()[-1].external_id == shown["message_id"]
    assert not Letter.objects.unscoped(why="no officer wrote it").exists()


def test_the_conversation_ends_a_doubt_when_the_echo_is_lost_too(town):
    [(actor, user_id)] = town.people(1)
    town.zalo.ask("webhook", on=False)
    town.zalo.fail_next("drop_after")
    town.ask([actor])
    drain()
    assert states() == {"unknown": 1}
    look_up()
    [row] = deliveries()
    assert row.state == "sent"
    assert row.external_id == town.zalo.messages(user_id)[0]["message_id"]


@pytest.mark.parametrize("mode", ["timeout_before", "drop_before", "html", "lie"])
def test_a_doubt_that_nothing_ends_stays_in_sight_and_asks_nobody_twice(town, mode):
    [(actor, user_id)] = town.people(1)
    more = {"seconds": 2} if mode == "timeout_before" else {}
    town.zalo.fail_next(mode, **more)
    town.ask([actor])
    drain(read=0.5)
    for minutes in (1, 10, 100, 400):
        look_up(minutes)
        drain()
    [row] = deliveries()
    assert row.state == "unknown" and row.reason
    assert town.zalo.messages(user_id) == []


def test_a_server_error_is_a_doubt_like_any_other_and_never_sent_again(town):
    [(actor, user_id)] = town.people(1)
    town.zalo.fail_next("500")
    town.ask([actor])
    drain()
    for minutes in (1, 10, 100, 400):
        look_up(minutes)
        Delivery.objects.unscoped(why="any wait is over").update(not_before=None)
        assert drain() == 0
    [row] = deliveries()
    assert (row.state, row.code) == ("unknown", "http_500")
    assert town.zalo.messages(user_id) == []


def test_each_of_two_equal_messages_takes_its_own_echo(town):
    [(actor, user_id)] = town.people(1)
    town.zalo.fail_next("drop_after", times=2)
    town.ask([actor, actor])
    drain()
    assert states() == {"unknown": 2}
    take_in(lambda: states() == {"received": 2})
    ids = {message["message_id"] for message in town.zalo.messages(user_id)}
    assert {row.external_id for row in deliveries()} == ids


def test_what_an_officer_writes_in_zalo_itself_is_kept_as_such(town):
    [(actor, user_id)] = town.people(1)
    town.ask([actor], text="Câu của chúng tôi")
    drain()
    take_in(lambda: states() == {"received": 1})
    Delivery.objects.unscoped(why="as if it were not ours").update(external_id="other")
    Inbound.objects.unscoped(why="told again").update(handled_at=None, outcome="")
    take_in()
    echo = Inbound.objects.unscoped(why="the echo").get(event="oa_send_text")
    assert echo.outcome == "oa_reply"
    assert user_id == echo.user_id


def test_zalo_being_out_of_reach_proves_that_nothing_left(town):
    [(actor, _)] = town.people(1)
    type(town.channel).objects.unscoped(why="nobody listens there").update(
        api_base="http://127.0.0.1:9"
    )
    town.ask([actor])
    for _ in range(4):
        drain()
        [row] = deliveries()
        assert (row.state, row.attempts, row.code) == ("waiting", 0, "connect")
        Delivery.objects.unscoped(why="the wait is over").update(not_before=None)
        type(town.channel).objects.unscoped(why="the rest is over").update(rest_until=None)


def test_a_row_whose_worker_died_becomes_a_doubt_when_its_lease_runs_out(town):
    [(actor, _)] = town.people(1)
    town.ask([actor])
    from chungtay.channels.claiming import LEASE, claim
    from chungtay.channels.resolving import take

    at = clock.now()
    take(at)
    [(claimed, _letter)] = claim(at, {town.channel.pk: town.channel}, 5)
    assert drain() == 0
    assert doubts.lapse(at + LEASE - timedelta(seconds=1)) == 0
    assert doubts.lapse(at + LEASE + timedelta(seconds=1)) == 1
    [row] = deliveries()
    assert (row.state, row.code, row.pk) == ("unknown", "lease", claimed.pk)
    assert drain() == 0
