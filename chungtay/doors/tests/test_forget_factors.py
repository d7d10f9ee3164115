"""Who lost the phone and the recovery codes sets a new factor up."""

import pytest
from django.test import override_settings

from chungtay.access.roles import Role
from chungtay.access.tests.standing_in import stand_in
from chungtay.doors import factors
from chungtay.doors.actions import LockRefused, NotOurs, forget_factors
from chungtay.doors.tests.doing import account, code, is_in, post_of, protect, sign_in

pytestmark = pytest.mark.django_db


@override_settings(SECOND_FACTOR=True)
def test_the_next_sign_in_leads_to_a_new_factor(world):
    made = account(world)
    protect(world, made)
    before = sign_in()
    before.post("/vao/ma/", {"code": code()})
    forget_factors(actor=world.system, at=world.at, post=post_of(made))
    assert not factors.has(made) and not is_in(before)
    assert sign_in().get("/hom-nay/")["Location"] == "/tai-khoan/bao-ve/"


def test_a_chief_s_account_is_opened_by_the_province_only(world):
    boss = world.account("quantri", "administrator")
    chief = account(world, "truong", Role.POLICE_CHIEF)
    protect(world, chief)
    with pytest.raises(NotOurs):
        forget_factors(actor=boss, at=world.at, post=post_of(chief))
    province = world.account("tinh", "administrator", world.ward.province)
    forget_factors(actor=province, at=world.at, post=post_of(chief))
    assert not factors.has(chief)


def test_who_stands_in_for_a_chief_is_opened_by_the_province_only(world):
    boss = world.account("quantri", "administrator")
    officer = account(world)
    protect(world, officer)
    forget_factors(actor=boss, at=world.at, post=post_of(officer))
    protect(world, officer)
    stand_in(world, post_of(account(world, "truong", Role.POLICE_CHIEF)), officer)
    with pytest.raises(NotOurs):
        forget_factors(actor=boss, at=world.at, post=post_of(officer))


def test_there_must_be_something_to_forget(world):
    with pytest.raises(LockRefused):
        forget_factors(actor=world.system, at=world.at, post=post_of(account(world)))
