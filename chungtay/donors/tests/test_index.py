"""Choosing stays a walk along an index, however many donors there are and however many rest."""

from datetime import timedelta

import pytest
from django.db import connection

from chungtay.blood import matching
from chungtay.blood.tests.examples import call
from chungtay.donors.asking import REST, hold, rest_over
from chungtay.donors.models import Donor
from chungtay.donors.tests.examples import donor
from chungtay.transfusion.groups import Group

pytestmark = pytest.mark.database


def plan(made, at, some):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
        cursor.execute("EXPLAIN " + (sql := matching.statement(made, at, some))[0], sql[1])
        return "\n".join(row[0] for row in cursor.fetchall())


def nearest(made, at):
    return [one.donor_id for one in matching.nearest(made, at, matching.branches(made)[0])]


def test_the_nearest_of_a_group_are_read_from_its_own_index(world):
    made = call(world, group=Group.B_POS, donors=0)
    found = plan(made, world.at, matching.branches(made)[0])
    assert "donor_near_b_pos" in found, found
    assert "Order By: (loc <->" in found, found


def test_whoever_rests_is_in_another_index_until_the_clock_takes_them_out(world):
    """Forgotten by the clock or not, they may be asked when their rest is over, and not before."""
    made = call(world, donors=0)
    free, asked = donor(world), donor(world)
    assert set(nearest(made, world.at)) == {free.pk, asked.pk}
    held = hold([asked.pk], world.at, world.at - REST)
    assert [one.pk for one in held] == [asked.pk]
    row = Donor.objects.unscoped(why="a test looks").filter(pk=asked.pk)
    assert row.get().rests and row.get().last_asked_at == world.at
    assert hold([asked.pk], world.at, world.at - REST) == []
    early, later = world.at + REST, world.at + REST + timedelta(hours=1)
    for at, there in ((world.at, False), (early, False), (later, True)):
        assert (asked.pk in nearest(made, at)) is there
    assert rest_over(early) == 0 and row.get().rests
    assert rest_over(later) == 1 and not row.get().rests
    assert asked.pk in nearest(made, later) and asked.pk not in nearest(made, early)
