"""Somebody moves house: what belongs to them goes along."""

import pytest

from chungtay.donors.models import Donor
from chungtay.donors.placing import middle
from chungtay.donors.tests.examples import donor
from chungtay.journal.act import NotAllowed
from chungtay.people.actions import NotAHome, NothingNew, move
from chungtay.people.models import Consent, ContactPoint, Household, Person
from chungtay.people.tests.examples import agreed, home, phone, silent, somebody
from chungtay.places.lookup import find
from chungtay.places.models import Place


def go(world, person, to=None, actor=None, address=""):
    return move(
        actor=actor or world.officer, at=world.at, person=person, to=to or world.other_ward,
        address=address,
    )  # fmt: skip


def test_contacts_consents_and_wishes_go_along(world):
    person = agreed(world)
    phone(world, person)
    quiet = silent(world)
    go(world, person)
    go(world, quiet)
    for model in (ContactPoint, Consent):
        assert [row.person_id for row in model.objects.visible_to(world.elsewhere)] == [person.pk]
    assert not Person.objects.visible_to(world.officer).exists()


def test_a_donor_goes_along_to_the_new_middle_of_distances(world):
    given = donor(world)
    go(world, given.person)
    now = Donor.objects.visible_to(world.elsewhere).get(pk=given.pk)
    assert now.loc == middle(world.other_ward)


def test_alone_one_leaves_the_household_with_an_address_all_go(world):
    head, other = somebody(world), somebody(world, "Phan Văn Hậu")
    found = home(world, head, "14 Trần Cao Vân", other)
    go(world, other)
    other.refresh_from_db()
    assert other.household_id is None
    moved = go(world, head, address="5  Lý Thái Tổ")
    found.refresh_from_db()
    assert [p.pk for p in moved] == [head.pk]
    assert (found.address, found.place_id) == ("5 Lý Thái Tổ", world.other_ward.pk)
    assert Household.objects.visible_to(world.elsewhere).get().head_id == head.pk


def test_another_province_or_a_unit_of_yesterday_is_no_home(world):
    person = somebody(world)
    far = Place.objects.filter(kind="commune", valid_to=None).exclude(
        province=world.ward.province_id
    )[0]
    old = find("Hòa Thuận Đông, quận Hải Châu, Đà Nẵng")[0].place
    for place in (far, old, world.ward.province):
        with pytest.raises(NotAHome):
            go(world, person, place)


def test_to_where_one_is_already_is_refused(world):
    with pytest.raises(NothingNew):
        go(world, somebody(world), world.ward)


def test_the_officer_of_another_ward_may_not(world):
    with pytest.raises(NotAllowed):
        go(world, somebody(world), actor=world.elsewhere)
