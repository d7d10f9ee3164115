"""A donor says "Đừng hỏi tôi nữa"."""

from datetime import timedelta

import pytest

from chungtay.blood.actions import come, record_gift, stop_asking
from chungtay.blood.models import Reply, Seat
from chungtay.blood.tests.examples import asks, call
from chungtay.blood.tests.test_come import Donor, told
from chungtay.donors.models import Gift
from chungtay.donors.purposes import ASK
from chungtay.journal.act import NotAllowed
from chungtay.journal.answers import always_answerable
from chungtay.journal.models import Entry
from chungtay.people.actions import give_consent
from chungtay.people.models import Consent, Person


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


def test_after_a_gift_the_consent_ends_all_the_same_and_the_gift_stays(world):
    (ask,) = asks(call(world, donors=1))
    come(actor=Donor(ask), at=world.at, ask=ask)
    record_gift(actor=world.officer, at=world.at, ask=ask)
    stop(world, ask)
    assert Consent.objects.visible_to(world.officer).get().withdrawn_at == world.at
    assert "không hỏi anh/chị nữa" in told(ask)[-1]
    before = len(told(ask))
    stop(world, ask)
    assert len(told(ask)) == before and Gift.objects.visible_to(world.officer).count() == 1


def test_consent_given_anew_and_stopped_again_on_an_old_message_ends(world):
    (ask,) = asks(call(world, donors=1))
    stop(world, ask)
    person = Person.objects.visible_to(world.officer).get()
    give_consent(
        actor=world.officer, at=world.at, person=person, purpose=ASK.code,
        means=Consent.Means.SPOKEN,
    )  # fmt: skip
    stop(world, ask)
    assert not Consent.objects.visible_to(world.officer).filter(withdrawn_at=None).exists()


def test_it_is_answered_however_late(world):
    assert "blood.stop_asking" in always_answerable()
    assert "blood.come" not in always_answerable()


def test_the_officer_of_another_ward_may_not(world):
    (ask,) = asks(call(world, donors=1))
    with pytest.raises(NotAllowed):
        stop_asking(actor=world.elsewhere, at=world.at, ask=ask)
