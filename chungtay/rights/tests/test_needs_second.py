"""A request from a person's own page is theirs only if no officer has just said who they are."""

from datetime import timedelta

import pytest

from chungtay.people.actions import add_contact, merge, undo_merge
from chungtay.people.models import Merge, Person
from chungtay.rights.actions import NeedsSecond, erase
from chungtay.rights.tests.examples import asked_themselves, chief, somebody


def again(person):
    return Person.objects.unscoped(why="of this test").get(pk=person.pk)


def alone(world, request, at=None):
    return erase(actor=chief(world), at=at or world.at, request=request)


@pytest.fixture
def two(world):
    """The victim, without Zalo; and the row that somebody made with a Zalo of their own."""
    victim = somebody(world, "Lê Thị Hoa", "+84905111222", "")
    return victim, somebody(world, "Lê Hoa", "+84905333444", "388613280878808645/333")


def joined(world, two, at):
    victim, made = two
    merge(actor=chief(world), at=at, kept=victim, gone=made)
    return again(victim)


def test_who_joins_a_row_to_a_strangers_does_not_erase_them_alone(world, two):
    victim = joined(world, two, world.at - timedelta(days=29))
    with pytest.raises(NeedsSecond):
        alone(world, asked_themselves(world, victim))


def test_nor_by_undoing_it_before_the_order(world, two):
    victim = joined(world, two, world.at)
    request = asked_themselves(world, victim)
    undo_merge(
        actor=chief(world), at=world.at, merge=Merge.objects.unscoped(why="of this test").get()
    )
    with pytest.raises(NeedsSecond):
        alone(world, request)


def test_nor_by_joining_after_the_request(world, two):
    _victim, made = two
    request = asked_themselves(world, made)
    joined(world, two, world.at)
    with pytest.raises(NeedsSecond):
        alone(world, request)


def test_nor_by_writing_a_zalo_down_on_the_strangers_row(world, two):
    victim, _made = two
    add_contact(
        actor=world.officer, at=world.at, person=victim, kind="zalo",
        value="388613280878808645/444",
    )  # fmt: skip
    with pytest.raises(NeedsSecond):
        alone(world, asked_themselves(world, victim))


def test_rows_that_are_one_for_a_month_ask_for_themselves(world, two):
    victim = joined(world, two, world.at - timedelta(days=31))
    assert alone(world, asked_themselves(world, victim))
