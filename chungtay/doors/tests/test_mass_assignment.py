"""Fields that a form does not have change nothing: neither role and place nor whose account."""

import pytest
from django.test import Client

from chungtay.access.models import Account, Delegation, Post
from chungtay.access.roles import Role
from chungtay.access.tests.snapshots import changed, rows, too_much
from chungtay.doors.actions import reset_password
from chungtay.doors.models import Invitation
from chungtay.doors.tests.doing import (
    PASSWORD,
    account,
    as_administrator,
    code,
    is_in,
    post_of,
    protect,
    sign_in,
)
from chungtay.doors.tests.examples import invited
from chungtay.kit import clock

pytestmark = pytest.mark.django_db
ALL = (Account, Post, Delegation, Invitation)
NEW = {"password": "một câu mới tinh 26", "again": "một câu mới tinh 26"}


@pytest.fixture
def victim(world):
    """Somebody of another ward; whatever is posted, this account stays as it is."""
    return account(world, "xa", place=world.other_ward)


@pytest.fixture
def more(world, victim):
    """What is posted beside the form's own fields, here with the names forms elsewhere have."""
    return too_much(world, victim) | {
        "account": victim.pk, "user": victim.pk, "role": "administrator", "post": 1,
        "place": world.other_ward.pk, "organisation": "1", "name": "X", "rank": "Tướng",
        "link": "1", "inviter": victim.pk, "invited_in": "1", "factor": "1", "kind": "totp",
        "second_factor": "1", "secret": "JBSWY3DPEHPK3PXP", "totp_secret": "JBSWY3DPEHPK3PXP",
    }  # fmt: skip


def test_an_invitation_is_for_the_role_and_place_of_the_form(world, more):
    asked = {"name": "Lê Quang Vinh", "role": "desk_officer", "place": world.ward.pk,
             "organisation": ""}  # fmt: skip
    boss = as_administrator(world)
    before = rows(*ALL)
    assert "duong-dan" in boss.post("/loi-moi/moi/", more | asked).content.decode()
    assert changed(before, rows(*ALL)) == [("Invitation", None)]
    made = Invitation.objects.unscoped(why="the only one of the test").get()
    assert (made.role, made.place, made.organisation_id) == ("desk_officer", world.ward, None)
    assert (made.account, made.inviter.username) == (None, "quantri")


@pytest.mark.parametrize("field", ["place", "role"])
def test_nobody_is_invited_elsewhere_or_to_what_two_give(world, field):
    asked = {"name": "X", "role": "desk_officer", "place": world.ward.pk}
    boss, before = as_administrator(world), rows(Invitation)
    for value in {"place": [world.other_ward.pk], "role": ["police_chief", "data_officer"]}[field]:
        boss.post("/loi-moi/moi/", asked | {field: value})
    assert rows(Invitation) == before == {}


def test_the_invited_becomes_what_the_invitation_says(world, victim, more):
    world.at = clock.now()
    token, client = invited(world)[1], Client()
    client.get(f"/loi-moi/{token}/")
    before = rows(*ALL)
    client.post("/loi-moi/nhan/", more | NEW | {"username": "vinh.lq"})
    found = sorted(changed(before, rows(*ALL)), key=str)
    fields = {"account_id", "ended_in_id"}
    assert found == [("Account", None), ("Invitation", fields), ("Post", None)]
    made = Account.objects.get(username="vinh.lq")
    post = made.posts.get()
    assert (made.name, made.rank, made.is_active) == ("Lê Quang Vinh", "", True)
    assert (post.role, post.place) == (Role.DESK_OFFICER, world.ward)


def test_a_new_password_is_of_whose_link_it_is(world, victim, more):
    made = account(world)
    token = reset_password(actor=world.system, at=clock.now(), post=post_of(made))
    client, before = Client(), rows(*ALL)
    client.get(f"/tai-khoan/mat-khau-moi/{token}/")
    client.post("/tai-khoan/mat-khau-moi/", more | NEW | {"username": "xa"})
    assert changed(before, rows(*ALL)) == [("Account", {"password"})]
    assert is_in(sign_in("xa")) and is_in(sign_in(password=NEW["password"]))


def test_the_own_password_is_the_own(world, victim, more):
    account(world)
    client = sign_in()
    before = rows(*ALL)
    client.post("/tai-khoan/mat-khau/", more | NEW | {"username": "xa"})
    assert changed(before, rows(*ALL)) == [("Account", {"password"})]
    assert is_in(sign_in("xa"))


def test_a_factor_is_set_up_for_oneself_with_the_key_of_the_session(world, victim, more):
    made = account(world)
    client = sign_in()
    client.get("/tai-khoan/bao-ve/ma/")
    client.post("/tai-khoan/bao-ve/ma/", more | {"code": code("JBSWY3DPEHPK3PXP")})
    assert not made.authenticator_set.exists() and not victim.authenticator_set.exists()


def test_the_second_step_lets_in_whose_password_was_given(world, victim, more):
    protect(world, account(world))
    client = sign_in()
    client.post("/vao/ma/", more | {"code": code(), "username": "xa"})
    assert client.session["_auth_user_id"] == str(Account.objects.get(username="moi").pk)


def test_signing_in_changes_when_one_came_and_nothing_else(world, more):
    account(world)
    before = rows(*ALL)
    client = Client()
    client.post("/vao/", more | {"username": "moi", "password": PASSWORD})
    assert changed(before, rows(*ALL)) == [("Account", {"last_login"})]
    assert client.session["_auth_user_id"] == str(Account.objects.get(username="moi").pk)


@pytest.mark.parametrize(
    "act, fields",
    [("khoa", {"is_active", "locked_in_id"}), ("mat-khau", None), ("bo-bao-ve", None)],
)
def test_an_administrator_acts_on_the_account_of_the_address(world, victim, more, act, fields):
    made = account(world)
    protect(world, made)
    protect(world, victim)
    boss = as_administrator(world)
    before = rows(*ALL)
    boss.post(f"/tai-khoan/{post_of(made).pk}/{act}/", more | {"post_id": post_of(victim).pk})
    assert changed(before, rows(*ALL)) == ([("Account", fields)] if fields else [])
    assert victim.authenticator_set.exists()
    if act == "khoa":
        boss.post(f"/tai-khoan/{post_of(made).pk}/mo/", more)
        assert changed(before, rows(*ALL)) == []


def test_other_peoples_browsers_stay_in(world, victim, more):
    account(world)
    theirs, mine = sign_in("xa"), sign_in()
    key = theirs.session.session_key
    from chungtay.doors.sessions import digest

    mine.post("/tai-khoan/thiet-bi/", more | {"session": digest(key)})
    mine.post("/tai-khoan/thiet-bi/", more)
    assert is_in(theirs)
