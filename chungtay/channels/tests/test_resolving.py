"""What thousands of recipients get in a few statements is what `reach` says of each alone."""

import random
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chungtay.carriers import quiet
from chungtay.carriers.reach import Account, Address, Facts, Form, chosen, reach, why_not
from chungtay.channels import presences
from chungtay.channels.actions import connect_sms
from chungtay.channels.models import Channel, Delivery, Incident, Presence, Template
from chungtay.channels.resolving import take
from chungtay.channels.tests.examples import SMS, account, mailbox, template
from chungtay.channels.tests.loopback import ask
from chungtay.channels.willing import known
from chungtay.journal.models import Message
from chungtay.people.actions import (
    add_contact,
    give_consent,
    merge,
    register,
    stop_contacting,
    withdraw_consent,
)
from chungtay.people.merging import cluster
from chungtay.people.models import Consent, ContactPoint, Person

pytestmark = pytest.mark.django_db
OA, PROVINCES = "388613280878808645", "388613280878808646"


def channels(world, draw):
    made = [account(world, OA)]
    if draw.random() < 0.5:
        made.append(account(world, PROVINCES, world.ward.province))
    if draw.random() < 0.5:
        connect_sms(actor=world.system, at=world.at, place=world.ward, **SMS)
    if draw.random() < 0.5:
        mailbox(world)
    for channel in made:
        if draw.random() < 0.6:
            template(
                world, channel, by_uid=draw.random() < 0.7, by_phone=True,
                purpose=draw.choice(["blood.ask", "blood"]), approved=draw.random() < 0.8,
            )  # fmt: skip
    return made


def somebody(world, draw, number, made):
    system, at = world.system, world.at
    person = register(actor=system, at=at, place=world.ward, name="Phan Thị Diễm My")
    known_by = {"actor": system, "at": at, "person": person}
    if draw.random() < 0.8:
        channel, user = draw.choice(made), str(2512523625412515 + number)
        oa_id = channel.oa_id if draw.random() < 0.9 else "1"
        add_contact(**known_by, kind=ContactPoint.Kind.ZALO, value=f"{oa_id}/{user}")
        if draw.random() < 0.8:
            ago = timedelta(hours=draw.choice([1, 47, 49, 167, 169, 2000]))
            presences.seen(channel, user, at - ago, draw.choice([None, True]))
        if draw.random() < 0.5:
            code = draw.choice(["-230", "-232", "-227", "-244", "-213"])
            presences.refused([presences.Refusal(channel.pk, user, code)], at - timedelta(days=1))
    if draw.random() < 0.7:
        phone = f"+8490512{number:04}"
        add_contact(**known_by, kind=ContactPoint.Kind.PHONE, value=phone)
        if draw.random() < 0.2:
            presences.refused([presences.Refusal(made[0].pk, phone, "zbs_-139")], at)
    if draw.random() < 0.3:
        add_contact(**known_by, kind=ContactPoint.Kind.EMAIL, value=f"nguoi{number}@example.vn")
    if draw.random() < 0.8:
        give_consent(**known_by, purpose="blood.ask", means=Consent.Means.FORM)
        if draw.random() < 0.2:
            withdraw_consent(**known_by, purpose="blood.ask")
    if draw.random() < 0.1:
        stop_contacting(**known_by)
    return person


def alone(message, at):
    """What `reach` says of one message, its facts put together row by row."""
    rows = {"why": "a test puts the facts together"}
    place = message.entry.place
    near = {place.province_id: 1, place.pk: 0}
    paused = set(
        Incident.objects.unscoped(**rows).standing().filter(pauses=True).values_list(
            "channel_id", flat=True
        )
    )  # fmt: skip

    def form(channel, **by):
        mine = Template.objects.unscoped(**rows).filter(
            channel=channel, purpose__in=["blood.ask", "blood"], **by
        )
        found = sorted(mine, key=lambda template: template.purpose != message.purpose)
        return (Form.READY if found[0].approved else Form.WAITING) if found else Form.NONE

    accounts = tuple(
        Account(
            c.pk, c.kind, near.get(c.place_id, 2), c.pk in paused,
            uid=form(c, by_uid=True), phone=form(c, by_phone=True),
        )
        for c in Channel.objects.unscoped(**rows).order_by("pk")
    )  # fmt: skip
    points = ContactPoint.objects.unscoped(**rows).filter(
        actor__in=cluster(message.recipient_id), ended_in=None
    )
    said = known([message])
    facts = Facts(
        tuple(address(point) for point in points.order_by("pk")), accounts,
        said.why_not(message, at), int(message.urgent), quiet.is_night(at), quiet.is_quiet(at),
    )  # fmt: skip
    return reach(facts), facts.rank


def address(point):
    every = Presence.objects.unscoped(why="a test puts the facts together")
    if point.kind != "zalo":
        refused = every.filter(user_id=point.value).exclude(refused_at=None)
        pairs = frozenset(refused.values_list("channel_id", "refused_code"))
        return Address(point.pk, point.kind, refused=pairs)
    oa_id, _slash, user = point.value.partition("/")
    channel = Channel.objects.unscoped(why="a test of it").filter(kind="zalo_oa", oa_id=oa_id)
    one = every.filter(channel__in=list(channel), user_id=user).first() or Presence()
    key = channel[0].pk if channel else None
    spoke, closed, no = one.last_interaction_at, one.closed_at, one.refused_at
    return Address(
        point.pk, "zalo", key, AT - spoke if spoke else None, one.follows,
        one.closed_code if closed and (spoke is None or closed >= spoke) else "",
        frozenset({(key, one.refused_code)}) if no else frozenset(),
        bool(no and spoke and spoke > no),
    )  # fmt: skip


AT = None


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**6))
def test_set_by_set_is_one_by_one(world, seed):
    global AT
    AT, draw = world.at, random.Random(seed)
    with transaction.atomic():
        made = channels(world, draw)
        people = [somebody(world, draw, number, made) for number in range(12)]
        if draw.random() < 0.7:
            merge(actor=world.system, at=world.at, kept=people[0], gone=people[1])
        urgent = draw.random() < 0.5
        ask(
            actor=world.system, at=world.at, place=world.ward, urgent=urgent,
            recipients=[person.actor_id for person in people],
            expires_at=world.at if draw.random() < 0.1 else None,
        )  # fmt: skip
        expected = {}
        for message in Message.objects.select_related("entry__place"):
            steps, rank = alone(message, world.at)
            step = chosen(steps, rank)
            expected[message.pk] = (
                (step.way, step.account, step.address, "waiting") if step
                else ("", None, None, "failed", why_not(steps))
            )  # fmt: skip
        while take(world.at, 5):
            pass
        rows = Delivery.objects.unscoped(why="the tests look at everything")
        found = {
            row.message_id: (row.way, row.channel_id, row.contact_id, row.state)
            + ((row.code,) if row.state == "failed" else ())
            for row in rows
        }
        assert found == expected
        transaction.set_rollback(True)


def test_a_person_without_anything_is_said_so(world):
    account(world)
    person = register(actor=world.system, at=world.at, place=world.ward, name="Phan Thị Diễm My")
    ask(actor=world.system, at=world.at, place=world.ward, recipients=[person.actor_id])
    assert take(world.at) == 1
    row = Delivery.objects.unscoped(why="a test of it").get()
    assert (row.state, row.code, row.way) == ("failed", "no_contact", "")
    assert Person.objects.unscoped(why="a test of it").count() == 1
