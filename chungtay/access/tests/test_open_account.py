"""An account for somebody who will sign in."""

import pytest

from chungtay.access.actions import NameTaken, open_account
from chungtay.access.models import Account
from chungtay.access.tests.examples import administrator, newcomer
from chungtay.journal.act import NotAllowed

pytestmark = pytest.mark.django_db


def test_a_new_account_can_sign_in_and_may_do_nothing_yet(client, world):
    account = newcomer(world)
    signing = {"username": "moi", "password": "một câu đủ dài 2026"}
    assert client.post("/vao/", signing).status_code == 302
    assert account.posts.count() == 0
    assert client.get("/hien-mau/").status_code == 403


def test_a_name_is_taken_once_whatever_its_case(world):
    newcomer(world)
    with pytest.raises(NameTaken):
        open_account(
            actor=world.system,
            at=world.at,
            place=world.ward,
            username=" MOI ",
            name="Ai",
            password="x" * 12,
        )
    assert Account.objects.filter(username="moi").count() == 1


def test_an_administrator_of_another_ward_is_refused(world):
    with pytest.raises(NotAllowed):
        open_account(
            actor=administrator(world), at=world.at, place=world.other_ward, username="x", name="X",
            password="x" * 12,
        )  # fmt: skip
