"""An officer brings in a club's list: it is read, and nothing else changes."""

import pytest

from chungtay.donors.actions import NotAList, bring_list
from chungtay.donors.models import Donor
from chungtay.donors.tests.examples import LIST, bringing, intake
from chungtay.journal.act import NotAllowed
from chungtay.lists.models import Intake, IntakeRow
from chungtay.people.models import Person


def test_good_rows_are_ready_and_faulty_ones_say_why(world):
    found = intake(world)
    rows = IntakeRow.objects.visible_to(world.officer).filter(intake=found).order_by("number")
    assert [(row.number, row.outcome) for row in rows] == [
        (3, "ready"), (4, "ready"), (5, "faulty"),
    ]  # fmt: skip
    assert rows[0].read["place"] == world.ward.pk
    assert rows[1].read["place"] == world.other_ward.pk
    assert len(rows[2].reasons) == 2 and rows[2].cells[1] == "Đỗ Minh Khang"


def test_nobody_is_written_down_yet(world):
    intake(world)
    assert not Person.objects.visible_to(world.system).exists()
    assert not Donor.objects.visible_to(world.system).exists()


def test_the_same_file_again_is_the_same_list(world):
    assert intake(world).pk == intake(world).pk
    assert intake(world, LIST + "\n").pk != intake(world).pk
    assert Intake.objects.visible_to(world.officer).count() == 2


def test_it_must_say_whose_list_it_is(world):
    with pytest.raises(NotAList):
        bring_list(actor=world.officer, at=world.at, **bringing(world) | {"club": " "})


def test_the_officer_of_another_ward_may_not(world):
    with pytest.raises(NotAllowed):
        bring_list(actor=world.elsewhere, at=world.at, **bringing(world))
