"""One sees where one is signed in, and ends it."""

import pytest
from django.test import Client

from chungtay.doors.models import Session
from chungtay.doors.tests.doing import account, is_in, sign_in

pytestmark = pytest.mark.django_db
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"


def from_phone(**more):
    return sign_in(client=Client(headers={"user-agent": PHONE}), **more)


def test_every_browser_is_listed_in_words_and_this_one_is_marked(world):
    account(world)
    mine = sign_in()
    from_phone()
    page = mine.get("/tai-khoan/").content.decode()
    assert "Chrome trên điện thoại Android" in page and page.count("Máy này") == 1


def test_one_is_ended_and_the_others_stay(world):
    account(world)
    mine, phone, third = sign_in(), from_phone(), sign_in()
    row = Session.objects.get(browser=PHONE)
    mine.post("/tai-khoan/thiet-bi/", {"session": row.session_key})
    assert is_in(mine) and is_in(third) and not is_in(phone)


def test_all_others_are_ended(world):
    account(world)
    mine, phone, third = sign_in(), from_phone(), sign_in()
    mine.post("/tai-khoan/thiet-bi/")
    assert is_in(mine) and not is_in(phone) and not is_in(third)


def test_a_session_of_somebody_else_is_not_ended(world):
    account(world)
    account(world, "khac")
    other, mine = sign_in("khac"), sign_in()
    row = Session.objects.get(account__username="khac")
    mine.post("/tai-khoan/thiet-bi/", {"session": row.session_key, "account": row.account_id})
    assert is_in(other)


def test_what_has_run_out_is_cleared_when_somebody_comes_in(world):
    from datetime import timedelta

    from chungtay.kit import clock

    account(world)
    old = sign_in()
    Session.objects.update(expire_date=clock.now() - timedelta(seconds=1))
    assert not is_in(old)
    sign_in("moi")
    assert Session.objects.filter(expire_date__lt=clock.now()).count() == 0


def test_last_seen_is_kept_to_five_minutes(world):
    from datetime import timedelta

    from chungtay.kit import clock

    account(world)
    client = sign_in()
    long_ago = clock.now() - timedelta(minutes=6)
    Session.objects.update(seen_at=long_ago)
    client.get("/tai-khoan/")
    assert Session.objects.get().seen_at > long_ago
