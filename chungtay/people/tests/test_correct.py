"""What was written wrong becomes right; the entry says which facts, and nothing keeps the old."""

import pytest

from chungtay.journal.act import NotAllowed
from chungtay.journal.models import Entry
from chungtay.people.actions import NotAHome, NothingNew, correct
from chungtay.people.models import ContactPoint, Correction, Person
from chungtay.people.names import NotAName, NotAYear
from chungtay.people.tests.examples import home, phone, somebody


def put(world, person, actor=None, **changes):
    facts = {"name": person.name, "birth_year": person.birth_year, "language": person.language}
    return correct(actor=actor or world.officer, at=world.at, person=person, **(facts | changes))


def test_the_entry_says_which_facts_and_no_value(world):
    person = put(world, somebody(world), name="Phan Thị Diễm Mi", birth_year=1995)
    note = Correction.objects.visible_to(world.officer).get()
    assert note.fields == ["name", "birth_year"]
    entry = Entry.objects.get(pk=note.entry_id)
    assert (entry.verb, entry.subject) == ("people.correct", f"people.person:{person.pk}")
    person.refresh_from_db()
    assert (person.name, person.folded, person.birth_year) == (
        "Phan Thị Diễm Mi", "phan thi diem mi", 1995
    )  # fmt: skip


def test_a_wrong_place_takes_contacts_along_and_leaves_the_household(world):
    person = somebody(world)
    phone(world, person)
    home(world, person)
    put(world, person, place=world.other_ward)
    person.refresh_from_db()
    assert (person.place_id, person.household_id) == (world.other_ward.pk, None)
    assert ContactPoint.objects.visible_to(world.elsewhere).get().person_id == person.pk


def test_nothing_new_is_refused(world):
    with pytest.raises(NothingNew):
        put(world, somebody(world))


def test_what_cannot_be_is_refused(world):
    person = somebody(world)
    with pytest.raises(NotAName):
        put(world, person, name="Hai 3")
    with pytest.raises(NotAYear):
        put(world, person, birth_year=1800)
    with pytest.raises(NotAHome):
        put(world, person, place=world.ward.province)
    assert Person.objects.visible_to(world.officer).get(pk=person.pk).name == person.name


def test_the_officer_of_another_ward_may_not(world):
    with pytest.raises(NotAllowed):
        put(world, somebody(world), actor=world.elsewhere, birth_year=1990)
