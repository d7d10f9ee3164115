"""`./run bench faults [--moments 200]`: kill -9 of each process under load.

Real processes on a real cluster with ordinary durability: granian, worker and sender as the demo
starts them, the loopback Zalo, somebody who asks forty people without end, and somebody who posts
signed webhooks and notes which were answered with 200. At random moments one of the five is killed
without warning and started again. The sender is held still for the moment of each kill, so that
what is in flight then can be counted. Afterwards: no acknowledged webhook lost, nothing shown
twice on a phone, not more unknown than was in flight.
"""

import json
import os
import random
import signal
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psycopg

from bench._killing import ROOT, free_port, python, report
from chungtay.command import postgres
from chungtay.command.demo import SENDER, WORKER, wait_for, web_command
from chungtay.command.processes import Program

KINDS = ("sender", "worker", "server", "zalo", "database")


@dataclass
class Scene:
    """Everything that runs, how often each was killed, and what was in flight meanwhile."""

    folder: Path
    cluster: postgres.Cluster
    env: dict[str, str]
    programs: dict[str, Program]
    killed: Counter[str] = field(default_factory=Counter)
    in_flight: set[int] = field(default_factory=set)

    def kill_one(self) -> None:
        kind = random.choice(KINDS)
        sender = self.programs["sender"].process
        assert sender is not None
        os.killpg(sender.pid, signal.SIGSTOP)
        if kind not in ("server", "worker"):
            self.in_flight |= self._sending()
        if kind == "database":
            pid = self.cluster.pid()
            assert pid is not None
            os.kill(pid, signal.SIGKILL)
            postgres.start(self.folder / "postgres")
        else:
            victim = self.programs[kind]
            assert victim.process is not None
            os.killpg(victim.process.pid, signal.SIGKILL)
            victim.process.wait()
            victim.start()
        if kind != "sender":
            os.killpg(sender.pid, signal.SIGCONT)
        self.killed[kind] += 1

    def _sending(self) -> set[int]:
        with psycopg.connect(self.env["DATABASE_URL"]) as us:
            rows = us.execute("SELECT id FROM channels_delivery WHERE state = 'sending'")
            return {row[0] for row in rows}


def run(moments: int, folder: Path) -> dict[str, Any]:
    """Kill so many times, then look."""
    cluster = postgres.start(folder / "postgres")
    try:
        postgres.create_database(cluster, "faults")
        web, zalo = free_port(), free_port()
        env = {
            **os.environ, "DATABASE_URL": cluster.url(postgres.APP, "faults"),
            "DATABASE_OWNER_URL": cluster.url(postgres.OWNER, "faults"),
            "CHUNGTAY_DEMO": "1", "CHUNGTAY_SECRET_KEY": "faults", "CHUNGTAY_DATA": str(folder),
            "DJANGO_SETTINGS_MODULE": "chungtay.settings", "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        python(env, "-m", "chungtay.command", "sync")
        scene = Scene(folder, cluster, env, _programs(env, folder, web, zalo))
        try:
            return _under_load(
                scene, moments, f"http://127.0.0.1:{web}", f"http://127.0.0.1:{zalo}"
            )
        finally:
            for program in reversed(scene.programs.values()):
                program.stop()
    finally:
        postgres.stop(cluster)


def _under_load(scene: Scene, moments: int, web: str, zalo: str) -> dict[str, Any]:
    asked, posted = str(scene.folder / "asked"), scene.folder / "posted"
    scene.programs["zalo"].start()
    wait_for(f"{zalo}/sim/state")
    httpx.post(f"{zalo}/sim/limits", json={"rate_per_minute": 100_000}, trust_env=False)
    python(scene.env, "-m", "bench._faults_part", "people", zalo)
    for name in ("server", "worker", "sender", "asker"):
        scene.programs[name].start()
    stop = threading.Event()
    poster = threading.Thread(target=_post, args=[f"{web}/zalo/webhook/", posted, stop])
    poster.start()
    try:
        time.sleep(6)
        for _ in range(moments):
            time.sleep(random.uniform(0.1, 1.5))
            scene.kill_one()
        time.sleep(6)
    finally:
        stop.set()
        poster.join()
    scene.programs["asker"].stop()
    scene.programs["worker"].stop()
    scene.programs["sender"].stop()
    told = python(scene.env, "-m", "bench._faults_part", "judge", zalo, asked, str(posted))
    return {
        **json.loads(told.splitlines()[-1]), "in_flight": len(scene.in_flight),
        "killed": dict(scene.killed),
    }  # fmt: skip


def _post(url: str, file: Path, stop: threading.Event) -> None:
    """Be Zalo: post what residents write, and note what was answered with 200."""
    from bench._faults_part import users
    from chungtay.carriers.zalo.signature import mac
    from chungtay.channels.tests.accounts import APP_ID, OA_ID, OA_SECRET

    people, n = users(), 0
    with file.open("a") as acknowledged, httpx.Client(trust_env=False, timeout=5) as client:
        while not stop.wait(0.03):
            n += 1
            stamp = str(time.time_ns() // 1_000_000)
            body = json.dumps({
                "app_id": APP_ID, "sender": {"id": people[n % len(people)]},
                "recipient": {"id": OA_ID}, "event_name": "user_send_text",
                "message": {"text": f"xin hỏi {n}", "msg_id": f"own{n}"}, "timestamp": stamp,
            }).encode()  # fmt: skip
            signed = {"X-ZEvent-Signature": f"mac={mac(APP_ID, body, stamp, OA_SECRET)}"}
            with suppress(httpx.HTTPError):
                if client.post(url, content=body, headers=signed).status_code == 200:
                    acknowledged.write(f"own{n}\n")
                    acknowledged.flush()


def _programs(env: dict[str, str], folder: Path, web: int, zalo: int) -> dict[str, Program]:
    from bench._faults_part import users
    from chungtay.channels.tests.accounts import APP_ID, OA_ID, OA_SECRET, SECRET

    people = folder / "people.json"
    people.write_text(json.dumps([
        {"user_id": user, "name": "Phan Thị Diễm My", "last_interaction": "2 hours ago"}
        for user in users()
    ]))  # fmt: skip
    commands = {
        "zalo": [
            sys.executable, "-m", "zalo_sim", "--port", str(zalo), "--data", str(folder / "zalo"),
            "--app-id", APP_ID, "--secret", SECRET, "--oa-id", OA_ID, "--oa-secret", OA_SECRET,
            "--webhook", f"http://127.0.0.1:{web}/zalo/webhook/", "--people", str(people),
        ],
        "server": web_command(web),
        "worker": WORKER, "sender": SENDER,
        "asker": [sys.executable, "-m", "bench._faults_part", "asker", str(folder / "asked")],
    }  # fmt: skip
    return {
        name: Program(name, command, env, folder / f"{name}.log")
        for name, command in commands.items()
    }


def main() -> int:
    result = report("faults", 200, run)
    bad = result["inbound_lost"] or result["twice"] or result["asked_lost"]
    return int(bool(bad or result["states"].get("unknown", 0) > result["in_flight"]))


if __name__ == "__main__":
    sys.exit(main())
