"""The number that a hospital makes public."""

import pytest

from chungtay.blood.models import ListedNumber
from chungtay.blood.tests.examples import hospital, hospital_at
from chungtay.journal.act import NotAllowed
from chungtay.kit.phones import NotAPhone, dialled
from chungtay.people.actions import register_organisation
from chungtay.people.models import Organisation
from chungtay.upkeep.actions import NotListed, list_number


def lists(world, of, phone="0236 3821 118", source="trang điện tử", actor=None):
    return list_number(
        actor=actor or world.system, at=world.at, hospital=of, phone=phone, source=source
    )


def test_a_new_number_ends_the_old_one_which_stays_on_record(world):
    of = hospital(world)
    old, new = lists(world, of), lists(world, of, "0236 3821 119")
    rows = ListedNumber.objects.visible_to(world.system).filter(hospital=of)
    assert [row.pk for row in rows.filter(ended_in=None)] == [new.pk]
    assert rows.get(pk=old.pk).ended_in_id == new.listed_in_id


@pytest.mark.parametrize("phone", ["12", "115", ""])
def test_what_is_no_number_is_refused(world, phone):
    with pytest.raises(NotAPhone):
        lists(world, hospital(world), phone)


def test_it_has_its_source_and_is_a_hospitals(world):
    with pytest.raises(NotListed):
        lists(world, hospital(world), source=" ")
    club = register_organisation(
        actor=world.system, at=world.at, place=world.ward, name="Câu lạc bộ",
        kind=Organisation.Kind.CLUB,
    )  # fmt: skip
    with pytest.raises(NotListed):
        lists(world, club)


def test_the_same_again_says_so(world):
    lists(world, hospital(world))
    with pytest.raises(NotListed) as refused:
        lists(world, hospital(world))
    assert refused.value.code == "number.same"


def test_the_administrator_and_the_province_do_it_an_area_officer_does_not(world):
    of = hospital_at(world, world.ward)
    lists(world, of, actor=world.account("quantri", "administrator"))
    duty = world.account("tinh", "province_duty", world.ward.province)
    lists(world, of, "0236 3821 119", actor=duty)
    with pytest.raises(NotAllowed):
        lists(world, of, "0236 3821 120", actor=world.officer)


def test_it_is_read_as_it_is_dialled():
    assert dialled("+842363821118") == "0236 3821 118"
    assert dialled("+14155552671").startswith("+1")
