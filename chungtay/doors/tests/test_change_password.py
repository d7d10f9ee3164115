"""A new password ends every other session at once."""

import pytest

from chungtay.doors.actions import change_password
from chungtay.doors.owning import Owner
from chungtay.doors.tests.doing import PASSWORD, account, is_in, sign_in
from chungtay.journal.act import NotAllowed

pytestmark = pytest.mark.django_db
NEW = {"password": "một câu mới tinh 26", "again": "một câu mới tinh 26"}


def test_a_stolen_session_ends_with_the_change(world):
    account(world)
    mine, stolen = sign_in(), sign_in()
    stolen_cookie = mine.cookies["sessionid"].value
    assert mine.post("/tai-khoan/mat-khau/", NEW)["Location"] == "/tai-khoan/"
    assert is_in(mine) and not is_in(stolen)
    stolen.cookies["sessionid"] = stolen_cookie
    assert not is_in(stolen), "the key of this very browser before the change"
    assert not is_in(sign_in()) and is_in(sign_in(password=NEW["password"]))


def test_the_password_is_asked_again_after_a_while(world, monkeypatch):
    from datetime import timedelta

    from chungtay.kit import clock

    account(world)
    client, now = sign_in(), clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(minutes=11))
    for address in ("/tai-khoan/mat-khau/", "/tai-khoan/bao-ve/ma/", "/tai-khoan/bao-ve/khoa/"):
        assert client.post(address, NEW)["Location"].startswith("/vao/lan-nua/")
    again = client.get("/tai-khoan/mat-khau/")["Location"]
    assert client.post(again, {"password": "sai", "next": "/x"}).status_code == 200
    evil = client.post("/vao/lan-nua/", {"password": PASSWORD, "next": "//evil.example"})
    assert evil["Location"] == "/hom-nay/"
    assert client.post("/tai-khoan/mat-khau/", NEW)["Location"] == "/tai-khoan/"


def test_asking_again_counts_and_locks(world, monkeypatch):
    account(world)
    client = sign_in()
    for _n in range(5):
        client.post("/vao/lan-nua/", {"password": "sai"})
    assert client.post("/vao/lan-nua/", {"password": PASSWORD}).status_code == 429


@pytest.mark.parametrize(
    "password,again,says",
    [
        ("ngắn", "ngắn", "10"),
        ("1234567890", "1234567890", "phổ biến"),
        ("a" * 12, "b" * 12, "giống"),
    ],
)
def test_a_weak_or_mistyped_password_is_said(world, password, again, says):
    account(world)
    page = sign_in().post("/tai-khoan/mat-khau/", {"password": password, "again": again})
    assert says in page.content.decode() and is_in(sign_in())


def test_extra_fields_change_nothing(world):
    made, other = account(world), account(world, "khac")
    extra = {"account": other.pk, "username": "hack", "is_active": "", "actor": other.actor_id}
    sign_in().post("/tai-khoan/mat-khau/", NEW | extra)
    made.refresh_from_db()
    assert made.username == "moi" and made.is_active and is_in(sign_in("khac"))


def test_nobody_changes_the_password_of_another(world):
    made, other = account(world), account(world, "khac")
    with pytest.raises(NotAllowed):
        change_password(actor=Owner(other), at=world.at, account=made, password="x")
