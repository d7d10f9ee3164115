"""zalo.md 5: the eSMS gateway, its result codes and its receipts."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from zalo_sim.tests import world
from zalo_sim.tests.conftest import MY, Zalo

CALLBACK = "http://127.0.0.1:9/sms/"


def kept(zalo: Zalo) -> list[dict[str, Any]]:
    return zalo.client.get("/sim/sms").get_json()["sms"]


def test_a_text_is_taken(zalo: Zalo) -> None:
    answer = world.text(zalo, RequestId="a1")
    assert answer["CodeResult"] == "100"
    assert answer["SMSID"]
    (sms,) = kept(zalo)
    assert (sms["phone"], sms["state"], sms["request_id"]) == ("84905123456", "sent", "a1")


@pytest.mark.parametrize(
    ("code", "changes", "settings"),
    [
        ("99", {}, {"blocked": True}),
        ("99", {"SmsType": "8"}, {}),
        ("101", {"ApiKey": "sai"}, {}),
        ("101", {"SecretKey": "sai"}, {}),
        ("104", {"Brandname": "LA"}, {}),
        ("108", {"Phone": "113"}, {}),
        ("146", {"Content": "Khac"}, {"templates": ["Moi {} den nhan {}"]}),
        ("100", {}, {"templates": ["Moi {} den nhan {}"]}),
        ("100", {"Brandname": "PHUONG"}, {"brandnames": ["PHUONG"]}),
        ("100", {"Phone": "+84905123456"}, {}),
    ],
)
def test_result_codes(
    zalo: Zalo, code: str, changes: dict[str, str], settings: dict[str, Any]
) -> None:
    zalo.control("sms", settings)
    answer = world.text(zalo, **changes)
    assert answer["CodeResult"] == code
    assert (code == "100") == ("SMSID" in answer) == (len(kept(zalo)) == 1)


def test_103_the_purse_is_empty(zalo: Zalo) -> None:
    zalo.control("limits", {"sms_balance": 1})
    assert world.text(zalo)["CodeResult"] == "103"


def test_124_the_same_request_id_again(zalo: Zalo) -> None:
    codes = [world.text(zalo, RequestId="a1")["CodeResult"] for _ in range(2)]
    assert codes == ["100", "124"]
    assert len(kept(zalo)) == 1
    zalo.reopen()
    assert world.text(zalo, RequestId="a1")["CodeResult"] == "124"
    assert world.text(zalo, RequestId="a2")["CodeResult"] == "100"


def test_the_sandbox_sends_nothing(zalo: Zalo) -> None:
    zalo.control("people", {"user_id": MY, "phone": world.PHONE})
    answer = world.text(zalo, Sandbox="1", CallbackUrl=CALLBACK)
    assert (answer["CodeResult"], bool(answer["SMSID"])) == ("100", True)
    assert kept(zalo)[0]["state"] == "sandbox"
    assert "Moi ba" not in zalo.client.get(f"/dien-thoai/{MY}/sms/").text
    assert zalo.client.get("/sim/state").get_json()["queue"]["waiting"] == 0


def test_each_result_code_can_be_planned(zalo: Zalo) -> None:
    for code in (99, 101, 103, 104, 108, 124, 146):
        zalo.control("fail-next", {"path": world.SMS, "error": code})
        assert world.text(zalo)["CodeResult"] == str(code)
    assert kept(zalo) == []


def test_the_phone_shows_it_and_cannot_answer(zalo: Zalo) -> None:
    zalo.control("people", {"user_id": MY, "phone": "0905 123 456"})
    world.text(zalo)
    page = zalo.client.get(f"/dien-thoai/{MY}/sms/").text
    assert "Moi ba den nhan ket qua" in page
    assert "CHUNGTAY" in page
    assert "Tin từ tên thương hiệu. Không trả lời được." in page
    assert 'class="compose"' not in page


class _Listener(BaseHTTPRequestHandler):
    asked: list[str]
    status = 200

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(self.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def listener() -> Iterator[tuple[type[_Listener], str]]:
    class Listener(_Listener):
        asked: list[str] = []

    server = HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
    yield Listener, f"http://127.0.0.1:{server.server_port}/sms/?nguon=esms"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(("fails", "success", "failed"), [(False, "1", "0"), (True, "0", "1")])
def test_the_receipt_is_a_get(
    zalo: Zalo, listener: tuple[type[_Listener], str], fails: bool, success: str, failed: str
) -> None:
    zalo.control("people", {"user_id": MY, "phone": world.PHONE, "sms_fails": fails})
    handler, url = listener
    sent = world.text(zalo, RequestId="a1", CallbackUrl=url)["SMSID"]
    zalo.settle()
    (path,) = handler.asked
    assert dict(parse_qsl(urlsplit(path).query)) == {
        "nguon": "esms",
        "SMSID": sent,
        "SendStatus": "5",
        "SendSuccess": success,
        "SendFailed": failed,
        "RequestId": "a1",
        "phonenumber": world.PHONE,
        "telcoid": "1",
    }


def test_the_receipt_is_repeated_five_times_and_the_webhook_stays_on(
    zalo: Zalo, listener: tuple[type[_Listener], str]
) -> None:
    """⚠ When it is repeated is not documented: the steps of Zalo's webhooks."""
    handler, url = listener
    handler.status = 500
    world.text(zalo, CallbackUrl=url)
    for step in (30, 300, 900, 1800, 3600, 3600):
        zalo.settle()
        zalo.push(seconds=step)
    zalo.settle()
    assert len(handler.asked) == 6
    assert zalo.client.get("/sim/state").get_json()["webhook"]["on"] is True


def test_an_address_outside_this_machine_is_never_called(zalo: Zalo) -> None:
    world.text(zalo, CallbackUrl="http://192.0.2.1/")
    assert zalo.client.get("/sim/state").get_json()["queue"] == {"waiting": 0, "done": 0, "lost": 0}
