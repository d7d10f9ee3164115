"""The house as it runs, on a real cluster with ordinary durability, to be killed piece by piece.

granian, worker and sender as the demo starts them, and the loopback Zalo. The sender is held still
for the moment of each kill, so that what is in flight then can be counted.
"""

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psycopg

from bench._killing import ROOT, free_port, python
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
    web: str
    zalo: str
    killed: Counter[str] = field(default_factory=Counter)
    in_flight: set[int] = field(default_factory=set)

    def start(self, *names: str) -> None:
        for name in names:
            self.programs[name].start()

    def stop(self, *names: str) -> None:
        for name in names:
            self.programs[name].stop()

    def part(self, *arguments: str) -> str:
        """What a part of the bench that needs the house prints: `python -m …`."""
        return python(self.env, "-m", *arguments)

    def kill_one(self, kinds: Sequence[str] = KINDS) -> None:
        kind = random.choice(kinds)
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


@contextmanager
def scene(folder: Path, users: Sequence[str], **others: Sequence[str]) -> Iterator[Scene]:
    """A house with these Zalo users, its Zalo running; `others` are further parts by name, as
    `python -m` takes them."""
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
        found = Scene(
            folder, cluster, env, _programs(env, folder, web, zalo, users, others),
            f"http://127.0.0.1:{web}", f"http://127.0.0.1:{zalo}",
        )  # fmt: skip
        try:
            found.start("zalo")
            wait_for(f"{found.zalo}/sim/state")
            limits = {"rate_per_minute": 100_000}
            httpx.post(f"{found.zalo}/sim/limits", json=limits, trust_env=False)
            yield found
        finally:
            for program in reversed(found.programs.values()):
                program.stop()
    finally:
        postgres.stop(cluster)


def _programs(
    env: dict[str, str], folder: Path, web: int, zalo: int, users: Sequence[str],
    others: dict[str, Sequence[str]],
) -> dict[str, Program]:  # fmt: skip
    from chungtay.channels.tests.accounts import APP_ID, OA_ID, OA_SECRET, SECRET

    people = folder / "people.json"
    people.write_text(json.dumps([
        {"user_id": user, "name": "Phan Thị Diễm My", "last_interaction": "2 hours ago"}
        for user in users
    ]))  # fmt: skip
    commands = {
        "zalo": [
            sys.executable, "-m", "zalo_sim", "--port", str(zalo), "--data", str(folder / "zalo"),
            "--app-id", APP_ID, "--secret", SECRET, "--oa-id", OA_ID, "--oa-secret", OA_SECRET,
            "--webhook", f"http://127.0.0.1:{web}/zalo/webhook/", "--people", str(people),
        ],
        "server": web_command(web),
        "worker": WORKER, "sender": SENDER,
        **{name: [sys.executable, "-m", *command] for name, command in others.items()},
    }  # fmt: skip
    return {
        name: Program(name, command, env, folder / f"{name}.log")
        for name, command in commands.items()
    }


def post(client: httpx.Client, web: str, user: str, key: str, text: str) -> bool:
    """Be Zalo: post what a resident wrote, under a message id of its own. Was it answered with 200,
    so that it may not be lost?"""
    from chungtay.carriers.zalo.signature import mac
    from chungtay.channels.tests.accounts import APP_ID, OA_ID, OA_SECRET

    stamp = str(time.time_ns() // 1_000_000)
    body = json.dumps({
        "app_id": APP_ID, "sender": {"id": user}, "recipient": {"id": OA_ID},
        "event_name": "user_send_text", "message": {"text": text, "msg_id": key},
        "timestamp": stamp,
    }).encode()  # fmt: skip
    signed = {"X-ZEvent-Signature": f"mac={mac(APP_ID, body, stamp, OA_SECRET)}"}
    try:
        answer = client.post(f"{web}/zalo/webhook/", content=body, headers=signed)
    except httpx.HTTPError:
        return False
    return answer.status_code == 200
