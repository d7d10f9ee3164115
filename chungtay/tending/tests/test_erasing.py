"""A keeper whose data are erased keeps nothing any more, and is never written on again."""

import pytest

from chungtay.channels.tests.examples import account
from chungtay.people.models import ContactPoint
from chungtay.rights.registry import holdings
from chungtay.rights.spots import in_words
from chungtay.rights.tests.examples import asked_themselves, erased
from chungtay.tending.actions import name_keeper
from chungtay.tending.models import Keeper
from chungtay.tending.tests.examples import administrator
from chungtay.traces.subject import subject_of

pytestmark = pytest.mark.django_db
ELSEWHERE = in_words("no_such_table")


def standing():
    rows = Keeper.objects.unscoped(why="a test of it").crossing("person", why="a test of it")
    return list(rows.standing().select_related("person"))


def named(world, channel, holder, phone):
    return name_keeper(
        actor=world.system, at=world.at, channel=channel, account=holder.account, phone=phone
    )


def test_they_keep_no_channel_any_more_and_nobody_is_told(world):
    named(world, account(world), administrator(world), "0905123456")
    [keeper] = standing()
    holding = holdings["tending.keepers"]
    assert holding.find(subject_of(keeper.person)) == 1
    erased(world, asked_themselves(world, keeper.person))
    assert standing() == []
    assert holding.find(subject_of(keeper.person)) == 0


def test_named_again_they_are_another_row_and_the_erased_one_stays_blank(world):
    channel, holder = account(world), administrator(world)
    gone = named(world, channel, holder, "0905123456").person
    erased(world, asked_themselves(world, gone))
    again = named(world, channel, holder, "0905123457").person
    assert again.pk != gone.pk and again.name == holder.account.name
    gone.refresh_from_db()
    points = ContactPoint.objects.unscoped(why="a test of it").filter(person=gone)
    assert gone.name == "" and not points.filter(ended_in=None).exists()


def test_what_would_be_left_is_said_in_words():
    assert in_words("tending_keeper") != ELSEWHERE
