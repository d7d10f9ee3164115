"""zalo.md 2: 200 within two seconds, else +30 s, +5 min, +15 min, +30 min, +1 h, then off."""

import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer, ThreadingHTTPServer

import pytest

from zalo_sim.tests.conftest import MAN, MY, Zalo
from zalo_sim.webhooks import post

STEPS = [30, 300, 900, 1800, 3600]


def fail(zalo: Zalo) -> None:
    zalo.hook.answer = lambda event: 500


def test_the_whole_ladder_with_num_retry(zalo: Zalo) -> None:
    fail(zalo)
    zalo.control("say", {"user_id": MY, "text": "1"})
    zalo.settle()
    for number, step in enumerate(STEPS, start=1):
        zalo.push(seconds=step - 1)
        zalo.settle()
        assert len(zalo.hook.calls) == number, "not a second too early"
        zalo.push(seconds=1)
        zalo.settle()
        assert len(zalo.hook.calls) == number + 1
        assert zalo.hook.calls[-1][1]["num_retry"] == str(number)
    assert "num_retry" not in zalo.hook.calls[0][1]
    assert len({body for body, _ in zalo.hook.calls}) == 1, "retries keep body and timestamp"


def test_after_the_ladder_the_webhook_is_off_until_switched_on(zalo: Zalo) -> None:
    fail(zalo)
    zalo.control("say", {"user_id": MY, "text": "1"})
    for step in STEPS:
        zalo.settle()
        zalo.push(seconds=step)
    zalo.settle()
    assert zalo.client.get("/sim/state").get_json()["webhook"]["on"] is False
    calls = len(zalo.hook.calls)
    zalo.control("say", {"user_id": MY, "text": "2"})
    zalo.settle()
    assert len(zalo.hook.calls) == calls
    zalo.hook.answer = lambda event: 200
    assert zalo.control("webhook")["webhook"]["on"] is True
    zalo.control("say", {"user_id": MY, "text": "3"})
    zalo.settle()
    assert zalo.hook.events[-1]["message"]["text"] == "3"


def test_an_answer_ends_the_ladder(zalo: Zalo) -> None:
    fail(zalo)
    zalo.control("say", {"user_id": MY, "text": "1"})
    zalo.settle()
    zalo.hook.answer = lambda event: 200
    zalo.push(seconds=30)
    zalo.settle()
    zalo.push(hours=3)
    zalo.settle()
    assert len(zalo.hook.calls) == 2


@pytest.mark.parametrize("status", [201, 204, 302, 401, 404, 500, 503])
def test_only_200_is_an_answer(zalo: Zalo, status: int) -> None:
    zalo.hook.answer = lambda event: status
    zalo.control("say", {"user_id": MY, "text": "1"})
    zalo.settle()
    assert zalo.client.get("/sim/state").get_json()["queue"]["waiting"] == 1


def test_one_failing_person_does_not_hold_up_another(zalo: Zalo) -> None:
    zalo.hook.answer = lambda event: 500 if event["sender"]["id"] == MY else 200
    zalo.control("say", {"user_id": MY, "text": "1"})
    zalo.control("say", {"user_id": MAN, "text": "2"})
    zalo.control("say", {"user_id": MY, "text": "3"})
    zalo.settle()
    queue = zalo.client.get("/sim/state").get_json()["queue"]
    assert queue == {"waiting": 2, "done": 1, "lost": 0}


def test_the_ladder_goes_on_after_a_restart(zalo: Zalo) -> None:
    fail(zalo)
    zalo.control("say", {"user_id": MY, "text": "1"})
    zalo.settle()
    zalo.push(seconds=29)
    zalo.reopen()
    zalo.settle()
    assert zalo.hook.calls == []
    zalo.push(seconds=1)
    zalo.settle()
    assert zalo.hook.calls[0][1]["num_retry"] == "1"


class _Slow(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        time.sleep(float(self.headers["X-Sleep"]))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


def test_an_answer_after_two_seconds_is_no_answer() -> None:
    server = HTTPServer(("127.0.0.1", 0), _Slow)
    threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/"
    try:
        assert post(url, b"{}", {"X-Sleep": "0"}) == 200
        with pytest.raises(TimeoutError):
            post(url, b"{}", {"X-Sleep": "2.1"})
    finally:
        server.shutdown()
        server.server_close()


class _Keeping(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    connections: list[int]
    close_after = 0

    def setup(self) -> None:
        super().setup()
        self.connections.append(0)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.connections[-1] += 1
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")
        self.close_connection = self.connections[-1] == self.close_after

    def log_message(self, *args: object) -> None:
        pass


@pytest.mark.parametrize(("close_after", "connections"), [(0, [6]), (2, [2, 2, 2])])
def test_a_connection_is_kept_as_long_as_the_other_side_keeps_it(
    close_after: int, connections: list[int]
) -> None:
    """Closed without a word, it is opened anew and nothing is lost or sent twice."""

    class Keeping(_Keeping):
        pass

    Keeping.connections, Keeping.close_after = [], close_after
    server = ThreadingHTTPServer(("127.0.0.1", 0), Keeping)
    threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/"
    try:
        for _ in range(6):
            assert post(url, b"{}", {}) == 200
            time.sleep(0.02)
        assert Keeping.connections == connections
    finally:
        server.shutdown()
        server.server_close()
