"""SMS over the loopback's gateway: a doubt is asked about under its own reference, a receipt tells
how it ended. The phone is the oracle of how many came."""

import re
from datetime import timedelta

import httpx
import pytest

from chungtay.carriers.wire import Wire
from chungtay.channels import doubts
from chungtay.channels.models import Delivery
from chungtay.channels.sending import Sender
from chungtay.channels.tests.examples import mailbox, texts
from chungtay.channels.tests.loopback import CAME, deliveries, drain, states, take_in
from chungtay.journal.system import System
from chungtay.kit import clock
from chungtay.people.actions import add_contact, give_consent, register, withdraw_consent
from chungtay.people.models import Consent, ContactPoint, Person

GATEWAY = "/MainService.svc/json/SendMultipleMessage_V4_post_json/"
PHONE = "+84905123456"


@pytest.fixture
def sms_town(town, our_server, settings):
    """A ward that has SMS too; the gateway reports to our server."""
    settings.SITE = our_server.url.removesuffix("/zalo/webhook/")
    texts(town.world, api_base=town.zalo.url)
    return town


@pytest.fixture
def deaf(settings):
    """As if no receipt ever reached us."""
    settings.SITE = "http://127.0.0.1:9"


def somebody(town, email=""):
    """Without Zalo, at a phone of the loopback."""
    system, at = System("test"), town.world.at
    person = register(actor=system, at=at, place=town.world.ward, name="Phan Thị Diễm My")
    for kind, value in (("phone", PHONE), ("email", email)):
        if value:
            add_contact(
                actor=system, at=at, person=person, kind=ContactPoint.Kind(kind), value=value
            )
    give_consent(actor=system, at=at, person=person, purpose="blood.ask", means=Consent.Means.FORM)
    return person.actor_id


def phone(town):
    return [sms for sms in town.zalo.look("sms")["sms"] if sms["state"] != "sandbox"]


def look_up(minutes: float = 1) -> None:
    sender = Sender(Wire(read=0.5))
    try:
        doubts.look_up(sender.zalo, sender.esms, clock.now() + timedelta(minutes=minutes))
    finally:
        sender.close()


def trouble(town, mode, times=1):
    more = {"seconds": 2} if mode.startswith("timeout") else {}
    town.zalo.fail_next(mode, path=GATEWAY, times=times, **more)


CODES = {
    "timeout_after": "esms_timeout", "timeout_before": "esms_timeout", "drop_after": "esms_cut_off",
    "drop_before": "esms_cut_off", "500": "esms_http_500", "lie": "esms_no_id",
}  # fmt: skip


@pytest.mark.parametrize("mode", CODES)
def test_a_doubt_is_asked_about_and_exactly_one_sms_comes(sms_town, deaf, mode):
    """Whether the first request came or not: one on the phone, the delivery is sent."""
    trouble(sms_town, mode)
    sms_town.ask([somebody(sms_town)])
    drain(read=0.5)
    [row] = deliveries()
    assert (row.way, row.state, row.code) == ("sms", "unknown", CODES[mode])
    look_up()
    [row] = deliveries()
    assert (row.state, row.code) == ("sent", "")
    assert [sms["request_id"] for sms in phone(sms_town)] == [row.reference]
    look_up(100)
    assert drain() == 0 and len(phone(sms_town)) == 1


def test_a_sender_that_died_with_an_sms_in_its_hands_leaves_a_doubt_that_is_asked_about(
    sms_town, deaf
):
    sms_town.ask([somebody(sms_town)])
    drain()
    rows = Delivery.objects.unscoped(why="as if its sender had died before it read the answer")
    rows.update(state="unknown", code="lease", external_id="", sent_at=None, not_before=clock.now())
    look_up()
    assert states() == {"sent": 1} and len(phone(sms_town)) == 1


@pytest.mark.parametrize("code", ["esms_124", "restored"])
def test_a_reference_that_may_be_another_messages_is_never_asked_about(sms_town, deaf, code):
    sms_town.ask([somebody(sms_town)])
    drain()
    rows = Delivery.objects.unscoped(why="as if the gateway had known the reference before")
    rows.update(state="unknown", code=code, external_id="", sent_at=None, not_before=clock.now())
    for minutes in (1, 10, 100):
        look_up(minutes)
    assert states() == {"unknown": 1} and deliveries()[0].reason


def test_a_gateway_that_stays_silent_leaves_the_doubt_in_sight(sms_town, deaf):
    trouble(sms_town, "timeout_before", times=9)
    sms_town.ask([somebody(sms_town)])
    drain(read=0.5)
    for minutes in (1, 10, 100):
        look_up(minutes)
    [row] = deliveries()
    assert (row.state, row.code) == ("unknown", "esms_timeout") and phone(sms_town) == []


def test_who_withdrew_meanwhile_is_not_written_to_by_asking(sms_town):
    trouble(sms_town, "drop_before")
    actor = somebody(sms_town)
    sms_town.ask([actor])
    drain()
    person = Person.objects.unscoped(why="of this test").get(actor=actor)
    withdraw_consent(actor=System("test"), at=clock.now(), person=person, purpose="blood.ask")
    look_up()
    assert states() == {"unknown": 1} and phone(sms_town) == []


def test_a_receipt_ends_a_doubt_too(sms_town):
    trouble(sms_town, "drop_after")
    sms_town.ask([somebody(sms_town)])
    drain()
    take_in(lambda: states() == {"received": 1})
    assert deliveries()[0].external_id == phone(sms_town)[0]["sms_id"]


@pytest.mark.parametrize("lost", [False, True])
def test_the_link_in_the_sms_opens_and_answers_and_the_receipt_comes(sms_town, lost):
    """Also of an SMS whose first answer was lost: the link on the phone lives."""
    if lost:
        trouble(sms_town, "drop_after")
    sms_town.ask([somebody(sms_town)], asked=7)
    drain()
    if lost:
        look_up()
    [sms] = phone(sms_town)
    [link] = re.findall(r"http://\S+", sms["text"])
    assert "Chi den duoc khong?" in sms["text"]
    with httpx.Client(trust_env=False, follow_redirects=True, timeout=30) as browser:
        page = browser.get(link)
        assert page.status_code == 200 and "Chị đến được không?" in page.text
        csrf = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)[-1]
        said = browser.post(
            str(page.url), data={"answer": "0", "csrfmiddlewaretoken": csrf},
            headers={"Referer": str(page.url)},
        )  # fmt: skip
        assert "Đã ghi “Tôi đến được”" in said.text
    [(_actor, asked)] = CAME
    assert asked == 7
    take_in(lambda: [row.state for row in deliveries(way="sms")][:1] == ["received"])


def test_an_sms_that_the_network_lost_goes_on_by_the_next_way(sms_town):
    mailbox(sms_town.world)
    [(_actor, user_id)] = sms_town.people(1)
    sms_town.zalo.ask("people", user_id=user_id, phone=PHONE, sms_fails=True)
    sms_town.ask([somebody(sms_town, email="my@example.vn")])
    drain_sms_only()
    take_in(lambda: len(deliveries()) == 2)
    assert [(row.way, row.state, row.code) for row in deliveries()] == [
        ("sms", "passed", "esms_failed"), ("email", "waiting", "paused"),
    ]  # fmt: skip
    assert "không tới được máy" in deliveries()[0].reason


def test_an_sms_that_the_network_lost_and_that_has_no_next_way_stays_failed(sms_town):
    [(_actor, user_id)] = sms_town.people(1)
    sms_town.zalo.ask("people", user_id=user_id, phone=PHONE, sms_fails=True)
    sms_town.ask([somebody(sms_town)])
    drain()
    take_in(lambda: states() == {"failed": 1})
    assert deliveries()[0].code == "esms_failed"


def drain_sms_only():
    """One turn that leaves the mailbox, which nobody runs here, alone."""
    from chungtay.channels.models import Channel

    mail = Channel.objects.unscoped(why="no mail server in this test").filter(kind="mail")
    mail.update(rest_until=clock.now() + timedelta(hours=1))
    drain()
