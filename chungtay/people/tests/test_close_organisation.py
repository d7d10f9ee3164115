"""An organisation is no more."""

import pytest

from chungtay.journal.act import NotAllowed
from chungtay.people.actions import NotAnOrganisation, close_organisation
from chungtay.people.tests.examples import organisation


def close(world, found, actor=None):
    return close_organisation(actor=actor or world.officer, at=world.at, organisation=found)


def test_the_row_stays_and_the_name_is_free(world):
    found = close(world, organisation(world))
    assert found.closed_in_id
    assert organisation(world).pk != found.pk


def test_twice_is_refused(world):
    found = organisation(world)
    close(world, found)
    with pytest.raises(NotAnOrganisation):
        close(world, found)


def test_the_officer_of_another_ward_may_not(world):
    with pytest.raises(NotAllowed):
        close(world, organisation(world), actor=world.elsewhere)
