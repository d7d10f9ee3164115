"""A post opens what its role names, at its place and below, and nothing else."""

import pytest

from chungtay.access.acting import PostHolder
from chungtay.access.actions import AlreadyHeld, appoint, name_groups
from chungtay.access.roles import Role
from chungtay.access.tests.examples import newcomer
from chungtay.places.lookup import find
from chungtay.places.models import Place

pytestmark = pytest.mark.django_db


def post(world, account, place=None, role=Role.AREA_OFFICER):
    return appoint(
        actor=world.system, at=world.at, place=place or world.ward, account=account, role=role
    )


def test_a_post_opens_its_ward_and_the_groups_below(world):
    (group,) = name_groups(actor=world.system, at=world.at, place=world.ward, names=["Tổ 901"])
    account = newcomer(world)
    post(world, account)
    holder = PostHolder(account, world.at)
    assert holder.may("blood.make_call", world.ward.pk)
    assert holder.may("blood.make_call", group.pk)
    assert not holder.may("blood.make_call", world.other_ward.pk)
    assert not holder.may("blood.make_call", world.ward.province_id)


def test_a_post_opens_the_rows_of_the_ward_it_took_over(world):
    """Hòa Thuận Đông (2021) → Bình Thuận (1/1/2025) → Hòa Cường (1/7/2025): seeds, cross-checks."""
    old = find("hoa thuan dong, da nang")[0].place
    account = newcomer(world)
    post(world, account)
    assert old.pk in PostHolder(account, world.at).reach()


def test_a_province_post_reaches_its_communes_and_no_other_provinces(world):
    account = newcomer(world)
    post(world, account, world.ward.province, Role.PROVINCE_DUTY)
    reach = PostHolder(account, world.at).reach()
    assert {world.ward.pk, world.other_ward.pk} <= reach
    assert (
        not Place.objects.standing()
        .filter(pk__in=reach)
        .exclude(province=world.ward.province)
        .exists()
    )


def test_the_same_post_is_held_once(world):
    account = newcomer(world)
    post(world, account)
    with pytest.raises(AlreadyHeld):
        post(world, account)


def test_a_role_does_not_do_what_the_table_does_not_give(world):
    account = newcomer(world)
    post(world, account, role=Role.ADMINISTRATOR)
    holder = PostHolder(account, world.at)
    assert holder.may("access.appoint", world.ward.pk)
    assert not holder.may("blood.make_call", world.ward.pk)
