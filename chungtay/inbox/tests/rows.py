"""What came in, for pages: no process needed."""

import json

from chungtay.channels.actions import reply
from chungtay.channels.models import Delivery
from chungtay.channels.tests import rows
from chungtay.inbox.models import Inbound, TurnedAway
from chungtay.journal.models import Message
from chungtay.people.actions import register


def written(text):
    said = {"event_name": "x", "timestamp": "1", "message": {"text": text, "msg_id": "m"}}
    return json.dumps(said).encode()


def letter(world, channel, user_id="77", text="Mấy giờ ạ?", outcome="free_text"):
    """Something a Zalo user wrote that waits for people."""
    return Inbound.objects.create(
        place_id=channel.place_id, channel=channel, key=f"{user_id}|{text}|{outcome}",
        event="user_send_text", user_id=user_id, happened_at=world.at, variant="x",
        body=written(text), handled_at=world.at, outcome=outcome,
    )  # fmt: skip


def question(world, place=None, text="Chị đến được không?", **more):
    """A delivery, to somebody without Zalo, of a question with answers; `more` of the message."""
    place = place or world.ward
    person = register(actor=world.system, at=world.at, place=place, name="Phan Thị Diễm My")
    asked = reply(
        actor=world.system, at=world.at, place=place, recipient=person.actor_id, text=text
    )
    answers = [
        {"label": "Tôi đến được", "verb": "test.come", "args": {"asked": 1}},
        {"label": "Hôm nay chưa được", "verb": "test.stop", "args": {"asked": 1}},
    ]
    Message.objects.filter(pk=asked.pk).update(**{"answers": answers} | more)
    asked.refresh_from_db()
    return Delivery.objects.create(place=place, message=asked, state="failed", code="no_contact")


def fill(world, oa_id):
    """An account in trouble, and things that came in by it."""
    channel = rows.fill(world, oa_id)
    Inbound.objects.create(
        place=world.ward, channel=channel, key="follow|1|2", event="follow", user_id="1",
        happened_at=world.at, variant="app_id+oa_secret", body=b"{}",
    )  # fmt: skip
    for n, name in enumerate(("user_send_text", "user_withdraw")):
        outcome = "withdrawal" if n else "free_text"
        Inbound.objects.create(
            place=world.ward, channel=channel, key=f"{name}|{n}", event=name,
            user_id="2512523625412515" if n == 0 else "77", happened_at=world.at, variant="x",
            body=written("Mai chị qua được không?"), handled_at=world.at, outcome=outcome,
        )  # fmt: skip
    TurnedAway.objects.count_one(world.at.date(), "bad_signature")
    return channel
