"""A withdrawal stops messages at once, one that already waits to be sent among them."""

import pytest

from chungtay.channels.claiming import claim
from chungtay.channels.models import Delivery
from chungtay.channels.resolving import take
from chungtay.channels.tests.examples import account
from chungtay.channels.tests.loopback import PURPOSE, ask
from chungtay.kit import clock
from chungtay.people.actions import give_consent
from chungtay.people.models import Consent
from chungtay.rights.tests.examples import asked, asked_themselves, erased, somebody


def waiting(world):
    """Somebody whose message has been taken and has its delivery, a moment before it leaves."""
    channel, person = account(world), somebody(world)
    give_consent(
        actor=world.system, at=world.at, person=person, purpose=PURPOSE, means=Consent.Means.FORM
    )
    ask(actor=world.system, at=world.at, place=world.ward, recipients=[person.actor_id])
    take(clock.now())
    assert states(person) == [("waiting", "")]
    return channel, person


def states(person):
    rows = Delivery.objects.unscoped(why="of this test").filter(message__recipient=person.actor_id)
    return list(rows.order_by("pk").values_list("state", "code"))


@pytest.mark.django_db
def test_without_a_withdrawal_it_leaves(world):
    channel, _person = waiting(world)
    assert len(claim(clock.now(), {channel.pk: channel}, 10)) == 1


@pytest.mark.django_db
def test_a_request_to_withdraw_stops_what_waits(world):
    channel, person = waiting(world)
    asked(world, "withdraw", person)
    assert claim(clock.now(), {channel.pk: channel}, 10) == []
    assert states(person) == [("failed", "no_consent")]


@pytest.mark.django_db
def test_an_erasure_stops_what_waits_and_what_is_not_taken_yet(world):
    channel, person = waiting(world)
    ask(actor=world.system, at=world.at, place=world.ward, recipients=[person.actor_id])
    erased(world, asked_themselves(world, person))
    take(clock.now())
    assert claim(clock.now(), {channel.pk: channel}, 10) == []
    assert set(states(person)) == {("failed", "no_contact")}


@pytest.mark.django_db
def test_what_the_law_wants_said_is_said_without_consent(world):
    from chungtay.rights.actions import answer
    from chungtay.rights.models import Answer

    channel, person = account(world), somebody(world)
    row = asked(world, "view", person)
    answer(actor=world.officer, at=world.at, request=row, means=Answer.Means.ZALO)
    take(clock.now())
    assert len(claim(clock.now(), {channel.pk: channel}, 10)) == 1
