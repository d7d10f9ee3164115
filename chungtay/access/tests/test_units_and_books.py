"""A change of units never breaks the books that are closed."""

from datetime import UTC, datetime

from chungtay.access.actions import name_groups
from chungtay.access.tests.test_update_places import act, merging
from chungtay.donors.tests.examples import donor
from chungtay.journal.tests.books import close_all
from chungtay.journal.verify import verify
from conftest import World


def test_what_was_counted_in_a_group_stays_counted_in_the_ward_of_then(
    own_database, tmp_path, settings
):
    settings.DATA_DIR = tmp_path
    world = World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC))
    (group,) = name_groups(actor=world.system, at=world.at, place=world.ward, names=["Tổ 901"])
    assert donor(world, place=group).place_id == group.pk
    assert close_all(world.at).lines == 1
    act(world, merging(world))
    close_all(world.at)
    assert verify() == []
