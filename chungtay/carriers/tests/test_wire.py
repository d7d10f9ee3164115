"""The wire over real sockets: what leaves, what is kept between two requests, what has an end."""

import re
import socket
import threading
import time

import httpx
import pytest

from chungtay.carriers.outcome import Class
from chungtay.carriers.wire import InDoubt, NotLeft, Turned, Wire, id_in, number


def whole(held: socket.socket) -> bytes:
    """A request with its body: an answer to half of one resets the connection."""
    said = b""
    while piece := held.recv(65536):
        said += piece
        head, found, body = said.partition(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", head.lower())
        if found and len(body) >= int(length[1] if length else 0):
            break
    return said


class Server:
    """Answers each connection with the same bytes, piece by piece; keeps what it was asked."""

    def __init__(self, *pieces: bytes, pause: float = 0.0) -> None:
        self.pieces, self.pause, self.asked = pieces, pause, []
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self) -> None:
        while True:
            try:
                held, _ = self.socket.accept()
            except OSError:
                return
            with held:
                said = whole(held)
                if not said:
                    continue
                self.asked.append(said.decode())
                for piece in self.pieces:
                    try:
                        held.sendall(piece)
                    except OSError:
                        break
                    time.sleep(self.pause)

    def close(self) -> None:
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        self.thread.join(5)


@pytest.fixture
def server():
    running = []

    def start(*pieces: bytes, pause: float = 0.0) -> Server:
        running.append(Server(*pieces, pause=pause))
        return running[-1]

    yield start
    for one in running:
        one.close()


def http(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    head = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join([*head, "", ""]).encode() + body


def test_an_answer_comes_back(server):
    at = server(http(b'{"error":0,"data":{}}'))
    assert Wire().ask("POST", at.url + "/x", json={"a": "ế"}) == {"error": 0, "data": {}}
    (asked,) = at.asked
    assert asked.startswith("POST /x HTTP/1.1\r\n") and asked.endswith('{"a":"ế"}')


def test_what_one_account_was_given_to_remember_is_not_told_of_the_next(server):
    at = server(http(b'{"error":0}', "Set-Cookie: oa=388613280878808645"))
    wire = Wire()
    wire.ask("GET", at.url, headers={"access_token": "one"})
    wire.ask("GET", at.url, headers={"access_token": "two"})
    assert not any("cookie" in asked.lower() for asked in at.asked)
    assert "access_token: two" in at.asked[1] and "one" not in at.asked[1]


def test_a_redirect_is_not_followed(server):
    elsewhere = server(http(b'{"error":0}'))
    at = server(http(b"", f"Location: {elsewhere.url}", status="307 Temporary Redirect"))
    with pytest.raises(Turned) as turned:
        Wire().ask("POST", at.url, json={"a": 1})
    assert turned.value.outcome.kind is Class.OPERATOR
    assert elsewhere.asked == []


@pytest.mark.parametrize(
    ("pieces", "code"),
    [
        ((http(b'{"error":0}')[:-3],), "cut_off"),
        ((b"HTTP/1.1 200 OK\r\n\r\n" + b'{"error":',), "no_id"),
        ((b"nonsense\r\n\r\n",), "cut_off"),
        ((b"",), "cut_off"),
        ((http(b'{"error":0,"error":-213}'),), "no_id"),
        ((http(b'{"error":0}', status="404 Not Found"),), "http_404"),
        ((http(b"", status="408 Request Timeout"),), "http_408"),
    ],
)
def test_what_is_no_whole_answer_is_a_doubt(server, pieces, code):
    with pytest.raises(InDoubt) as doubt:
        Wire().ask("POST", server(*pieces).url, json={})
    assert doubt.value.code == code


def test_an_answer_without_end_has_one(server):
    began = time.monotonic()
    at = server(b"HTTP/1.1 200 OK\r\n\r\n", *[b" "] * 40, pause=0.1)
    with pytest.raises(InDoubt):
        Wire(read=0.5, whole=0.6).ask("GET", at.url)
    assert time.monotonic() - began < 3


def test_a_head_that_drips_in_has_an_end(server):
    began = time.monotonic()
    at = server(*[bytes([byte]) for byte in http(b'{"error":0}')], pause=0.2)
    with pytest.raises(InDoubt) as doubt:
        Wire(read=0.5, whole=0.8).ask("POST", at.url, json={})
    assert doubt.value.code == "timeout"
    assert time.monotonic() - began < 3


def test_each_request_has_an_end_of_its_own(server):
    at = server(http(b'{"error":0}').replace(b"Connection: close\r\n", b""))
    wire = Wire(whole=0.4)
    for _ in range(3):
        assert wire.ask("GET", at.url) == {"error": 0}
        time.sleep(0.25)


def test_an_answer_too_large_is_not_kept(server):
    at = server(http(b'{"error":0,"data":"' + b"x" * 300_000 + b'"}'))
    with pytest.raises(InDoubt):
        Wire().ask("GET", at.url)


@pytest.mark.parametrize(
    "url", ["", "/v3.0/oa", "http://", "ftp://127.0.0.1/", "http://127.0.0.1:9/", "http://[::1",
            "http://khong-co.invalid/"],
)  # fmt: skip
def test_what_cannot_be_reached_was_not_asked(url):
    with pytest.raises(NotLeft):
        Wire().ask("GET", url)


@pytest.mark.parametrize("token", ["khóa", "a\nb", "a\r\nHost: x"])
def test_a_token_that_is_no_header_does_not_leave(server, token):
    at = server(http(b'{"error":0}'))
    with pytest.raises(NotLeft):
        Wire().ask("GET", at.url, headers={"access_token": token})
    assert at.asked == []


def test_numbers_and_ids_are_plain():
    assert [number(v) for v in (0, -216, "-216", "0", True, None, 0.0, "٢", 10**6, "1" * 7)] == [
        0, -216, -216, 0, None, None, None, None, None, None]  # fmt: skip
    assert [id_in({"id": v}, "id") for v in ("a-1", "", "a b", "x" * 65, 7, None)] == [
        "a-1", "", "", "", "", ""]  # fmt: skip


def test_the_pool_is_that_of_httpx():
    played = httpx.MockTransport(lambda request: httpx.Response(200, json={"error": 0}))
    wire = Wire(transport=played)
    assert wire.ask("GET", "http://zalo.example") == {"error": 0}
    wire.close()
