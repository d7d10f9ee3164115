"""Nothing that was acknowledged is lost: the journal is written out before the answer leaves."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import Client

from zalo_sim.state import KEPT
from zalo_sim.store import Journal
from zalo_sim.tests import world
from zalo_sim.tests.conftest import APP_ID, MY, OA_ID, OA_SECRET, PEOPLE, SECRET, Zalo


def test_the_world_is_the_same_after_a_restart(zalo: Zalo) -> None:
    zalo.ask("Tôi đến được")
    zalo.control("tap", {"user_id": MY, "button": 1})
    zalo.control("toggle", {"name": "double"})
    zalo.control("limits", {"sub_quota": 7})
    zalo.push(minutes=5)
    zalo.settle()
    before = zalo.client.get("/sim/state").get_json()
    thread = zalo.client.get(f"/sim/messages?user_id={MY}").get_json()
    zalo.reopen()
    assert zalo.client.get("/sim/state").get_json() == before
    assert zalo.client.get(f"/sim/messages?user_id={MY}").get_json() == thread
    assert zalo.send()["error"] == 0, "tokens live on"


def test_templates_groups_tags_files_and_texts_live_on(zalo: Zalo) -> None:
    world.declare(zalo)
    world.by_phone(zalo)
    world.by_uid(zalo)
    group_id = world.make_group(zalo)
    world.to_group(zalo, group_id)
    token = world.upload(zalo, "file", "a.pdf", world.PDF)["data"]["token"]
    zalo.post("/v2.0/oa/tag/tagfollower", {"user_id": MY, "tag_name": "A"})
    zalo.control("react", {"user_id": MY, "icon": "/-heart"})
    zalo.control("oa", {"cloud": "empty"})
    world.text(zalo, RequestId="a1")
    zalo.settle()
    paths = ("state", "messages", f"messages?group_id={group_id}", "sms")
    before = [zalo.client.get(f"/sim/{path}").get_json() for path in paths]
    quota = world.ask(zalo, "/message/quota")
    zalo.reopen()
    assert [zalo.client.get(f"/sim/{path}").get_json() for path in paths] == before
    assert world.ask(zalo, "/message/quota") == quota
    attachment = {"type": "file", "payload": {"token": token}}
    assert zalo.send(attachment=attachment)["error"] == 0


def test_only_the_last_deliveries_are_kept_but_all_are_counted(zalo: Zalo) -> None:
    for _ in range(KEPT // 2 + 5):
        zalo.send()
    zalo.settle()
    assert len(zalo.sim.world.deliveries) == KEPT
    assert zalo.client.get("/sim/state").get_json()["queue"]["done"] == KEPT + 10
    zalo.reopen()
    assert zalo.client.get("/sim/state").get_json()["queue"]["done"] == KEPT + 10


def test_a_spent_refresh_token_stays_spent(zalo: Zalo) -> None:
    form = {
        "app_id": APP_ID,
        "grant_type": "refresh_token",
        "refresh_token": zalo.control("tokens")["refresh_token"],
    }

    def ask(client: Client) -> Any:
        return client.post(
            "/v4/oa/access_token", data=form, headers={"secret_key": SECRET}
        ).get_json()

    assert "access_token" in ask(zalo.client)
    zalo.reopen()
    assert ask(zalo.client)["error"] == -14020


def test_a_torn_last_line_is_cut_off(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.append([{"k": "a"}])
    journal.close()
    with journal.path.open("ab") as file:
        file.write(b'[{"k":"b"')
    assert list(journal.replay()) == [[{"k": "a"}]]
    journal.append([{"k": "c"}])
    assert list(journal.replay()) == [[{"k": "a"}], [{"k": "c"}]]


class Program:
    """The simulator as its own process, as the demo starts it."""

    def __init__(self, folder: Path, *more: str) -> None:
        people = folder / "people.json"
        people.write_text(json.dumps(PEOPLE), encoding="utf-8")
        arguments = {
            "--port": "0",
            "--data": str(folder / "zalo"),
            "--app-id": APP_ID,
            "--secret": SECRET,
            "--oa-id": OA_ID,
            "--oa-secret": OA_SECRET,
            "--webhook": "http://127.0.0.1:9/",  # the last one given counts
            "--people": str(people),
        }
        flat = [part for pair in arguments.items() for part in pair]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "zalo_sim", *flat, *more],
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONUTF8": "1"},
        )

    def url(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().split(": ")[1].strip()

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.communicate()


def call(url: str, path: str, body: Any, token: str = "") -> Any:
    import httpx

    headers = {"access_token": token} if token else {}
    return httpx.post(url.rstrip("/") + path, json=body, headers=headers, timeout=5).json()


@pytest.mark.faults
def test_killed_at_once_after_an_acknowledged_send(tmp_path: Path) -> None:
    first = Program(tmp_path, "--clock", "2026-11-23T14:05:00")
    url = first.url()
    token = call(url, "/sim/tokens", {})["access_token"]
    body = {"recipient": {"user_id": MY}, "message": {"text": "Chào chị"}}
    sent = call(url, "/v3.0/oa/message/cs", body, token)["data"]["message_id"]
    first.kill()
    second = Program(tmp_path, "--clock", "2030-01-01T00:00:00")
    url = second.url()
    try:
        import httpx

        state = httpx.get(url + "sim/state").json()
        messages = httpx.get(url + "sim/messages").json()["messages"]
        assert [message["message_id"] for message in messages] == [sent]
        assert state["now"].startswith("2026-11-23T14:0"), "--clock is for a new world only"
        assert state["queue"]["waiting"] + state["queue"]["done"] == 2
        assert call(url, "/v3.0/oa/message/cs", body, token)["error"] == 0
    finally:
        second.kill()


@pytest.mark.parametrize(
    "more",
    [
        ["--host", "0.0.0.0"],
        ["--webhook", "http://192.0.2.1/"],
        ["--webhook", "https://127.0.0.1/"],
    ],
)
def test_it_starts_on_this_machine_only(tmp_path: Path, more: list[str]) -> None:
    program = Program(tmp_path, *more)
    _, words = program.process.communicate(timeout=10)
    assert program.process.returncode == 2
    assert "127.0.0.1" in words
