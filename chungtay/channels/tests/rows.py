"""Rows of every state, for pages: no process needed."""

from chungtay.channels.actions import open_incident, reply
from chungtay.channels.models import Delivery
from chungtay.channels.tests.examples import account
from chungtay.people.actions import add_contact, register
from chungtay.people.models import ContactPoint


def fill(world, oa_id):
    channel = account(world, oa_id)
    open_incident(
        actor=world.system, at=world.at, channel=channel, code="-211",
        sentence="Hết hạn mức gửi tin của Zalo", pauses=True,
    )  # fmt: skip
    person = register(actor=world.system, at=world.at, place=world.ward, name="Phan Thị Diễm My")
    contact = add_contact(
        actor=world.system, at=world.at, person=person, kind=ContactPoint.Kind.ZALO,
        value=f"{oa_id}/2512523625412515",
    )  # fmt: skip
    for state, label in Delivery.State.choices:
        message = reply(
            actor=world.system, at=world.at, place=world.ward, recipient=person.actor_id,
            text=f"Tin thử: {label}",
        )  # fmt: skip
        lease = {"sending_at": world.at, "lease_until": world.at} if state == "sending" else {}
        Delivery.objects.create(
            place=world.ward, message=message, channel=channel, contact=contact, state=state,
            way="zalo_cs", **lease,
            code="timeout" if state in {"unknown", "failed", "passed"} else "",
        )  # fmt: skip
    return channel
