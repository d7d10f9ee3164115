"""Somebody may be written to again."""

import pytest

from chungtay.journal.act import NotAllowed
from chungtay.people.actions import NotSilent, resume_contacting
from chungtay.people.tests.examples import merged, silent, somebody


def resume(world, person, actor=None):
    return resume_contacting(actor=actor or world.officer, at=world.at, person=person)


def test_the_row_stays_and_says_when_it_ended(world):
    (wish,) = resume(world, silent(world))
    assert (wish.since, wish.ended_at) == (world.at, world.at)
    assert wish.ended_in_id


def test_it_ends_the_wish_of_every_row_that_is_the_person(world):
    one, two = silent(world), silent(world)
    merged(world, one, two)
    assert len(resume(world, one)) == 2


def test_without_a_wish_it_is_refused(world):
    with pytest.raises(NotSilent):
        resume(world, somebody(world))


def test_the_officer_of_another_ward_may_not(world):
    with pytest.raises(NotAllowed):
        resume(world, silent(world), actor=world.elsewhere)
