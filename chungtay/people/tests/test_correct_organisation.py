"""An organisation that was written down wrong."""

import pytest

from chungtay.journal.act import NotAllowed
from chungtay.people.actions import AlreadyKnown, NotAnOrganisation, correct_organisation
from chungtay.people.models import Organisation
from chungtay.people.names import NotAName
from chungtay.people.tests.examples import organisation


def put(world, found, actor=None, **changes):
    facts = {"name": found.name, "kind": Organisation.Kind.HOSPITAL, "parent": None}
    return correct_organisation(
        actor=actor or world.officer, at=world.at, organisation=found, **(facts | changes)
    )


def test_name_kind_and_parent(world):
    above = organisation(world)
    found = put(world, organisation(world, "CLB"), name="Câu lạc bộ", parent=above)
    found.refresh_from_db()
    assert (found.name, found.folded, found.parent_id) == ("Câu lạc bộ", "cau lac bo", above.pk)


def test_nothing_belongs_to_itself_over_corners(world):
    top = organisation(world)
    middle = organisation(world, "Khoa Huyết học", top)
    low = organisation(world, "Bàn tiếp nhận", middle)
    with pytest.raises(NotAnOrganisation):
        put(world, top, parent=low)
    with pytest.raises(NotAnOrganisation):
        put(world, top, parent=top)


def test_no_name_and_the_name_of_another_are_refused(world):
    organisation(world)
    found = organisation(world, "CLB")
    with pytest.raises(NotAName):
        put(world, found, name=" ")
    with pytest.raises(AlreadyKnown):
        put(world, found, name="Bệnh viện sông hàn")


def test_the_officer_of_another_ward_may_not(world):
    with pytest.raises(NotAllowed):
        put(world, organisation(world), actor=world.elsewhere)
