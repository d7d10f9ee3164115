"""A breaking channel is told to its keeper by another one: real tokens die, real texts arrive."""

import time
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chungtay.carriers.wire import Wire
from chungtay.carriers.zalo.client import Zalo
from chungtay.channels import tokens
from chungtay.channels.actions import connect_sms, standing
from chungtay.channels.models import Delivery, Incident, Keys
from chungtay.channels.tests.loopback import OA_ID, drain, take_in
from chungtay.journal.system import System
from chungtay.kit import clock
from chungtay.people.actions import add_contact
from chungtay.people.models import ContactPoint
from chungtay.tending import alarms, board
from chungtay.tending.actions import name_keeper
from chungtay.tending.models import Keeper

PHONE = "84905123456"


@pytest.fixture
def client():
    zalo = Zalo(Wire(connections=1))
    yield zalo
    zalo.close()


@pytest.fixture
def kept(town):
    """The town's account has a keeper with a telephone, and the ward sends text messages."""
    holder = town.world.account("hạnh", "administrator")
    system, at = System("test"), clock.now()
    connect_sms(
        actor=system, at=at, place=town.world.ward, name="Hòa Cường", brandname="CHUNGTAY",
        api_key="khoa-sms", secret_key="bi-mat-sms", api_base=town.zalo.url,
    )  # fmt: skip
    name_keeper(
        actor=system, at=at, channel=town.channel, account=holder.account, phone=f"+{PHONE}"
    )
    town.keeper = holder
    return town


def texts(town):
    return [text["text"] for text in town.zalo.look("sms", phone=PHONE)["sms"]]


def round_(client, at=None):
    alarms.look_after(client, at or clock.now())
    drain()


def keys_of(town):
    return Keys.objects.unscoped(why="a test of it").get(channel=town.channel)


def make_old(town, hours):
    keys = keys_of(town)
    keys.refreshed_at -= timedelta(hours=hours)
    keys.expires_at -= timedelta(hours=hours)
    keys.save()
    return keys


def test_a_token_that_zalo_takes_no_more_is_told_by_text_once_and_its_end_once(kept, client):
    [(actor, _user)] = kept.people(1)
    kept.zalo.refuse_next(-216, times=2)
    kept.ask([actor])
    drain()
    for _ in range(3):
        round_(client)
    (text,) = texts(kept)
    assert "Kenh Phuong Hoa Cuong gap su co" in text and "cap quyen lai" in text
    kept.connect()
    for _ in range(2):
        round_(client)
    assert len(texts(kept)) == 2
    assert "da chay lai" in texts(kept)[1]


def test_a_refresh_token_that_was_spent_is_told_by_text(kept, client):
    keys = make_old(kept, 26)
    keys.refresh_token = "spent"
    keys.save()
    round_(client)
    incident = standing(kept.channel).get()
    assert (incident.code, incident.pauses) == ("reauthorise", True)
    (text,) = texts(kept)
    assert "xin quan tri OA cap quyen lai" in text


def test_a_token_is_renewed_by_the_clock_though_nothing_is_sent(kept, client):
    before = make_old(kept, 20.5).access_token
    round_(client)
    keys = keys_of(kept)
    assert keys.access_token != before
    assert texts(kept) == []


def test_a_token_of_22_hours_that_is_not_renewed_is_told_while_it_still_works(kept, client):
    make_old(kept, 22.1)
    kept.zalo.fail_next("500", path="/v4/oa/access_token", times=5)
    round_(client)
    incident = standing(kept.channel).get()
    assert (incident.code, incident.pauses) == ("token_not_renewed", False)
    assert len(texts(kept)) == 1, "told by text, though the account could still speak"
    assert kept.zalo.messages() == []


def test_without_text_messages_another_account_tells(town, client):
    """The broken account's own Zalo user is no way; the one of the other account is."""
    other = _other_account(town)
    system, at = System("test"), clock.now()
    holder = town.world.account("hạnh", "administrator")
    town.zalo.ask("people", user_id="999", name="Hạnh", last_interaction="2 hours ago")
    name_keeper(
        actor=system, at=at, channel=town.channel, account=holder.account, phone="0905123456"
    )
    keeper = (
        Keeper.objects.unscoped(why="a test").crossing("person", why="a test")
        .select_related("person").get()
    )  # fmt: skip
    for oa_id in (OA_ID, other.oa_id):
        add_contact(
            actor=system, at=at, person=keeper.person, kind=ContactPoint.Kind.ZALO,
            value=f"{oa_id}/999",
        )  # fmt: skip
    tokens.trouble(town.channel, at, "token_not_renewed", pauses=False)
    round_(client)
    (delivery,) = Delivery.objects.unscoped(why="a test of it").order_by("pk")
    assert delivery.channel_id == other.pk
    assert len(town.zalo.messages("999")) == 1


def _other_account(town):
    from chungtay.channels.actions import connect

    pair = town.zalo.ask("tokens")
    return connect(
        actor=System("test"), at=clock.now(), place=town.world.ward.province, name="Đà Nẵng",
        oa_id="111111111111111111", app_id="360846524940903967", app_secret="app-secret",
        oa_secret="oa-secret", access_token=pair["access_token"],
        refresh_token=pair["refresh_token"], api_base=town.zalo.url, oauth_base=town.zalo.url,
    )  # fmt: skip


def test_when_nothing_is_left_the_board_says_so(town, client):
    system, at = System("test"), clock.now()
    holder = town.world.account("hạnh", "administrator")
    name_keeper(
        actor=system, at=at, channel=town.channel, account=holder.account, email="h@phuong.vn"
    )
    tokens.trouble(town.channel, at, "reauthorise", pauses=True)
    round_(client)
    [line] = board.broken(holder)
    assert line.yours
    assert "chưa báo được người giữ kênh" in line.told


def test_webhooks_that_stop_while_messages_go_out_are_noticed_and_told(kept, client):
    [(actor, user)] = kept.people(1)
    kept.zalo.ask("webhook", on=False)
    kept.ask([actor])
    drain()
    later = clock.now() + timedelta(minutes=90)
    Keys.objects.unscoped(why="a test of it").update(refreshed_at=later)
    alarms.listen(kept.channel, clock.now() + timedelta(minutes=5))
    assert not standing(kept.channel).exists(), "an echo may take some minutes"
    _no_word_for_hours()
    round_(client, later)
    assert standing(kept.channel).get().code == "webhook_silent"
    assert "muc Webhook" in texts(kept)[0]
    kept.zalo.ask("webhook", on=True)
    kept.zalo.ask("say", user_id=user, text="alo")
    _heard(kept, client, later)


def test_whether_webhooks_came_is_asked_once(kept):
    [(actor, _user)] = kept.people(1)
    kept.zalo.ask("webhook", on=False)
    kept.ask([actor])
    drain()
    _no_word_for_hours()
    later = clock.now() + timedelta(minutes=90)
    with CaptureQueriesContext(connection) as asked:
        alarms.listen(kept.channel, later)
    came = [one["sql"] for one in asked if 'FROM "intake_inbound"' in one["sql"]]
    assert len(came) == 1 and standing(kept.channel).get().code == "webhook_silent"


def _no_word_for_hours():
    from chungtay.intake.models import Inbound

    Inbound.objects.unscoped(why="a test of it").update(
        received_at=clock.now() - timedelta(hours=3)
    )


def _heard(kept, client, later):
    from chungtay.intake.models import Inbound

    for _ in range(100):
        take_in()
        came = Inbound.objects.unscoped(why="a test of it").filter(event="user_send_text")
        if came.update(received_at=later + timedelta(minutes=1)):
            break
        time.sleep(0.1)
    alarms.listen(kept.channel, later + timedelta(minutes=2))
    assert not standing(kept.channel).exists()
    (incident,) = Incident.objects.unscoped(why="a test of it").filter(code="webhook_silent")
    assert incident.closed_at is not None
