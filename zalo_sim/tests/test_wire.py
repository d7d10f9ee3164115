"""Over a real socket: what a client's HTTP library sees."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from zalo_sim import people
from zalo_sim.config import Config
from zalo_sim.server import Running
from zalo_sim.tests.conftest import APP_ID, MY, OA_ID, OA_SECRET, PEOPLE, SECRET

CS = "/v3.0/oa/message/cs"
BODY = {"recipient": {"user_id": MY}, "message": {"text": "Chào chị"}}


@pytest.fixture
def wire(tmp_path: Path) -> Iterator[httpx.Client]:
    config = Config(
        app_id=APP_ID,
        secret=SECRET,
        oa_id=OA_ID,
        oa_secret=OA_SECRET,
        webhook="http://127.0.0.1:9/",
        data=tmp_path,
    )
    running = Running(config, transport=lambda url, body, headers: 200)
    people.upsert(running.sim, [{**person, "last_interaction": "1 hour ago"} for person in PEOPLE])
    serving = threading.Thread(target=running.serve, daemon=True)
    serving.start()
    with httpx.Client(base_url=running.url, timeout=5) as client:
        token = client.post("/sim/tokens").json()["access_token"]
        client.headers["access_token"] = token
        yield client
    running.server.shutdown()
    serving.join(5)


def messages(wire: httpx.Client) -> int:
    return len(wire.get("/sim/messages").json()["messages"])


def test_header_names_with_underscores_arrive(wire: httpx.Client) -> None:
    assert wire.post(CS, json=BODY).json()["error"] == 0
    form = {"app_id": APP_ID, "grant_type": "authorization_code"}
    form["code"] = wire.post("/sim/code").json()["code"]
    pair = wire.post("/v4/oa/access_token", data=form, headers={"secret_key": SECRET}).json()
    assert pair["expires_in"] == "90000"


def test_a_hyphen_is_no_underscore(wire: httpx.Client) -> None:
    del wire.headers["access_token"]
    token = wire.post("/sim/tokens").json()["access_token"]
    assert wire.post(CS, json=BODY, headers={"access-token": token}).json()["error"] == -216


@pytest.mark.parametrize("mode", ["drop_after", "truncated"])
def test_a_lost_answer_of_a_kept_message(wire: httpx.Client, mode: str) -> None:
    wire.post("/sim/fail-next", json={"path": CS, "mode": mode})
    with pytest.raises(httpx.RemoteProtocolError):
        wire.post(CS, json=BODY)
    assert messages(wire) == 1


@pytest.mark.parametrize(("mode", "kept"), [("timeout_after", 1), ("timeout_before", 0)])
def test_a_timeout(wire: httpx.Client, mode: str, kept: int) -> None:
    wire.post("/sim/fail-next", json={"path": CS, "mode": mode, "seconds": 1})
    with pytest.raises(httpx.ReadTimeout):
        wire.post(CS, json=BODY, timeout=0.2)
    assert messages(wire) == kept


def test_a_body_that_is_too_large(wire: httpx.Client) -> None:
    assert wire.post(CS, content=b"x" * (1 << 20) + b"x").status_code == 413


def test_many_at_once_lose_nothing(wire: httpx.Client) -> None:
    threads = [
        threading.Thread(target=lambda: wire.post(CS, json=BODY).raise_for_status())
        for _ in range(40)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert messages(wire) == 40


def test_a_connection_is_kept_for_the_next_call(wire: httpx.Client) -> None:
    with socket.create_connection((wire.base_url.host, wire.base_url.port or 80)) as kept:
        answers = kept.makefile("rb")
        for _ in range(3):
            kept.sendall(b"GET /sim/messages HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            assert answers.readline() == b"HTTP/1.1 200 OK\r\n"
            headers = dict(
                iter(lambda: answers.readline().rstrip().partition(b": ")[::2], (b"", b""))
            )
            assert headers[b"Connection"] == b"keep-alive"
            answers.read(int(headers[b"Content-Length"]))


def test_a_client_may_ask_to_close(wire: httpx.Client) -> None:
    answer = wire.post(CS, json=BODY, headers={"Connection": "close"})
    assert answer.headers["Connection"] == "close"
    assert wire.post(CS, json=BODY).headers["Connection"] == "keep-alive"


def test_an_upload_and_its_address_over_the_wire(wire: httpx.Client) -> None:
    files = {"file": ("đơn.pdf", b"%PDF-1.7", "application/pdf")}
    token = wire.post("/v2.0/oa/upload/file", files=files).json()["data"]["token"]
    message = {"attachment": {"type": "file", "payload": {"token": token}}}
    sent = wire.post(CS, json={"recipient": {"user_id": MY}, "message": message}).json()
    assert sent["error"] == 0
    kept = wire.get("/sim/messages").json()["messages"][-1]
    url = kept["attachments"][0]["payload"]["url"]
    assert url.startswith(str(wire.base_url).rstrip("/"))
    assert wire.get(url).content == b"%PDF-1.7"


@pytest.mark.parametrize(
    "sent",
    [
        b"x\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost",
        b"\x00\x01\r\n",
    ],
)
def test_what_is_no_request_is_hung_up_on(wire: httpx.Client, sent: bytes) -> None:
    with socket.create_connection((wire.base_url.host, wire.base_url.port or 80)) as other:
        other.sendall(sent)
        other.shutdown(socket.SHUT_WR)
        assert other.recv(100) == b""
    assert wire.post(CS, json=BODY).json()["error"] == 0
