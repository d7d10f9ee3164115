"""Choosing stays a walk along an index, however many donors there are."""

from datetime import timedelta

import pytest
from django.db import connection

from chungtay.blood.matching import askable
from chungtay.donors.tests.examples import donor
from chungtay.kit.plane import Kilometres
from chungtay.transfusion.groups import Component, Group

pytestmark = pytest.mark.database


def test_the_nearest_of_a_group_are_read_from_its_own_index(world):
    one = donor(world)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
    nearest = (
        askable(Group.B_POS, Component.PLATELETS, world.at, world.at - timedelta(days=14))
        .annotate(far=Kilometres("loc", one.loc))
        .order_by("far")
        .values_list("pk", "far")[:30]
    )
    plan = nearest.explain()
    assert "donor_near_b_pos" in plan, plan
    assert "Order By: (loc <->" in plan, plan
    assert list(nearest) == [(one.pk, 0.0)]
