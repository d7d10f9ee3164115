"""A whole list is taken back while nothing else has touched its people."""

from datetime import timedelta

import pytest

from chungtay.journal.act import NotAllowed
from chungtay.journal.models import Actor, Line
from chungtay.lists.actions import AlreadyDecided, Touched, take_back, take_in
from chungtay.lists.actions.clearing import empty_old_cells
from chungtay.lists.actions.measures import RESIDENTS
from chungtay.lists.tests.examples import LIST, read, rows, taken
from chungtay.lists.tests.test_take_in import home_of, one, persons, somebody
from chungtay.people.actions import (
    add_contact,
    correct,
    end_contact,
    form_household,
    give_consent,
    join_household,
    register,
    verify_contact,
)
from chungtay.people.models import Consent, ContactPoint, Household, Person
from chungtay.people.tests.examples import purpose


def back(world, intake):
    return take_back(actor=world.officer, at=world.at, intake=intake)


def test_all_goes_and_the_books_stand(world):
    intake = taken(world)
    actors = Actor.objects.count()
    back(world, intake)
    assert not persons(world).exists() and not Household.objects.visible_to(world.system).exists()
    assert not ContactPoint.objects.visible_to(world.system).exists()
    assert Actor.objects.count() == actors
    lines = Line.objects.filter(measure_id=RESIDENTS.id)
    assert lines.filter(voids=None).count() == lines.exclude(voids=None).count() == 2
    assert not any(row.cells or row.read or row.person_id for row in rows(intake))


def test_the_same_file_may_come_again(world):
    first = taken(world)
    back(world, first)
    second = taken(world)
    assert second.pk != first.pk and persons(world).count() == 4
    with pytest.raises(AlreadyDecided):
        back(world, first)
    assert persons(world).count() == 4


def test_what_was_there_before_stays_and_loses_what_the_list_filled_in(world):
    there = somebody(world, year=None, phone="0905123456")
    intake = taken(world, one(phone="0905123456"))
    assert rows(intake)[0].outcome == "updated"
    back(world, intake)
    there.refresh_from_db()
    assert (there.birth_year, there.household) == (None, None)
    assert ContactPoint.objects.visible_to(world.system).count() == 1


def test_doubtful_rows_entered_later_go_too(world):
    there = somebody(world)
    intake = taken(world, one())
    take_in(actor=world.officer, at=world.at, intake=intake, as_new=[rows(intake)[0].pk])
    intake.refresh_from_db()
    back(world, intake)
    assert persons(world).get() == there


def consent(world, person):
    give_consent(
        actor=world.officer, at=world.at, person=person, purpose=purpose(),
        means=Consent.Means.FORM,
    )  # fmt: skip


def point_of(person):
    return ContactPoint.objects.unscoped(why="tests").get(person=person)


def contact(world, person):
    add_contact(
        actor=world.officer, at=world.at, person=person, kind=ContactPoint.Kind.PHONE,
        value="0905999888",
    )  # fmt: skip


def corrected(world, person):
    correct(
        actor=world.officer, at=world.at, person=person, name="Tên Đã Sửa",
        birth_year=person.birth_year, language=Person.Language.VIETNAMESE,
    )  # fmt: skip


def joined(world, person):
    new = register(actor=world.system, at=world.at, place=person.place, name="Hồ Anh Thư")
    join_household(actor=world.officer, at=world.at, person=new, household=home_of(person))


def listed_again(world, person):
    taken(world, LIST + "\n")


def verified(world, person):
    verify_contact(actor=world.officer, at=world.at, contact=point_of(person), how="called")


def moved_in(world, person):
    other = register(actor=world.system, at=world.at, place=person.place, name="Hồ Anh Thư")
    home = form_household(actor=world.officer, at=world.at, head=other, address="9 Lê Lợi")
    join_household(actor=world.officer, at=world.at, person=person, household=home)


@pytest.mark.parametrize(
    "touch", [consent, contact, corrected, joined, listed_again, verified, moved_in]
)
def test_whoever_has_something_else_by_now_keeps_the_list_in(world, touch):
    intake = taken(world)
    touch(world, persons(world).first())
    count = persons(world).count()
    with pytest.raises(Touched) as said:
        back(world, intake)
    assert "Không lấy lại được nữa" in str(said.value)
    assert persons(world).count() == count and Line.objects.exclude(voids=None).count() == 0


@pytest.mark.parametrize("ended", [False, True])
def test_a_telephone_somebody_checked_since_stays(world, ended):
    there = somebody(world)
    intake = taken(world, one(phone="0905123456"))
    (row,) = rows(intake)
    take_in(actor=world.officer, at=world.at, intake=intake, as_known=[row.pk])
    intake.refresh_from_db()
    if ended:
        end_contact(actor=world.officer, at=world.at, contact=point_of(there))
    else:
        verified(world, there)
    with pytest.raises(Touched) as said:
        back(world, intake)
    assert "dòng 2" in str(said.value) and point_of(there).value == "+84905123456"


def test_a_household_an_officer_chose_since_stays(world):
    there = somebody(world, year=None, phone="0905123456")
    intake = taken(world, one(phone="0905123456"))
    there.refresh_from_db()
    moved_in(world, there)
    there.refresh_from_db()
    chosen = there.household_id
    with pytest.raises(Touched):
        back(world, intake)
    there.refresh_from_db()
    assert there.household_id == chosen and home_of(there).address == "9 Lê Lợi"


def test_a_group_told_to_somebody_who_was_there_cannot_be_taken_back(world):
    somebody(world, phone="0905123456", group=None)
    with pytest.raises(Touched):
        back(world, taken(world, one(phone="0905123456")))


def test_not_before_it_is_in_and_not_after_thirty_days(world):
    with pytest.raises(AlreadyDecided):
        back(world, read(world, one()))
    intake = taken(world)
    empty_old_cells(world.at + timedelta(days=31), timedelta(days=30))
    intake.refresh_from_db()
    with pytest.raises(Touched):
        back(world, intake)


def test_the_officer_of_another_ward_may_not(world):
    with pytest.raises(NotAllowed):
        take_back(actor=world.elsewhere, at=world.at, intake=taken(world))
