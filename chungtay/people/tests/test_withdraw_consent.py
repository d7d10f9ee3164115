"""A person takes a consent back."""

import pytest

from chungtay.journal.act import NotAllowed
from chungtay.people.actions import NotGiven, give_consent, withdraw_consent
from chungtay.people.models import Consent
from chungtay.people.tests.examples import agreed, purpose, somebody


def withdraw(world, person, actor=None):
    return withdraw_consent(
        actor=actor or world.officer, at=world.at, person=person, purpose=purpose()
    )


def test_the_row_stays_and_says_when_it_ended(world):
    consent = withdraw(world, agreed(world))
    assert consent.withdrawn_at == world.at
    assert consent.withdrawn_in_id and consent.given_in_id


def test_twice_is_refused(world):
    person = agreed(world)
    withdraw(world, person)
    with pytest.raises(NotGiven):
        withdraw(world, person)


def test_what_was_never_given_cannot_be_taken_back(world):
    with pytest.raises(NotGiven):
        withdraw(world, somebody(world))


def test_it_may_be_given_again(world):
    person = agreed(world)
    withdraw(world, person)
    give_consent(
        actor=world.officer, at=world.at, person=person, purpose=purpose(), means=Consent.Means.FORM
    )
    rows = Consent.objects.visible_to(world.officer).filter(person=person)
    assert sorted(row.withdrawn_at is None for row in rows) == [False, True]


def test_the_officer_of_another_ward_may_not(world):
    with pytest.raises(NotAllowed):
        withdraw(world, agreed(world), actor=world.elsewhere)
