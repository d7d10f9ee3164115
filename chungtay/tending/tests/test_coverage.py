"""The count of whom an account reaches says of everybody what `reach` says of one."""

import random
from collections import Counter
from datetime import timedelta

import pytest

from chungtay.carriers.reach import URGENT, Account, Facts, Form, reach
from chungtay.channels import presences
from chungtay.channels.actions import enter_template
from chungtay.channels.situations import Town
from chungtay.channels.tests.examples import account
from chungtay.inbox.imagining import imagined
from chungtay.journal.selection import cover
from chungtay.people.actions import (
    add_contact,
    end_contact,
    give_consent,
    merge,
    register,
    stop_contacting,
    withdraw_consent,
)
from chungtay.people.models import Consent, ContactPoint
from chungtay.tending.coverage import Coverage, counted, sentence

pytestmark = pytest.mark.django_db
PURPOSE = "blood.ask"
AGES = (0, 1, 47.9, 48.1, 100, 167.9, 168.1, 2000)
CODES = ("-230", "-227", "-213", "-244", "-139", "-114")


def somebody(world, channel, draw, number):
    """A person of a random past with this account; half of them agreed."""
    at = world.at
    person = register(actor=world.system, at=at, place=world.ward, name="Phan Thị Diễm My")
    if draw.random() < 0.8:
        give_consent(
            actor=world.system, at=at - timedelta(days=2), person=person, purpose=PURPOSE,
            means=Consent.Means.FORM,
        )  # fmt: skip
        if draw.random() < 0.2:
            withdraw_consent(
                actor=world.system, at=at - timedelta(days=1), person=person, purpose=PURPOSE
            )
    if draw.random() < 0.1:
        stop_contacting(actor=world.system, at=at, person=person)
    told = []
    if draw.random() < 0.7:
        kind, user = ContactPoint.Kind.ZALO, str(900000 + number)
        oa_id = channel.oa_id if draw.random() < 0.9 else "999"
        told.append((kind, f"{oa_id}/{user}", user if oa_id != "999" else ""))
    if draw.random() < 0.5:
        phone = f"+8490512{number:04}"
        told.append((ContactPoint.Kind.PHONE, phone, phone))
    for kind, value, user in told:
        point = add_contact(actor=world.system, at=at, person=person, kind=kind, value=value)
        if draw.random() < 0.1:
            end_contact(actor=world.system, at=at, contact=point)
        if user and draw.random() < 0.8:
            spoke = at - timedelta(hours=draw.choice(AGES))
            presences.seen(channel, user, spoke, draw.choice((True, False, None)))
        if user and draw.random() < 0.3:
            said_at = at - timedelta(hours=draw.choice(AGES))
            presences.refused([presences.Refusal(channel.pk, user, draw.choice(CODES))], said_at)
    return person


def by_reach(world, channel, forms):
    """The same count, person by person: each of `reach` with this account alone."""
    town, found = Town(world.at), Counter()
    alone = Account(channel.pk, "zalo_oa", nearness=0, uid=forms[0], phone=forms[1])
    for one in imagined(list(cover(world.ward.pk)), world.ward.pk, PURPOSE, world.at):
        if one.silent or not one.agreed:
            continue
        facts = Facts(addresses=town.facts(one).addresses, accounts=(alone,), rank=URGENT)
        open_ = [step for step in reach(facts) if step.can == "now"]
        ways = {(step.way, step.code) for step in open_}
        kinds = {way for way, _code in ways}
        found["all"] += 1
        if ("zalo_cs", "free") in ways:
            found["free"] += 1
        elif "zalo_cs" in kinds:
            found["paid"] += 1
        elif kinds:
            found["template"] += 1
    return Coverage(found["all"], found["free"], found["paid"], found["template"])


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("by", [(False, False), (True, False), (False, True), (True, True)])
def test_it_equals_reach_person_by_person_in_random_worlds(world, seed, by):
    draw = random.Random(seed)
    channel = account(world)
    people = [somebody(world, channel, draw, number) for number in range(60)]
    for _ in range(8):
        kept, gone = draw.sample(people, 2)
        people.remove(gone)
        merge(actor=world.system, at=world.at, kept=kept, gone=gone)
    forms = [Form.NONE, Form.NONE]
    if any(by):
        enter_template(
            actor=world.system, at=world.at, channel=channel, purpose=PURPOSE,
            external_id="300001", fields={"noi_dung": "text"}, by_uid=by[0], by_phone=by[1],
            approved=True,
        )  # fmt: skip
        forms = [Form.READY if one else Form.NONE for one in by]
    found = counted(channel, cover(world.ward.pk), world.at)
    assert found == by_reach(world, channel, forms)
    assert found.all == found.free + found.paid + found.template + found.rest
    assert found.all > 10, "the world is not empty"


def test_a_template_that_is_not_approved_reaches_nobody(world):
    channel, draw = account(world), random.Random(1)
    for number in range(20):
        somebody(world, channel, draw, number)
    enter_template(
        actor=world.system, at=world.at, channel=channel, purpose=PURPOSE, external_id="1",
        fields={"noi_dung": "text"}, by_uid=True, by_phone=True,
    )  # fmt: skip
    assert counted(channel, cover(world.ward.pk), world.at).template == 0


def test_the_issues_own_sentence():
    assert sentence(Coverage(6000, 412, 0, 3900)) == (
        "412 trong 6.000 người nhận được miễn phí lúc này, 3.900 bằng tin mẫu,"
        " 1.688 chỉ bằng SMS hoặc gặp mặt."
    )


def test_it_is_one_question_however_many_there_are(world, django_assert_num_queries):
    channel, draw = account(world), random.Random(1)
    for number in range(12):
        somebody(world, channel, draw, number)
    places = cover(world.ward.pk)
    with django_assert_num_queries(3):  # two ask which templates there are
        counted(channel, places, world.at)
