"""A second factor is set up: a code on the phone, a passkey, recovery codes."""

import re

import pytest

from chungtay.doors import factors
from chungtay.doors.actions import add_factor
from chungtay.doors.owning import Owner
from chungtay.doors.tests.doing import SECRET, account, code, is_in, protect, sign_in
from chungtay.journal.act import NotAllowed

pytestmark = pytest.mark.django_db


def secret_of(page: str) -> str:
    return re.search(r'id="khoa"[^>]*>([A-Z2-7 ]+)<', page)[1].replace(" ", "")


def set_up(client):
    """As a person does: read the key, type the code; gives the page with the recovery codes."""
    page = client.get("/tai-khoan/bao-ve/ma/").content.decode()
    said = client.post("/tai-khoan/bao-ve/ma/", {"code": code(secret_of(page))})
    return secret_of(page), said.content.decode()


def test_the_key_is_in_text_and_in_a_picture_and_codes_are_shown_once(world):
    made = account(world)
    client = sign_in()
    page = client.get("/tai-khoan/bao-ve/ma/").content.decode()
    assert "<svg" in page and 'style="' not in page
    secret, codes = set_up(client)
    shown = re.findall(r'<li class="so">(\d{4}) (\d{4})</li>', codes)
    assert len(shown) == 10 and factors.has(made)
    for address in ("/tai-khoan/", "/tai-khoan/bao-ve/ma-du-phong/"):
        assert shown[0][0] + " " + shown[0][1] not in client.get(address).content.decode()
    assert sign_in().post("/vao/ma/", {"code": code(secret)}).status_code == 302
    assert sign_in().post("/vao/ma/", {"code": "".join(shown[0])}).status_code == 302


def test_a_wrong_code_sets_nothing_up(world):
    made = account(world)
    client = sign_in()
    secret = secret_of(client.get("/tai-khoan/bao-ve/ma/").content.decode())
    page = client.post("/tai-khoan/bao-ve/ma/", {"code": "abc", "secret": SECRET})
    assert "Mã chưa đúng" in page.content.decode() and not factors.has(made)
    assert secret_of(page.content.decode()) == secret, "the same key: no second picture to take"


def test_the_first_factor_ends_the_other_sessions(world):
    account(world)
    mine, other = sign_in(), sign_in()
    set_up(mine)
    assert is_in(mine) and not is_in(other)


def test_new_recovery_codes_end_the_old(world):
    made = account(world)
    old = protect(world, made)
    client = sign_in()
    client.post("/vao/ma/", {"code": code()})
    assert client.get("/tai-khoan/bao-ve/ma-du-phong/").status_code == 200
    page = client.post("/tai-khoan/bao-ve/ma-du-phong/").content.decode()
    assert len(re.findall(r'<li class="so">', page)) == 10
    assert not factors.check_code(made, old[0])


def test_a_new_phone_takes_the_place_of_the_old(world):
    made = account(world)
    protect(world, made)
    protect(world, made, "ORSXG5BAORSXG5BAORSXG5BAORSXG5BA")
    assert not factors.check_code(made, code())
    assert factors.check_code(made, code("ORSXG5BAORSXG5BAORSXG5BAORSXG5BA"))


def test_a_passkey_that_no_browser_made_is_refused(world):
    made = account(world)
    client = sign_in()
    client.get("/tai-khoan/bao-ve/khoa/")
    for said in ("", "{}", "[]", '"x"', '{"id": "x", "rawId": "x", "response": {}}'):
        page = client.post("/tai-khoan/bao-ve/khoa/", {"name": "máy", "credential": said})
        assert page.status_code == 200
    assert not factors.has(made)


def test_nobody_adds_a_factor_to_another(world):
    made, other = account(world), account(world, "khac")
    with pytest.raises(NotAllowed):
        add_factor(actor=Owner(other), at=world.at, account=made, kind="totp", secret=SECRET)
