"""SMS through eSMS, as zalo.md 5 has it, against the loopback gateway."""

import json
import queue
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from chungtay.carriers.esms.client import PATH, Account, Esms
from chungtay.carriers.esms.receipts import NotAReceipt, Receipt, parse
from chungtay.carriers.outcome import Class
from chungtay.carriers.tests.conftest import MY
from chungtay.carriers.wire import Wire

NUMBERS = {99: Class.OPERATOR, 101: Class.OPERATOR, 103: Class.OPERATOR, 104: Class.OPERATOR,
           108: Class.UNREACHABLE, 146: Class.OUR_BUG}  # fmt: skip


def test_the_request_is_that_of_the_protocol(letter):
    seen = []

    def network(request):
        seen.append(request)
        return httpx.Response(200, json={"CodeResult": "100", "SMSID": "9f3c47"})

    account = Account(
        "https://rest.esms.vn", "the-key", "the-secret", "CHUNGTAY", "https://hoacuong.example/r/"
    )
    outcome = Esms(Wire(transport=httpx.MockTransport(network))).send(account, letter())
    assert (outcome.kind, outcome.message_id) == (Class.SENT, "9f3c47")
    (request,) = seen
    assert (request.method, str(request.url)) == ("POST", f"https://rest.esms.vn{PATH}")
    assert json.loads(request.content) == {
        "ApiKey": "the-key", "SecretKey": "the-secret", "Phone": "0905123456",
        "Content": "Chao chi, hen ngay mai.", "Brandname": "CHUNGTAY", "SmsType": "2",
        "IsUnicode": "0", "Sandbox": "0", "RequestId": "d1a5c0de-1",
        "CallbackUrl": "https://hoacuong.example/r/",
    }  # fmt: skip


def test_secrets_do_not_show(sim):
    assert "bi-mat" not in repr(sim.gateway()) and "khoa-sms" not in repr(sim.gateway())


def test_it_arrives_without_accents(sim, letter):
    outcome = Esms(sim.wire).send(sim.gateway(), letter())
    (shown,) = sim.sms()
    assert outcome.kind is Class.SENT and outcome.message_id == shown["sms_id"]
    assert (shown["phone"], shown["text"]) == ("84905123456", "Chao chi, hen ngay mai.")


@pytest.mark.parametrize("code", NUMBERS)
def test_the_numbers_of_the_gateway(sim, letter, code):
    sim.fail_next(PATH, error=code)
    outcome = Esms(sim.wire).send(sim.gateway(), letter())
    assert (outcome.kind, outcome.code) == (NUMBERS[code], f"esms_{code}")
    assert sim.sms() == []


def test_a_sandbox_sends_nothing(sim, letter):
    assert Esms(sim.wire).send(sim.gateway(sandbox=True), letter()).kind is Class.SENT
    assert [row["state"] for row in sim.sms()] == ["sandbox"]


LOST = [("timeout_after", "esms_timeout"), ("drop_after", "esms_cut_off"),
        ("truncated", "esms_cut_off")]  # fmt: skip
NEVER_THERE = [("timeout_before", "esms_timeout"), ("drop_before", "esms_cut_off"),
               ("html", "esms_no_id"), ("500", "esms_http_500"), ("lie", "esms_no_id")]  # fmt: skip


@pytest.mark.parametrize(("mode", "code"), LOST + NEVER_THERE)
def test_a_lost_answer_is_a_doubt_and_asking_again_settles_it_with_one_sms(sim, letter, mode, code):
    more = {"seconds": 1.5} if mode.startswith("timeout") else {}
    sim.fail_next(PATH, mode=mode, **more)
    carrier = Esms(sim.wire)
    first = carrier.send(sim.gateway(), letter())
    assert (first.kind, first.code) == (Class.DOUBT, code)
    assert len(sim.sms()) == (1 if (mode, code) in LOST else 0)
    again = carrier.again(sim.gateway(), letter())
    assert again.kind is Class.SENT
    assert len(sim.sms()) == 1
    assert carrier.again(sim.gateway(), letter()).kind is Class.SENT
    assert len(sim.sms()) == 1


def test_a_refusal_of_the_second_request_says_nothing_about_the_first(sim, letter):
    sim.fail_next(PATH, error=103)
    outcome = Esms(sim.wire).again(sim.gateway(), letter())
    assert (outcome.kind, outcome.code) == (Class.DOUBT, "esms_103")


def test_a_reference_that_was_used_before_anybody_doubted_is_a_doubt(sim, letter):
    carrier = Esms(sim.wire)
    carrier.send(sim.gateway(), letter())
    other = carrier.send(sim.gateway(), letter(text="Tin khác"))
    assert (other.kind, other.code) == (Class.DOUBT, "esms_124")
    assert len(sim.sms()) == 1


class Heard(BaseHTTPRequestHandler):
    """The place where the gateway calls back."""

    queries: queue.Queue

    def do_GET(self):
        self.queries.put(dict(parse_qsl(urlsplit(self.path).query)))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.mark.parametrize("fails", [False, True])
def test_the_gateway_calls_back_with_how_it_ended(sim, letter, fails):
    sim.ask("people", user_id=MY, sms_fails=fails)
    handler = type("Here", (Heard,), {"queries": queue.Queue()})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/sms/bi-mat/"
        outcome = Esms(sim.wire).send(sim.gateway(callback_url=url), letter())
        receipt = parse(handler.queries.get(timeout=10))
        server.shutdown()
    assert receipt == Receipt(outcome.message_id, "d1a5c0de-1", not fails)


RECEIPT = {"SMSID": "9f3c47", "SendStatus": "5", "SendSuccess": "1", "SendFailed": "0",
           "RequestId": "d1a5c0de-1", "phonenumber": "84905123456", "telcoid": "1"}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "arrived"),
    [({}, True), ({"SendSuccess": "0", "SendFailed": "1"}, False), ({"SendStatus": "1"}, None),
     ({"SendSuccess": "0"}, None), ({"SendFailed": "1"}, None)],
)  # fmt: skip
def test_a_receipt(changed, arrived):
    assert parse(RECEIPT | changed) == Receipt("9f3c47", "d1a5c0de-1", arrived)


@pytest.mark.parametrize(
    "changed",
    [{"SMSID": ""}, {"RequestId": "a b"}, {"SendSuccess": "-1"}, {"SendFailed": "x"},
     {"SMSID": "x" * 65}, {"SendSuccess": ""}],
)  # fmt: skip
def test_what_is_no_receipt(changed):
    with pytest.raises(NotAReceipt):
        parse(RECEIPT | changed)


def test_a_receipt_without_its_fields_is_none():
    for field in ("SMSID", "RequestId", "SendStatus"):
        with pytest.raises(NotAReceipt):
            parse({name: value for name, value in RECEIPT.items() if name != field})
