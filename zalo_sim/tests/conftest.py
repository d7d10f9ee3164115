"""A loopback Zalo in the test's own process, with a clock that stands still until it is pushed."""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import Client, TestResponse

from zalo_sim import people
from zalo_sim.clock import Clock
from zalo_sim.config import Config
from zalo_sim.server import App
from zalo_sim.simulator import Simulator
from zalo_sim.webhooks import Courier

APP_ID, SECRET = "360846524940903967", "bi-mat-ung-dung"
OA_ID, OA_SECRET = "388613280878808645", "bi-mat-oa"
MY, MAN, KHANG = "246845883529197922", "246845883529197923", "246845883529197924"
NOON = 1_795_410_000  # 23/11/2026 12:00 in Vietnam
PEOPLE = [
    {
        "user_id": MY,
        "user_id_by_app": "552177279717587730",
        "name": "Phan Thị Diễm My",
        "role": "người hiến máu, B+",
        "last_interaction": "2 hours ago",
    },
    {"user_id": MAN, "name": "Trần Thị Mận"},
    {"user_id": KHANG, "name": "Đỗ Minh Khang", "last_interaction": "3 days ago"},
]


class Hook:
    """What the webhook of the application was told, and how it answers."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, str]]] = []
        self.answer: Callable[[dict[str, Any]], int] = lambda event: 200

    def __call__(self, url: str, body: bytes, headers: dict[str, str]) -> int:
        self.calls.append((body.decode(), headers))
        return self.answer(json.loads(body))

    @property
    def events(self) -> list[dict[str, Any]]:
        return [json.loads(body) for body, _ in self.calls]

    @property
    def names(self) -> list[str]:
        return [event["event_name"] for event in self.events]

    def of(self, name: str) -> list[dict[str, Any]]:
        return [event for event in self.events if event["event_name"] == name]


class Zalo:
    def __init__(self, folder: Path) -> None:
        self.config = Config(
            app_id=APP_ID,
            secret=SECRET,
            oa_id=OA_ID,
            oa_secret=OA_SECRET,
            webhook="http://127.0.0.1:9/zalo/webhook/",
            data=folder,
        )
        self.open()
        people.upsert(self.sim, PEOPLE)
        self.token = self.control("tokens")["access_token"]

    def open(self) -> None:
        self.hook = Hook()
        self.sim = Simulator(self.config, Clock(real=lambda: NOON))
        self.courier = Courier(self.sim, self.hook)
        self.courier.start()
        self.client = Client(App(self.sim))

    def close(self) -> None:
        self.courier.stop()
        self.sim.close()

    def reopen(self) -> None:
        self.close()
        self.open()

    # -- Zalo's own addresses --------------------------------------------
    def post(self, path: str, body: Any, **headers: str) -> TestResponse:
        headers.setdefault("access_token", self.token)
        return self.client.post(path, json=body, headers=headers)

    def get(self, path: str, **asked: Any) -> dict[str, Any]:
        answer = self.client.get(
            path,
            query_string={"data": json.dumps(asked)},
            headers={"access_token": self.token},
        )
        return answer.get_json()

    def cs(self, body: Any) -> dict[str, Any]:
        answer = self.post("/v3.0/oa/message/cs", body)
        assert answer.status_code == 200
        return answer.get_json()

    def send(self, user_id: str = MY, text: str = "Chào chị", **message: Any) -> dict[str, Any]:
        return self.cs({"recipient": {"user_id": user_id}, "message": {"text": text, **message}})

    def ask(self, *titles: str, kind: str = "oa.query.hide", user_id: str = MY) -> dict[str, Any]:
        buttons = [
            {"title": title, "type": kind, "payload": f"#MA {number}"}
            for number, title in enumerate(titles, start=1)
        ]
        attachment = {"type": "template", "payload": {"buttons": buttons}}
        return self.send(user_id, "Chị đến được không?", attachment=attachment)

    # -- the simulator's controls ----------------------------------------
    def control(self, name: str, body: Any = None) -> Any:
        answer = self.client.post(f"/sim/{name}", json=body or {})
        assert answer.status_code == 200, answer.text
        return answer.get_json()

    def push(self, **span: float) -> None:
        self.control("clock", {"push": span})

    def renew(self) -> None:
        """A new access token: the old one died when the clock was pushed past 25 hours."""
        self.token = self.control("tokens")["access_token"]

    def settle(self) -> None:
        """Until every webhook that is due has been tried."""
        until = time.monotonic() + 5
        while time.monotonic() < until:
            with self.sim.lock:
                now = self.sim.clock.now()
                due = [d for d in self.sim.world.deliveries.values() if d.state == "waiting"]
                due = [d for d in due if d.due <= now]
                held = now < self.sim.world.offline_until
                if held or (not due and not self.courier._busy):
                    return
            time.sleep(0.005)
        raise AssertionError("webhooks did not settle")


@pytest.fixture
def zalo(tmp_path: Path) -> Iterator[Zalo]:
    running = Zalo(tmp_path / "zalo")
    yield running
    running.close()
