"""An account is locked: every browser of it is out at once."""

import pytest

from chungtay.access.roles import Role
from chungtay.access.tests.standing_in import DAY, stand_in
from chungtay.access.tests.standing_in import post_of as another_post
from chungtay.doors.actions import LockRefused, NotOurs, lock_account
from chungtay.doors.tests.doing import account, as_administrator, is_in, post_of, sign_in

pytestmark = pytest.mark.django_db


def test_a_live_session_ends_with_the_lock(world):
    made = account(world)
    client = sign_in()
    assert is_in(client)
    lock_account(actor=world.system, at=world.at, post=post_of(made))
    assert not is_in(client) and not is_in(sign_in())


def test_even_a_session_that_outlived_its_row_opens_nothing(world):
    """Were a row put back (a restore), the account itself still refuses."""
    from chungtay.doors.models import Session

    made = account(world)
    client = sign_in()
    row = Session.objects.get()
    lock_account(actor=world.system, at=world.at, post=post_of(made))
    row.save(force_insert=True)
    assert not is_in(client)


def test_nobody_locks_twice_nor_oneself(world):
    made = account(world)
    lock_account(actor=world.system, at=world.at, post=post_of(made))
    with pytest.raises(LockRefused):
        lock_account(actor=world.system, at=world.at, post=post_of(made))
    boss = world.account("quantri", "administrator")
    with pytest.raises(LockRefused):
        lock_account(actor=boss, at=world.at, post=post_of(boss.account))


def test_a_chief_is_locked_by_the_province_and_who_works_elsewhere_too(world):
    """A locked account opens nothing: to lock it is to end all its posts for a while."""
    boss = world.account("quantri", "administrator")
    above = world.account("tinh", "administrator", world.ward.province)
    chief, guest = account(world, "truong", Role.POLICE_CHIEF), account(world)
    stand_in(world, another_post(world, place=world.other_ward), guest, start=world.at + DAY)
    for made in (chief, guest):
        with pytest.raises(NotOurs):
            lock_account(actor=boss, at=world.at, post=post_of(made))
        assert not lock_account(actor=above, at=world.at, post=post_of(made)).is_active


def test_the_administrator_locks_and_unlocks_on_the_page(world):
    made = account(world)
    client = as_administrator(world)
    page = client.get("/tai-khoan/cua-phuong/").content.decode()
    assert made.name in page and "Đang mở" in page and "chỉ có mật khẩu" in page
    address = f"/tai-khoan/{post_of(made).pk}/"
    assert client.get(f"{address}khoa/").status_code == 200
    made.refresh_from_db()
    assert made.is_active, "GET never acts"
    extra = {"account": 1, "is_active": "true", "locked_in": "", "username": "hack", "post": 1}
    assert client.post(f"{address}khoa/", extra).status_code == 302
    made.refresh_from_db()
    assert not made.is_active and made.username == "moi"
    assert "Đã khóa" in client.get(address).content.decode()
    client.post(f"{address}mo/")
    made.refresh_from_db()
    assert made.is_active


def test_the_account_of_another_ward_is_not_there(world):
    elsewhere = account(world, place=world.other_ward)
    client = as_administrator(world)
    for act in ("", "khoa/", "mo/", "mat-khau/", "bo-bao-ve/"):
        assert client.get(f"/tai-khoan/{post_of(elsewhere).pk}/{act}").status_code == 404
        assert client.post(f"/tai-khoan/{post_of(elsewhere).pk}/{act}").status_code == 404
    assert elsewhere.name not in client.get("/tai-khoan/cua-phuong/").content.decode()
