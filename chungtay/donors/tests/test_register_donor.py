"""An officer writes down one donor."""

from datetime import timedelta

import pytest

from chungtay.donors.actions import AlreadyADonor, NotAGift, register_donor
from chungtay.donors.models import LONG_AGO, Donor
from chungtay.donors.tests.examples import EXAMPLES, donor
from chungtay.journal.act import NotAllowed
from chungtay.journal.models import Entry, Line
from chungtay.kit import clock
from chungtay.kit.phones import NotAPhone
from chungtay.people.models import Consent, ContactPoint
from chungtay.transfusion.groups import Component, Group


def write(world, actor=None, **changes):
    return register_donor(
        actor=actor or world.officer, at=world.at,
        **EXAMPLES["donors.register_donor"](world) | changes,
    )  # fmt: skip


def test_a_person_a_number_a_consent_and_a_donor_stand_in_the_book(world):
    found = write(world)
    assert (found.group, found.written_group, found.source) == (6, "B+", "card")
    assert found.next_whole_on == LONG_AGO
    point = ContactPoint.objects.visible_to(world.officer).get()
    consent = Consent.objects.visible_to(world.officer).get()
    assert point.value == "+84905123456"
    assert (consent.purpose, consent.means) == ("blood.ask", "form")
    parts = Entry.objects.filter(part_of_id=found.registered_in_id)
    assert {e.verb for e in parts} == {
        "people.register", "people.add_contact", "people.give_consent"
    }  # fmt: skip


def test_a_past_gift_sets_the_next_dates_and_is_counted_on_its_day(world):
    last = clock.today(world.at) - timedelta(days=10)
    found = write(world, last_on=last, last_component=Component.PLATELETS)
    assert found.next_platelets_on == last + timedelta(days=14)
    line = Line.objects.get(measure__code="blood.platelet_gifts")
    assert clock.today(line.at) == last


def test_somebody_young_is_first_asked_when_surely_of_age(world):
    assert write(world, birth_year=2008).next_whole_on.isoformat() == "2027-01-01"


def test_the_same_name_and_number_is_the_same_person(world):
    write(world)
    with pytest.raises(AlreadyADonor):
        write(world, name="Phan thị diễm my", phone="+84 905 123 456")
    assert Donor.objects.visible_to(world.officer).count() == 1


def test_a_gift_in_the_future_and_a_bad_number_are_refused(world):
    with pytest.raises(NotAGift):
        write(world, last_on=clock.today(world.at) + timedelta(days=1))
    with pytest.raises(NotAPhone):
        write(world, phone="113")


def test_it_lies_where_its_commune_does(world):
    found = donor(world, group=Group.O_POS)
    assert 200 < found.loc[0] < 300 and 1700 < found.loc[1] < 1850


def test_the_officer_of_another_ward_may_not(world):
    with pytest.raises(NotAllowed):
        write(world, actor=world.elsewhere)
