"""A locked account is opened again; so is one that was guessed at."""

import pytest

from chungtay.access.acting import PostHolder
from chungtay.access.actions import end_post
from chungtay.access.models import Account
from chungtay.access.tests.standing_in import DAY, stand_in
from chungtay.access.tests.standing_in import post_of as another_post
from chungtay.doors.actions import LockRefused, NotOurs, lock_account, unlock_account
from chungtay.doors.tests.doing import account, as_administrator, is_in, post_of, sign_in
from chungtay.journal.models import Entry
from chungtay.kit import clock

pytestmark = pytest.mark.django_db


def test_the_old_password_works_again(world):
    made = account(world)
    lock_account(actor=world.system, at=world.at, post=post_of(made))
    unlock_account(actor=world.system, at=world.at, post=post_of(made))
    made.refresh_from_db()
    assert made.locked_in is None and is_in(sign_in())


def test_wrong_passwords_are_forgotten(world):
    made = account(world)
    for _n in range(5):
        sign_in(password="sai")
    assert not is_in(sign_in())
    unlock_account(actor=world.system, at=world.at, post=post_of(made))
    assert is_in(sign_in())


def test_what_the_province_or_the_server_locked_the_ward_does_not_open(world):
    boss = world.account("quantri", "administrator")
    above = world.account("tinh", "administrator", world.ward.province)
    made = account(world)
    for locker in (above, world.system):
        lock_account(actor=locker, at=world.at, post=post_of(made))
        with pytest.raises(LockRefused, match="Nhờ quản trị của tỉnh"):
            unlock_account(actor=boss, at=world.at, post=post_of(made))
        assert unlock_account(actor=above, at=world.at, post=post_of(made)).is_active


def test_a_colleague_opens_what_the_ward_locked_unless_it_opens_more(world):
    made = account(world)
    one, two = (world.account(name, "administrator") for name in ("qt1", "qt2"))
    lock_account(actor=one, at=world.at, post=post_of(made))
    assert unlock_account(actor=two, at=world.at, post=post_of(made)).is_active
    absent = another_post(world, place=world.other_ward)
    stand_in(world, absent, made, start=world.at + DAY)
    lock_account(actor=world.system, at=world.at, post=post_of(made))
    Account.objects.filter(pk=made.pk).update(locked_in=Entry.objects.filter(actor=one.actor_id)[0])
    with pytest.raises(NotOurs):
        unlock_account(actor=two, at=world.at, post=post_of(made))


def test_an_open_account_is_not_opened(world):
    with pytest.raises(LockRefused):
        unlock_account(actor=world.system, at=world.at, post=post_of(account(world)))


def test_the_database_refuses_a_lock_without_its_entry(world):
    from django.db import IntegrityError

    made = account(world)
    made.is_active = False
    with pytest.raises(IntegrityError):
        made.save()


def test_who_was_locked_and_lost_the_post_is_found_and_opened_for_the_next_one(world):
    """Only an open account is given a post: without a way back it would be lost for good."""
    made, kept = account(world), account(world, "khac")
    boss = as_administrator(world)
    for each in (made, kept):
        end_post(actor=world.system, at=clock.now(), post=post_of(each))
    address = f"/tai-khoan/{post_of(made).pk}/"
    lock_account(actor=PostHolder(Account.objects.get(username="quantri"), clock.now()),
                 at=clock.now(), post=post_of(made))  # fmt: skip
    page = boss.get("/tai-khoan/cua-phuong/").content.decode()
    assert address in page and f"/tai-khoan/{post_of(kept).pk}/" not in page
    assert "đã kết thúc" in page and "đã kết thúc" in boss.get(address).content.decode()
    assert boss.post(f"{address}mo/")["Location"] == "/tai-khoan/cua-phuong/"
    made.refresh_from_db()
    assert made.is_active
    assert boss.get(address).status_code == 404, "an open account is found by what it holds"
