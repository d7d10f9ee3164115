"""kill -9 again and again while four clients send: what was acknowledged is there, and is told."""

import json
import random
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from zalo_sim.tests.conftest import MY
from zalo_sim.tests.test_restart import Program

KILLS = 5
CS = "v3.0/oa/message/cs"


class Sink:
    """A webhook that notes every echo it is told of."""

    def __init__(self) -> None:
        told = self.told = Counter[str]()

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                event = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                if event["event_name"] == "oa_send_text":
                    told[event["message"]["msg_id"]] += 1
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request: object, client_address: object) -> None:
                """A killed simulator resets its connections."""

        self.server = Server(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=[0.02], daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/"


def send_until_killed(url: str, token: str, acknowledged: set[str]) -> None:
    body = {"recipient": {"user_id": MY}, "message": {"text": "Chào chị"}}
    headers = {"access_token": token}
    with httpx.Client(base_url=url, headers=headers, timeout=5, trust_env=False) as client:
        while True:
            try:
                answer = client.post(CS, json=body).json()
            except httpx.HTTPError:
                return
            acknowledged.add(answer["data"]["message_id"])


@pytest.mark.faults
def test_nothing_acknowledged_is_lost_and_every_echo_comes(tmp_path: Path) -> None:
    sink, acknowledged, chance = Sink(), set[str](), random.Random(7)
    token = ""
    for turn in range(KILLS + 1):
        program = Program(tmp_path, "--webhook", sink.url)
        url = program.url()
        if not token:
            token = httpx.post(url + "sim/tokens", trust_env=False).json()["access_token"]
            spoke = {"user_id": MY, "last_interaction": "1 hour ago"}
            httpx.post(url + "sim/people", json=spoke, trust_env=False)
            httpx.post(url + "sim/limits", json={"rate_per_minute": 10**6}, trust_env=False)
        if turn == KILLS:
            break
        arguments = (url, token, acknowledged)
        clients = [threading.Thread(target=send_until_killed, args=arguments) for _ in range(4)]
        for client in clients:
            client.start()
        enough, until = len(acknowledged) + chance.randint(5, 60), time.monotonic() + 20
        while len(acknowledged) < enough and time.monotonic() < until:
            time.sleep(0.001)
        program.kill()
        for client in clients:
            client.join()
    kept = [row["message_id"] for row in look(url, "messages")["messages"]]
    assert len(acknowledged) >= 5 * KILLS
    assert acknowledged <= set(kept)
    assert len(kept) == len(set(kept))
    assert len(kept) - len(acknowledged) <= 4 * KILLS, "only what was in flight is in doubt"
    until = time.monotonic() + 30
    while look(url, "queue")["queue"]["waiting"] and time.monotonic() < until:
        time.sleep(0.1)
    program.kill()
    sink.server.shutdown()
    assert set(sink.told) == set(kept)
    again = sum(sink.told.values()) - len(kept)
    assert again <= 8 * KILLS, "told again only what was on its way at a kill"


def look(url: str, name: str) -> dict:
    return httpx.get(f"{url}sim/{name}", timeout=30, trust_env=False).json()
