"""Donors move with their unit."""

from chungtay.donors.models import Donor
from chungtay.donors.tests.examples import donor
from chungtay.places.registry import count_open_rows, move_open_rows


def test_donors_are_counted_and_move_to_what_their_unit_became(world):
    one = donor(world)
    assert count_open_rows([world.ward.pk])["người hiến máu"] == 1
    assert move_open_rows({world.ward.pk: world.other_ward.pk})["người hiến máu"] == 1
    assert Donor.objects.visible_to(world.system).get(pk=one.pk).place_id == world.other_ward.pk
