"""One of a household's members is its head."""

import pytest

from chungtay.journal.act import NotAllowed
from chungtay.people.actions import NotAHousehold, name_head
from chungtay.people.tests.examples import home, somebody


def test_a_member_becomes_head(world):
    other = somebody(world, "Phan Văn Hậu")
    found = home(world, None, "14 Trần Cao Vân", other)
    other.refresh_from_db()
    name_head(actor=world.officer, at=world.at, household=found, head=other)
    found.refresh_from_db()
    assert found.head_id == other.pk


def test_nobody_from_outside_becomes_head(world):
    with pytest.raises(NotAHousehold):
        name_head(
            actor=world.officer, at=world.at, household=home(world),
            head=somebody(world, "Phan Văn Hậu"),
        )  # fmt: skip


def test_the_officer_of_another_ward_may_not(world):
    found = home(world)
    with pytest.raises(NotAllowed):
        name_head(actor=world.elsewhere, at=world.at, household=found, head=found.head)
