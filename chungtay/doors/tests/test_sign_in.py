"""Coming in: a password, then the second step; what an attacker tries at the door."""

import time

import pytest
from django.test import Client, RequestFactory, override_settings

from chungtay.doors import actions
from chungtay.doors.forms import SignInForm
from chungtay.doors.models import Session
from chungtay.doors.tests.doing import account, code, is_in, post_of, protect, sign_in

pytestmark = pytest.mark.django_db


def test_name_and_password_open_the_day(world):
    account(world)
    client = sign_in(" Moi ")
    assert client.answer["Location"] == "/hom-nay/" and is_in(client)


@pytest.mark.parametrize("username,password", [("moi", "sai"), ("ai-đó", "sai"), ("", "")])
def test_a_wrong_name_and_a_wrong_password_read_the_same(world, username, password):
    account(world)
    client = sign_in(username, password)
    assert client.answer.status_code == 200 and not is_in(client)
    if username:
        assert "chưa đúng" in client.answer.content.decode()


@pytest.mark.parametrize(
    "address", ["https://evil.example/", "//evil.example", "javascript:alert(1)", r"/\evil.example"]
)
def test_next_leads_nowhere_else(world, address):
    account(world)
    assert sign_in(next=address).answer["Location"] == "/hom-nay/"
    assert sign_in(next="/so/").answer["Location"] == "/so/"
    again = sign_in()
    assert again.get("/vao/", {"next": address})["Location"] == "/hom-nay/"


def test_a_session_key_given_beforehand_is_worth_nothing(world):
    """Session fixation: the key of before signing in is not the key of after."""
    account(world)
    client = Client()
    client.get("/vao/")
    session = client.session
    session["planted"] = 1
    session.save()
    client.cookies["sessionid"] = planted = session.session_key
    sign_in(client=client)
    assert client.cookies["sessionid"].value != planted and is_in(client)
    thief = Client()
    thief.cookies["sessionid"] = planted
    assert not is_in(thief)


def test_with_a_second_factor_the_password_alone_opens_nothing(world):
    protect(world, account(world))
    client = sign_in(next="/so/")
    assert client.answer["Location"] == "/vao/ma/" and not is_in(client)
    assert client.post("/vao/ma/", {"code": "000000"}).status_code == 200
    assert not is_in(client)
    assert client.post("/vao/ma/", {"code": code()})["Location"] == "/so/"
    assert is_in(client)


def test_a_code_is_good_once(world):
    protect(world, account(world))
    sent = code()
    assert sign_in().post("/vao/ma/", {"code": sent}).status_code == 302
    assert sign_in().post("/vao/ma/", {"code": sent}).status_code == 200
    assert sign_in().post("/vao/ma/", {"code": code(steps=1)}).status_code == 302


def test_a_recovery_code_is_good_once(world):
    codes = protect(world, account(world))
    assert len(codes) == 10
    spaced = f"{codes[0][:4]} {codes[0][4:]}"
    assert sign_in().post("/vao/ma/", {"code": spaced}).status_code == 302
    assert sign_in().post("/vao/ma/", {"code": spaced}).status_code == 200
    assert sign_in().post("/vao/ma/", {"code": codes[1]}).status_code == 302


def test_secrets_lie_encrypted(world):
    from allauth.mfa.models import Authenticator

    from chungtay.doors.tests.doing import SECRET

    codes = protect(world, account(world))
    kept = str(list(Authenticator.objects.values()))
    assert SECRET not in kept and codes[0] not in kept


def test_the_second_step_ends_with_a_lock_or_a_new_password_or_time(world, monkeypatch):
    from datetime import timedelta

    from chungtay.doors.owning import Owner
    from chungtay.kit import clock

    made = account(world)
    protect(world, made)
    first, second, third = sign_in(), sign_in(), sign_in()
    actions.change_password(actor=Owner(made), at=world.at, account=made, password="một câu khác 9")
    assert first.post("/vao/ma/", {"code": code()})["Location"] == "/vao/"
    second = sign_in(password="một câu khác 9")
    actions.lock_account(actor=world.system, at=world.at, post=post_of(made))
    assert second.post("/vao/ma/", {"code": code()})["Location"] == "/vao/"
    actions.unlock_account(actor=world.system, at=world.at, post=post_of(made))
    third = sign_in(password="một câu khác 9")
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(minutes=11))
    assert third.post("/vao/ma/", {"code": code()})["Location"] == "/vao/"


def test_the_second_step_without_a_first_leads_back(world):
    assert Client().post("/vao/ma/", {"code": "123456"})["Location"] == "/vao/"


@override_settings(SECOND_FACTOR=True)
def test_a_post_that_reads_personal_data_leads_to_the_second_factor(world):
    account(world)
    client = sign_in()
    assert client.get("/hom-nay/")["Location"] == "/tai-khoan/bao-ve/"
    assert client.get("/hien-mau/")["Location"] == "/tai-khoan/bao-ve/"
    for open_ in ("/tai-khoan/", "/tai-khoan/bao-ve/", "/tai-khoan/bao-ve/ma/", "/vao/"):
        assert client.get(open_).status_code in {200, 302}
    assert is_in(client)


@override_settings(SECOND_FACTOR=True)
def test_without_such_a_post_the_password_is_enough(world):
    account(world, role=None)
    assert sign_in().get("/hom-nay/").status_code == 200


def test_an_account_without_a_post_opens_no_ward(world):
    account(world, role=None)
    client = sign_in()
    assert client.get("/hom-nay/").status_code == 200
    for closed in ("/hien-mau/", "/tai-khoan/cua-phuong/", "/loi-moi/"):
        assert client.get(closed).status_code == 403


def test_a_passkey_answer_that_no_browser_made_is_just_wrong(world):
    made = account(world)
    protect(world, made)
    client = sign_in()
    for said in ("", "{", "[]", "{}", '{"id": 1}', '{"response": {"userHandle": "x"}}'):
        assert client.post("/vao/ma/", {"credential": said}).status_code in {200, 429}
    assert not is_in(client)


def test_a_thousand_failures_stay_quick_and_locked(world):
    account(world)
    answers = [sign_in(password="sai").answer.status_code for _n in range(6)]
    assert answers == [200] * 4 + [429] * 2
    began = time.perf_counter()
    for _n in range(994):
        form = SignInForm(RequestFactory().post("/vao/"), {"username": "moi", "password": "sai"})
        assert not form.is_valid()
    took = time.perf_counter() - began
    client = sign_in()
    assert client.answer.status_code == 429 and not is_in(client)
    assert "thử lại được" in client.answer.content.decode()
    assert took < 15, f"{took:.1f} s"


def test_a_lock_is_of_one_name_from_one_address(world):
    made = account(world)
    account(world, "khac")
    for _n in range(5):
        sign_in(password="sai")
    assert sign_in().answer.status_code == 429
    assert is_in(sign_in("khac")), "a colleague at the same address"
    elsewhere = Client(REMOTE_ADDR="10.0.0.9")
    assert is_in(sign_in(client=elsewhere)), "its owner, from elsewhere"
    for _n in range(5):
        sign_in(password="sai")
    actions.unlock_account(actor=world.system, at=world.at, post=post_of(made))
    assert is_in(sign_in())


def test_wrong_codes_lock_too_and_over_all_addresses_together(world):
    protect(world, account(world))
    client = sign_in()
    for _n in range(5):
        answer = client.post("/vao/ma/", {"code": "1"})
    assert client.post("/vao/ma/", {"code": code()}).status_code == 429
    for n in range(3):
        client = sign_in(client=Client(REMOTE_ADDR=f"10.0.0.{n}"))
        for _n in range(5):
            answer = client.post("/vao/ma/", {"code": "1"})
    fresh = sign_in(client=Client(REMOTE_ADDR="10.0.0.99"))
    answer = fresh.post("/vao/ma/", {"code": code()})
    assert answer.status_code == 429 and not is_in(fresh)


def test_wrong_passwords_from_anywhere_leave_the_second_step_open(world):
    """Who does not know the password closes nothing for who does."""
    protect(world, account(world))
    for n in range(6):
        for name in ["moi", " moi", "moi "]:
            for _n in range(5):
                sign_in(name, "sai", Client(REMOTE_ADDR=f"10.0.0.{n}"))
    client = sign_in(client=Client(REMOTE_ADDR="10.0.0.99"))
    assert client.post("/vao/ma/", {"code": code()}).status_code == 302 and is_in(client)


def test_a_right_code_forgets_the_wrong_ones_of_that_address_only(world):
    codes = protect(world, account(world))
    elsewhere = sign_in(client=Client(REMOTE_ADDR="10.0.0.9"))
    for right in codes[:2]:
        client = sign_in()
        for _n in range(4):
            client.post("/vao/ma/", {"code": "1"})
            elsewhere.post("/vao/ma/", {"code": "1"})
        assert client.post("/vao/ma/", {"code": right}).status_code == 302
    assert elsewhere.post("/vao/ma/", {"code": codes[2]}).status_code == 429


def test_one_line_of_ipv6_is_one_address(world):
    account(world)
    for n in range(5):
        sign_in(password="sai", client=Client(REMOTE_ADDR=f"2001:db8:0:7::{n + 1}"))
    same = Client(REMOTE_ADDR="2001:db8:0:7:ffff::99")
    assert sign_in(client=same).answer.status_code == 429
    assert is_in(sign_in(client=Client(REMOTE_ADDR="2001:db8:0:8::1")))


@pytest.mark.parametrize(
    "said, counted",
    [("10.0.0.7", "10.0.0.7"), ("::ffff:10.0.0.7", "10.0.0.7"), ("", "127.0.0.1"),
     ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"), ("unix:", "127.0.0.1")],
)  # fmt: skip
def test_what_is_counted_as_an_address(rf, said, counted):
    from chungtay.doors.lockout import client_ip

    assert client_ip(rf.get("/", REMOTE_ADDR=said)) == counted


def test_the_lock_ends_by_itself(world, monkeypatch):
    from datetime import timedelta

    from axes.models import AccessAttempt

    account(world)
    for _n in range(5):
        sign_in(password="sai")
    row = AccessAttempt.objects.get()
    AccessAttempt.objects.update(attempt_time=row.attempt_time - timedelta(minutes=16))
    assert is_in(sign_in())


def test_the_table_of_sessions_opens_nothing(world):
    account(world)
    client = sign_in()
    kept = Session.objects.get()
    assert client.cookies["sessionid"].value not in (kept.session_key, kept.session_data)
    thief = Client()
    thief.cookies["sessionid"] = kept.session_key
    assert not is_in(thief)


@override_settings(HTTPS=True)
def test_behind_the_proxy_a_claimed_address_does_not_count(rf):
    from chungtay.doors.lockout import client_ip

    asked = rf.get("/", headers={"x-forwarded-for": "1.2.3.4, 10.0.0.7"})
    assert client_ip(asked) == "10.0.0.7"
