"""The first accounts of a ward, made on the server."""

import getpass

import pytest

from chungtay.access.models import Account
from chungtay.command import account

pytestmark = pytest.mark.django_db


@pytest.fixture
def typing(monkeypatch):
    def types(*lines, password="một câu đủ dài 2026"):
        answers = iter(lines)
        monkeypatch.setattr("builtins.input", lambda prompt: next(answers))
        monkeypatch.setattr(getpass, "getpass", lambda prompt: password)
        return account.main([])

    return types


def test_an_area_officer_is_made_and_can_sign_in(typing, client, world):
    assert typing("hoa cuong, da nang", "1", "vinh", "Lê Quang Vinh") == 0
    made = Account.objects.get(username="vinh")
    assert made.posts.get().place_id == world.ward.pk
    signing = {"username": "vinh", "password": "một câu đủ dài 2026"}
    assert client.post("/vao/", signing).status_code == 302


def test_a_ward_that_is_not_there_is_a_sentence(typing, capsys):
    assert typing("không đâu cả ở đâu") == 2
    assert "Không thấy" in capsys.readouterr().err


def test_a_short_password_is_refused_and_nothing_is_made(typing):
    assert typing("hoa cuong, da nang", "1", "vinh", "Lê Quang Vinh", password="ngắn") == 2
    assert not Account.objects.exists()


def test_a_number_that_is_no_post_is_a_sentence(typing, capsys):
    assert typing("hoa cuong, da nang", "99") == 2
    assert "từ 1 đến" in capsys.readouterr().err


def test_who_lost_everything_is_let_in_again(monkeypatch, world, capsys):
    from chungtay.doors import factors
    from chungtay.doors.actions import lock_account
    from chungtay.doors.tests.doing import account as made_account
    from chungtay.doors.tests.doing import is_in, post_of, protect, sign_in

    made = made_account(world)
    protect(world, made)
    lock_account(actor=world.system, at=world.at, post=post_of(made))
    monkeypatch.setattr(getpass, "getpass", lambda prompt: "một câu mới tinh 26")
    assert account.main(["--reset", "moi"]) == 0
    assert not factors.has(made) and is_in(sign_in(password="một câu mới tinh 26"))
    assert account.main(["--reset", "khong-ai"]) == 2
    assert "Không có" in capsys.readouterr().err
