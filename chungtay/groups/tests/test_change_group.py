"""A group has another name, somebody else runs it, more people are in it by now."""

import pytest

from chungtay.groups.actions import change_group, close_group, post
from chungtay.groups.actions.groups import AlreadyClosed, AlreadyThere
from chungtay.groups.tests.examples import group, notice
from chungtay.journal.act import NotAllowed
from chungtay.kit.quantities import UNKNOWN, exact, more_than


def change(world, found, actor=None, **told):
    what = dict(name=found.name, run_by=found.run_by, members=found.members) | told
    return change_group(actor=actor or world.officer, at=world.at, group=found, **what)


def test_what_was_posted_keeps_how_many_there_were_then(world):
    found = group(world, members=more_than(200))
    posting = post(actor=world.officer, at=world.at, group=found, notice=notice(world))
    change(world, found, members=exact(260), run_by="chi hội trưởng phụ nữ")
    found.refresh_from_db()
    posting.refresh_from_db()
    assert found.members == exact(260)
    assert found.run_by == "chi hội trưởng phụ nữ"
    assert posting.members == more_than(200)


def test_it_may_turn_out_that_nobody_knows(world):
    found = group(world)
    change(world, found, members=UNKNOWN)
    found.refresh_from_db()
    assert found.members == UNKNOWN


def test_it_cannot_take_the_name_of_another(world):
    group(world, "Zalo tổ 1")
    found = group(world, "Zalo tổ 2")
    with pytest.raises(AlreadyThere):
        change(world, found, name="zalo tổ 1")


def test_a_closed_group_is_not_changed(world):
    found = group(world)
    close_group(actor=world.officer, at=world.at, group=found)
    with pytest.raises(AlreadyClosed):
        change(world, found, name="Tên khác")


def test_elsewhere_it_is_refused(world):
    with pytest.raises(NotAllowed):
        change(world, group(world), actor=world.elsewhere)
