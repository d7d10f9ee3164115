"""A post that ended a second ago opens nothing."""

from datetime import timedelta

import pytest

from chungtay.access.acting import PostHolder
from chungtay.access.actions import NotHeld, appoint, end_post
from chungtay.access.roles import Role
from chungtay.access.tests.examples import newcomer

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def held(world):
    return appoint(
        actor=world.system,
        at=world.at - DAY,
        place=world.ward,
        account=newcomer(world),
        role=Role.AREA_OFFICER,
    )


def test_it_ends_at_that_moment(world, held):
    end_post(actor=world.system, at=world.at, post=held)
    before = PostHolder(held.account, world.at - timedelta(seconds=1))
    after = PostHolder(held.account, world.at)
    assert before.may("blood.make_call", world.ward.pk)
    assert not after.may("blood.make_call", world.ward.pk)
    assert after.reach() == frozenset()


def test_it_ends_once(world, held):
    end_post(actor=world.system, at=world.at, post=held)
    with pytest.raises(NotHeld):
        end_post(actor=world.system, at=world.at, post=held)


def test_it_does_not_end_before_it_began(world, held):
    with pytest.raises(NotHeld):
        end_post(actor=world.system, at=world.at - 2 * DAY, post=held)
