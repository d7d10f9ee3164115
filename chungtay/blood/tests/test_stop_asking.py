"""A donor says "Đừng hỏi tôi nữa"."""

from datetime import timedelta

import pytest

from chungtay.blood.actions import come, stop_asking
from chungtay.blood.models import Reply, Seat
from chungtay.blood.tests.examples import asks, call
from chungtay.blood.tests.test_come import Donor, told
from chungtay.journal.act import NotAllowed
from chungtay.journal.models import Entry
from chungtay.people.models import Consent


def stop(world, ask):
    stop_asking(actor=Donor(ask, "blood.stop_asking"), at=world.at, ask=ask)


def test_the_consent_ends_with_the_answer(world):
    (ask,) = asks(call(world, donors=1))
    stop(world, ask)
    consent = Consent.objects.visible_to(world.officer).get()
    assert consent.withdrawn_at == world.at
    entry = Entry.objects.get(pk=consent.withdrawn_in_id)
    assert entry.part_of.verb == "blood.stop_asking"
    assert entry.part_of.actor_id == ask.actor_id
    assert "không hỏi anh/chị nữa" in told(ask)[-1]


def test_no_later_call_asks_again(world):
    world.at -= timedelta(days=30)
    stays, leaves = asks(call(world, donors=2))
    stop(world, leaves)
    world.at += timedelta(days=30)
    assert [ask.donor_id for ask in asks(call(world))] == [stays.donor_id]


def test_it_gives_the_place_back_and_may_be_said_twice(world):
    (ask,) = asks(call(world, donors=1))
    come(actor=Donor(ask), at=world.at, ask=ask)
    stop(world, ask)
    stop(world, ask)
    assert Seat.objects.visible_to(world.officer).get(ask=ask).freed_in_id
    assert Reply.objects.visible_to(world.officer).filter(answer="stop").count() == 1


def test_the_officer_of_another_ward_may_not(world):
    (ask,) = asks(call(world, donors=1))
    with pytest.raises(NotAllowed):
        stop_asking(actor=world.elsewhere, at=world.at, ask=ask)
