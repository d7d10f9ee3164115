"""A person agrees to one purpose."""

import pytest

from chungtay.journal.act import NotAllowed
from chungtay.people.actions import AlreadyGiven, UnknownPurpose, give_consent
from chungtay.people.models import Consent
from chungtay.people.purposes import registry
from chungtay.people.tests.examples import purpose, somebody


def give(world, person, actor=None, code=None, means=Consent.Means.SPOKEN):
    return give_consent(
        actor=actor or world.officer, at=world.at, person=person, purpose=code or purpose(),
        means=means,
    )  # fmt: skip


def test_it_keeps_the_version_of_the_words_and_how_they_were_given(world):
    consent = give(world, somebody(world))
    assert consent.version == registry[consent.purpose].version
    assert (consent.means, consent.given_at, consent.withdrawn_at) == ("spoken", world.at, None)


def test_it_stands_once(world):
    person = somebody(world)
    give(world, person)
    with pytest.raises(AlreadyGiven):
        give(world, person)


def test_a_purpose_without_words_is_refused(world):
    with pytest.raises(UnknownPurpose):
        give(world, somebody(world), code="everything")


def test_how_it_was_given_must_be_said(world):
    with pytest.raises(UnknownPurpose):
        give(world, somebody(world), means="")


def test_the_officer_of_another_ward_may_not(world):
    with pytest.raises(NotAllowed):
        give(world, somebody(world), actor=world.elsewhere)
