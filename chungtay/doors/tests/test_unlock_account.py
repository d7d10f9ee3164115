"""A locked account is opened again; so is one that was guessed at."""

import pytest

from chungtay.doors.actions import LockRefused, lock_account, unlock_account
from chungtay.doors.tests.doing import account, is_in, post_of, sign_in

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


def test_an_open_account_is_not_opened(world):
    with pytest.raises(LockRefused):
        unlock_account(actor=world.system, at=world.at, post=post_of(account(world)))


def test_the_database_refuses_a_lock_without_its_entry(world):
    from django.db import IntegrityError

    made = account(world)
    made.is_active = False
    with pytest.raises(IntegrityError):
        made.save()
