"""Leaves something of a person at every spot that can hold it: only tests do this."""

import json

from django.db import connection

from chungtay.channels.actions import reply
from chungtay.channels.models import Delivery
from chungtay.channels.tests.examples import account
from chungtay.donors.actions import register_donor
from chungtay.donors.models import Donor
from chungtay.intake.models import Inbound
from chungtay.lists.models import Intake, IntakeRow
from chungtay.people.actions import form_household
from chungtay.people.models import Consent, ContactPoint
from chungtay.rights.tests.examples import PHONE, USER, asked_themselves, somebody
from chungtay.transfusion.groups import Group

NAME = "Phan Thị Diễm My"


def written(user, text):
    said = {"event_name": "user_send_text", "timestamp": "1", "sender": {"id": user},
            "message": {"text": text, "msg_id": "m1"}}  # fmt: skip
    return json.dumps(said).encode()


def intake(world):
    from chungtay.people.actions import register

    clerk = register(actor=world.system, at=world.at, place=world.ward, name="Một Người")
    return Intake.objects.create(
        place=world.ward, kind="blood.donors", keeper="Câu lạc bộ", file_name="ds.xlsx",
        digest="d" * 64, columns=["Họ tên"], rows=2, brought_in=clerk.registered_in,
    )  # fmt: skip


def everywhere(world, name=NAME, phone=PHONE):
    """A donor with messages, deliveries, webhooks, list rows, a household, a job, log lines."""
    channel = account(world)
    person = somebody(world, name, phone)
    donor = register_donor(
        actor=world.system, at=world.at, place=world.ward, name=name, phone=phone,
        group=Group.B_POS, source=Donor.Source.CARD, means=Consent.Means.FORM, birth_year=1994,
    )  # fmt: skip
    assert donor.person_id == person.pk
    form_household(actor=world.system, at=world.at, head=person, address="12 Trần Cao Vân")
    contact = ContactPoint.objects.unscoped(why="of this test").get(kind="zalo", person=person)
    for text, state in (("Chào chị My, hẹn 15:00", "sent"), ("Chị đến được không?", "waiting")):
        message = reply(
            actor=world.system, at=world.at, place=world.ward, recipient=person.actor_id, text=text
        )
        Delivery.objects.create(
            place=world.ward, message=message, channel=channel, contact=contact, state=state,
            way="zalo_cs",
            external_id=f"x{message.pk}" if state == "sent" else "",
        )  # fmt: skip
    for number, text in enumerate(["Tôi tên Diễm My, số 0905 123 456", "1"]):
        Inbound.objects.create(
            place=world.ward, channel=channel, key=f"user_send_text|{USER}|{number}",
            event="user_send_text", user_id=USER, happened_at=world.at, variant="x",
            body=written(USER, text), handled_at=world.at, outcome="free_text",
        )  # fmt: skip
    listed = intake(world)
    IntakeRow.objects.create(
        place=world.ward, intake=listed, number=2, cells=[name, "905123456", "B"],
        reasons=["Năm sinh không đọc được"], outcome="faulty",
    )  # fmt: skip
    IntakeRow.objects.create(
        place=world.ward, intake=listed, number=3, outcome="updated", person=person, mark="m" * 20,
        before={"name": "Phan Thị Diễm Mi"},
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (task_name, args, status, queue_name)"
            " VALUES ('x', %s, 'todo', 'default')",
            [json.dumps({"args": ["0905.123.456"]})],
        )
    return person


def request_to_delete(world, person):
    return asked_themselves(world, person, wish=f"Xóa giúp {NAME}, (+84) 905 123 456")
