"""An officer writes down a person."""

import pytest

from chungtay.journal.act import NotAllowed
from chungtay.journal.models import Entry
from chungtay.kit.scope import Unscoped
from chungtay.people.actions import register
from chungtay.people.models import Person
from chungtay.people.names import NotAName, NotAYear


def write(world, name="Phan Thị Diễm My", birth_year=1994, actor=None):
    return register(
        actor=actor or world.officer,
        at=world.at,
        place=world.ward,
        name=name,
        birth_year=birth_year,
    )


def test_it_writes_a_person_with_an_actor_and_an_entry(world):
    person = write(world, "  Phan  Thị Diễm My ")
    assert (person.name, person.folded) == ("Phan Thị Diễm My", "phan thi diem my")
    assert person.actor.kind == "person"
    assert Entry.objects.get(pk=person.registered_in_id).verb == "people.register"


def test_two_spellings_stay_two_persons(world):
    assert write(world, "Lê Thị Thúy").pk != write(world, "Lê Thị Thuý").pk


@pytest.mark.parametrize(
    "name", ["", "Anh Tư, chị Năm", "Phúc và My", "Phúc\nMy", "Hai 3", "a" * 81]
)
def test_what_is_no_name_of_one_person_is_refused(world, name):
    with pytest.raises(NotAName):
        write(world, name)


@pytest.mark.parametrize("year", [1899, 2027])
def test_a_year_in_which_nobody_alive_was_born_is_refused(world, year):
    with pytest.raises(NotAYear):
        write(world, birth_year=year)


def test_the_officer_of_another_ward_may_not(world):
    with pytest.raises(NotAllowed):
        write(world, actor=world.elsewhere)


def test_a_person_is_seen_from_their_own_ward_only(world):
    write(world)
    assert Person.objects.visible_to(world.officer).count() == 1
    assert Person.objects.visible_to(world.elsewhere).count() == 0
    with pytest.raises(Unscoped):
        Person.objects.count()
