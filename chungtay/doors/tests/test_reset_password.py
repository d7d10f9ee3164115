"""Whoever forgot the password gets a link from an administrator."""

from datetime import timedelta

import pytest
from django.test import Client

from chungtay.access.actions import appoint, end_delegation
from chungtay.access.roles import Role
from chungtay.access.tests.standing_in import DAY, stand_in
from chungtay.access.tests.standing_in import post_of as another_post
from chungtay.doors.actions import LockRefused, NotOurs, lock_account, reset_password
from chungtay.doors.tests.doing import (
    account,
    as_administrator,
    code,
    is_in,
    post_of,
    protect,
    sign_in,
    token_of,
)
from chungtay.kit import clock

pytestmark = pytest.mark.django_db
NEW = {"password": "một câu mới tinh 26", "again": "một câu mới tinh 26"}


def follow(token, said=NEW):
    """Open the link and choose a password."""
    client = Client()
    client.get(f"/tai-khoan/mat-khau-moi/{token}/")
    return client.post("/tai-khoan/mat-khau-moi/", said)


def test_the_page_hands_a_link_over_once_and_it_works_once(world):
    made = account(world)
    client = as_administrator(world)
    page = client.post(f"/tai-khoan/{post_of(made).pk}/mat-khau/")
    assert "no-store" in page["Cache-Control"]
    token = token_of(page.content.decode())
    assert follow(token)["Location"] == "/vao/"
    assert is_in(sign_in(password=NEW["password"])) and not is_in(sign_in())
    assert follow(token).status_code == 404


def test_looking_at_the_link_changes_nothing(world):
    made = account(world)
    token = reset_password(actor=world.system, at=clock.now(), post=post_of(made))
    for _n in range(3):
        assert Client().get(f"/tai-khoan/mat-khau-moi/{token}/").status_code == 302
    assert is_in(sign_in()) and follow(token).status_code == 302


def test_every_browser_is_out_and_the_second_factor_stays(world):
    made = account(world)
    protect(world, made)
    thief = sign_in()
    thief.post("/vao/ma/", {"code": code()})
    assert is_in(thief)
    follow(reset_password(actor=world.system, at=clock.now(), post=post_of(made)))
    assert not is_in(thief)
    assert sign_in(password=NEW["password"]).answer["Location"] == "/vao/ma/"


def test_a_new_link_a_lock_and_a_day_end_the_old_one(world):
    made, now = account(world), clock.now()
    first = reset_password(actor=world.system, at=now, post=post_of(made))
    second = reset_password(actor=world.system, at=now, post=post_of(made))
    assert follow(first).status_code == 404
    lock_account(actor=world.system, at=now, post=post_of(made))
    assert follow(second).status_code == 404
    with pytest.raises(LockRefused):
        reset_password(actor=world.system, at=now, post=post_of(made))
    other = account(world, "khac")
    old = reset_password(
        actor=world.system, at=now - timedelta(days=1, minutes=1), post=post_of(other)
    )
    assert follow(old).status_code == 404


def test_an_administrator_gives_no_way_into_posts_of_others(world):
    boss = world.account("quantri", "administrator")
    both = account(world)
    appoint(
        actor=world.system, at=world.at, place=world.other_ward, account=both,
        role=Role.DESK_OFFICER,
    )  # fmt: skip
    with pytest.raises(NotOurs):
        reset_password(actor=boss, at=world.at, post=both.posts.get(place=world.ward))
    chief = account(world, "truong", Role.POLICE_CHIEF)
    with pytest.raises(NotOurs):
        reset_password(actor=boss, at=world.at, post=post_of(chief))
    protect(world, chief)
    assert reset_password(actor=boss, at=world.at, post=post_of(chief)), "its factor guards it"


@pytest.mark.parametrize("soon", [0, 5])
def test_standing_in_elsewhere_or_for_a_chief_counts_from_the_day_it_is_agreed(world, soon):
    """Or an administrator would give themselves a way into the posts of the absent."""
    boss = world.account("quantri", "administrator")
    chiefs = post_of(account(world, "truong", Role.POLICE_CHIEF))
    far = another_post(world, place=world.other_ward)
    start = max(chiefs.starts_at, world.at) + soon * DAY
    for name, post in (("thay-truong", chiefs), ("thay-xa", far)):
        made = account(world, name)
        running = stand_in(world, post, made, start=start)
        with pytest.raises(NotOurs):
            reset_password(actor=boss, at=world.at, post=post_of(made))
        end_delegation(actor=world.system, at=world.at, delegation=running)
        assert reset_password(actor=boss, at=world.at, post=post_of(made)), "it is over"


def test_extra_fields_and_a_weak_password_change_nothing(world):
    made, other = account(world), account(world, "khac")
    token = reset_password(actor=world.system, at=clock.now(), post=post_of(made))
    assert follow(token, {"password": "ngắn", "again": "ngắn"}).status_code == 200
    follow(token, NEW | {"account": other.pk, "username": "khac", "is_active": "", "name": "X"})
    made.refresh_from_db()
    other.refresh_from_db()
    assert (made.username, made.name) == ("moi", "Nguyễn Thị Mới")
    assert is_in(sign_in("khac")), "the other account has its own password still"
