"""The loopback Zalo on a real port of this process: templates, the SMS gateway, and its faults."""

import threading
from dataclasses import dataclass

import httpx
import pytest

from chungtay.carriers.esms import client as esms
from chungtay.carriers.letter import Letter
from chungtay.carriers.wire import Wire
from chungtay.carriers.zalo.client import Account
from zalo_sim.config import Config
from zalo_sim.server import Running

MY, MAN = "246845883529197922", "246845883529197923"
PHONE = "+84905123456"
REMINDER = {
    "template_id": "300001",
    "name": "Nhắc lịch hiến máu",
    "text": "Chào <ten>, hẹn <ngay>.",
    "params": [
        {"name": "ten", "require": True, "type": "STRING", "maxLength": 30, "minLength": 1},
        {"name": "ngay", "require": True, "type": "DATE"},
    ],
    "price_sdt": 120,
    "price_uid": 60,
}
FIELDS = {"ten": "Phan Thị Diễm My", "ngay": "23/11/2026"}


@dataclass
class Sim:
    """The loopback Zalo and how it is asked."""

    url: str
    wire: Wire
    account: Account

    def ask(self, call: str, /, **body):
        answer = httpx.post(f"{self.url}/sim/{call}", json=body, trust_env=False, timeout=30)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def fail_next(self, path: str, **what) -> None:
        self.ask("fail-next", path=path, **what)

    def messages(self) -> list[dict]:
        answer = httpx.get(f"{self.url}/sim/messages", trust_env=False, timeout=30)
        return answer.json()["messages"]

    def sms(self) -> list[dict]:
        return httpx.get(f"{self.url}/sim/sms", trust_env=False, timeout=30).json()["sms"]

    def gateway(self, **more) -> esms.Account:
        return esms.Account(
            api_base=self.url, api_key="khoa-sms", secret_key="bi-mat-sms", brandname="CHUNGTAY",
            **more,
        )  # fmt: skip


@pytest.fixture
def sim(tmp_path):
    config = Config(
        app_id="360846524940903967", secret="bi-mat-ung-dung", oa_id="388613280878808645",
        oa_secret="bi-mat-oa", webhook="http://127.0.0.1:9/", data=tmp_path,
    )  # fmt: skip
    running = Running(config, transport=lambda url, body, headers: 200)
    serving = threading.Thread(target=running.serve, daemon=True)
    serving.start()
    wire = Wire(connections=4, read=1.0)
    made = Sim(running.url, wire, Account(running.url, ""))
    made.account = Account(running.url, made.ask("tokens")["access_token"])
    people = [
        {"user_id": MY, "name": "Phan Thị Diễm My", "phone": "84905123456",
         "last_interaction": "2 hours ago"},
        {"user_id": MAN, "name": "Trần Thị Mận", "follows": False, "last_interaction": None},
    ]  # fmt: skip
    for person in people:
        made.ask("people", **person)
    made.ask("templates", **REMINDER)
    yield made
    wire.close()
    running.server.shutdown()
    serving.join(5)


@pytest.fixture
def letter():
    """Makes a letter; what a test does not care about is filled in."""

    def made(to=PHONE, text="Chào chị, hẹn ngày mai.", **more) -> Letter:
        given = {"reference": "d1a5c0de-1", "template": "300001", "fields": FIELDS, **more}
        return Letter(to=to, text=text, **given)

    return made
