"""One factor is given up; where posts ask for one, the last stays."""

import pytest
from django.test import override_settings

from chungtay.doors import factors
from chungtay.doors.actions import LastFactor, remove_factor
from chungtay.doors.owning import Owner
from chungtay.doors.tests.doing import account, code, protect, sign_in

pytestmark = pytest.mark.django_db


def of_the_phone(made):
    return next(row.pk for row in factors.of(made) if row.type == "totp")


def test_recovery_codes_go_with_the_last_factor(world):
    made = account(world)
    protect(world, made)
    remove_factor(actor=Owner(made), at=world.at, account=made, factor=of_the_phone(made))
    assert factors.of(made) == []


def test_the_last_factor_stays_where_posts_ask_for_one(world):
    made = account(world)
    protect(world, made)
    with pytest.raises(LastFactor):
        remove_factor(
            actor=Owner(made), at=world.at, account=made, factor=of_the_phone(made), needed=True
        )
    assert len(factors.of(made)) == 2


@override_settings(SECOND_FACTOR=True)
def test_on_the_page(world):
    made = account(world)
    protect(world, made)
    client = sign_in()
    client.post("/vao/ma/", {"code": code()})
    address = f"/tai-khoan/bao-ve/{of_the_phone(made)}/bo/"
    assert client.get(address).status_code == 200
    client.post(address)
    assert factors.has(made), "an area officer keeps one"
    with override_settings(SECOND_FACTOR=False):
        client.post(address)
    assert not factors.has(made)


def test_the_factor_of_another_is_not_there(world):
    other = account(world, "khac")
    protect(world, other)
    account(world)
    client = sign_in()
    assert client.post(f"/tai-khoan/bao-ve/{of_the_phone(other)}/bo/").status_code == 404
    assert factors.has(other)
