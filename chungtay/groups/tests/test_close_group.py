"""The ward posts in a group no more; what was posted stays."""

import pytest

from chungtay.groups.actions import close_group, post
from chungtay.groups.actions.groups import AlreadyClosed
from chungtay.groups.models import PrivateGroup
from chungtay.groups.tests.examples import group, notice
from chungtay.groups.tests.rows import rows, standing_lines
from chungtay.journal.act import NotAllowed


def test_nothing_more_is_posted_and_what_was_stays_counted(world):
    found, said = group(world), notice(world)
    post(actor=world.officer, at=world.at, group=found, notice=said)
    close_group(actor=world.officer, at=world.at, group=found)
    assert not rows(PrivateGroup).standing().exists()
    assert standing_lines("groups.reach") == [(200, None, "hơn")]
    with pytest.raises(AlreadyClosed):
        post(actor=world.officer, at=world.at, group=found, notice=notice(world))


def test_it_is_closed_once(world):
    found = group(world)
    close_group(actor=world.officer, at=world.at, group=found)
    with pytest.raises(AlreadyClosed):
        close_group(actor=world.officer, at=world.at, group=found)


def test_elsewhere_it_is_refused(world):
    with pytest.raises(NotAllowed):
        close_group(actor=world.elsewhere, at=world.at, group=group(world))
