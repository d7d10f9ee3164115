"""What carriers report of the messages we sent: of Zalo's by phone, and of SMS."""

import pytest
from django.test import Client

from chungtay.channels import callbacks
from chungtay.channels.models import Delivery
from chungtay.channels.tests.examples import account
from chungtay.intake.tests.rows import came
from chungtay.intake.tests.test_webhook import OA_ID, event
from chungtay.people.actions import add_contact, register
from chungtay.people.models import ContactPoint

pytestmark = pytest.mark.django_db


def delivery(world, channel, way, **more):
    from chungtay.channels.actions import reply

    person = register(actor=world.system, at=world.at, place=world.ward, name="Phan Thị Diễm My")
    contact = add_contact(actor=world.system, at=world.at, person=person, value="0905123456",
                          kind=ContactPoint.Kind.PHONE)  # fmt: skip
    told = reply(actor=world.system, at=world.at, place=world.ward, recipient=person.actor_id,
                 text="Chào chị")  # fmt: skip
    return Delivery.objects.create(
        place=world.ward, message=told, channel=channel, contact=contact, way=way, **more
    )


def test_a_receipt_by_phone_settles_a_doubt_by_our_own_number(world):
    row = delivery(world, account(world), "zalo_phone", state="unknown", code="timeout",
                   sending_at=world.at)  # fmt: skip
    message = {"msg_id": "z9", "tracking_id": row.reference, "delivery_time": "1795000000000"}
    came(event(event_name="user_received_message", sender={"id": OA_ID},
               recipient={"id": "84905123456"}, message=message))  # fmt: skip
    row.refresh_from_db()
    assert (row.state, row.external_id, row.code) == ("received", "z9", "")


@pytest.mark.parametrize(
    "tracking", ["0", "x", "9" * 30, "１", None, 5, "ct-1-1-0123456789ab", "ct-x-1-a"]
)
def test_a_tracking_id_that_is_not_ours_settles_nothing(world, tracking):
    row = delivery(world, account(world), "zalo_phone", state="unknown", code="timeout",
                   sending_at=world.at)  # fmt: skip
    came(event(event_name="user_received_message", sender={"id": OA_ID},
               recipient={"id": "84905123456"},
               message={"msg_id": "z9", "tracking_id": tracking}))  # fmt: skip
    row.refresh_from_db()
    assert row.state == "unknown"


def said_by_sms(channel, row, **changes):
    query = {"SMSID": "s1", "RequestId": row.reference, "SendStatus": "5", "SendSuccess": "1",
             "SendFailed": "0"} | changes  # fmt: skip
    return Client().get(callbacks.path(channel.pk), query).status_code


def test_an_sms_receipt_needs_the_secret_and_both_numbers(world):
    channel = account(world)
    row = delivery(world, channel, "sms", state="sent", external_id="s1", sent_at=world.at)
    wrong = callbacks.path(channel.pk)[:-5] + "xxxx/"
    assert Client().get(wrong, {"SMSID": "s1"}).status_code == 404
    assert Client().post(callbacks.path(channel.pk)).status_code == 405
    assert said_by_sms(channel, row, SMSID="other") == 200
    assert said_by_sms(channel, row, SendStatus="x" * 3, SendSuccess="many") == 400
    row.refresh_from_db()
    assert row.state == "sent"
    assert said_by_sms(channel, row) == said_by_sms(channel, row) == 200
    row.refresh_from_db()
    assert row.state == "received"
    assert said_by_sms(channel, row, SendSuccess="0", SendFailed="1") == 200
    row.refresh_from_db()
    assert row.state == "received", "what arrived stays arrived"


def test_an_sms_that_did_not_arrive_is_said_so(world):
    channel = account(world)
    row = delivery(world, channel, "sms", state="sent", external_id="s1", sent_at=world.at)
    assert said_by_sms(channel, row, SendSuccess="0", SendFailed="1") == 200
    row.refresh_from_db()
    assert row.state == "failed" and row.code
