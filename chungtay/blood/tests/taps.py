"""Donors with Zalo who tap the buttons of their question: webhooks as they were stored."""

import json
from datetime import timedelta
from itertools import count

import pytest

from chungtay.channels import wording
from chungtay.channels.actions import connect
from chungtay.channels.tests.accounts import APP_ID, OA_ID, OA_SECRET
from chungtay.donors.tests.examples import donor
from chungtay.intake import receiving
from chungtay.intake.models import Inbound
from chungtay.journal.models import Message
from chungtay.people.actions import add_contact
from chungtay.people.models import ContactPoint

FIRST = 2512523625417150
COME, NOT_TODAY, STOP = 0, 1, 2
_numbers = count(1)


def account(world):
    return connect(
        actor=world.system, at=world.at, place=world.ward, name="Phường thử", oa_id=OA_ID,
        app_id=APP_ID, app_secret="x", oa_secret=OA_SECRET, access_token="a", refresh_token="r",
        api_base="http://127.0.0.1:1", oauth_base="http://127.0.0.1:1",
    )  # fmt: skip


def on_zalo(world, **about):
    """A donor who has Zalo."""
    made = donor(world, zalo=False, **about)
    add_contact(
        actor=world.system, at=world.at, person=made.person, kind=ContactPoint.Kind.ZALO,
        value=f"{OA_ID}/{FIRST + next(_numbers)}", how=ContactPoint.How.WROTE,
    )  # fmt: skip
    return made


def question(ask):
    return Message.objects.filter(recipient=ask.actor_id, purpose="blood.ask").earliest("pk")


def stored(channel, message, choice, at):
    """The webhook of a tap, accepted and not dealt with."""
    points = ContactPoint.objects.unscoped(why="tests look at everything")
    address = points.get(actor=message.recipient_id, kind="zalo").value
    text = wording.token(message.pk, choice, address)
    n, stamp = next(_numbers), str(int(at.timestamp() * 1000))
    said = {"event_name": "user_send_text", "timestamp": stamp,
            "message": {"text": text, "msg_id": f"tap{n}"}}  # fmt: skip
    return Inbound.objects.create(
        place_id=channel.place_id, channel=channel, key=f"user_send_text|tap{n}",
        event="user_send_text", user_id=address.split("/")[1], happened_at=at, variant="x",
        body=json.dumps(said).encode(),
    )  # fmt: skip


def taps(channel, *said, at):
    """These asks are answered a millisecond after each other: (ask, choice)…"""
    return [
        stored(channel, question(ask), choice, at + timedelta(milliseconds=n))
        for n, (ask, choice) in enumerate(said)
    ]


def take(webhooks, at):
    """All at once, as they wait; gives those that were dealt with by themselves."""
    alone, handle = [], receiving.handle

    def by_itself(pk, at):
        alone.append(pk)
        return handle(pk, at)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(receiving, "handle", by_itself)
        receiving.take_in(at)
    assert webhooks
    return alone


def outcomes(webhooks):
    rows = Inbound.objects.unscoped(why="tests look at everything")
    return [rows.get(pk=webhook.pk).outcome for webhook in webhooks]
