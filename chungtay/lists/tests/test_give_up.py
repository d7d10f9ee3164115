"""A list that nobody will take in: its file and rows go, that it was brought stays."""

from datetime import timedelta

import pytest

from chungtay.journal.act import NotAllowed
from chungtay.lists.actions import AlreadyDecided, NothingToTakeIn, give_up, take_back, take_in
from chungtay.lists.actions.clearing import empty_old_cells
from chungtay.lists.actions.reading import read_rows
from chungtay.lists.models import IntakeFile
from chungtay.lists.tests.examples import brought, intakes, mapping, read, rows, taken


def given_up(world, intake, actor=None):
    return give_up(actor=actor or world.officer, at=world.at, intake=intake)


@pytest.mark.parametrize("make", [brought, read])
def test_file_and_rows_go_and_the_list_says_so(world, make):
    intake = given_up(world, make(world))
    assert rows(intake) == [] and intakes().get().state == "given_up"
    assert not IntakeFile.objects.visible_to(world.system).exists()
    assert intake.given_up.verb == "lists.give_up"


def test_the_same_file_may_come_again(world):
    first = given_up(world, read(world))
    assert read(world).pk != first.pk and intakes().count() == 2


def test_what_is_taken_in_is_taken_back_and_not_given_up(world):
    intake = taken(world)
    with pytest.raises(AlreadyDecided):
        given_up(world, intake)
    with pytest.raises(AlreadyDecided):
        given_up(world, given_up(world, brought(world, "Họ tên,Tổ\nMai Lộc,31\n")))


def test_nothing_more_is_done_with_it(world):
    from chungtay.lists.actions import map_columns

    intake = brought(world)
    chosen = mapping(intake)
    map_columns(actor=world.officer, at=world.at, **chosen)
    given_up(world, intake)
    assert read_rows(intake, actor=world.officer, at=world.at).state == "given_up"
    assert rows(intake) == [] and not intakes().get().trouble
    with pytest.raises(NothingToTakeIn):
        take_in(actor=world.officer, at=world.at, intake=intake)
    with pytest.raises(AlreadyDecided):
        take_back(actor=world.officer, at=world.at, intake=intake)
    with pytest.raises(AlreadyDecided):
        map_columns(actor=world.officer, at=world.at, **chosen)


def test_it_is_remembered_longer_than_a_list_nobody_touched(world):
    given_up(world, brought(world))
    empty_old_cells(world.at + timedelta(days=40), timedelta(days=30))
    assert intakes().get().state == "given_up"


def test_the_officer_of_another_ward_may_not(world):
    with pytest.raises(NotAllowed):
        given_up(world, brought(world), actor=world.elsewhere)
