"""`./run bench crash [--moments 50]`: kill -9 of server, worker, writers and database under load.

Real processes on a real cluster with ordinary durability: granian and the worker as `./run demo`
starts them (the worker retried and closing every few seconds of its clock, a closer beside it all
the time), three writers doing verbs. At random moments one of them is killed without warning and
started again. Afterwards: no acknowledged entry lost, none twice, no entry with a part of its
lines, and `verify` finds nothing.
"""

import os
import random
import signal
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench._killing import ROOT, free_port, python, report
from chungtay.command import postgres
from chungtay.command.demo import SENDER, WORKER, web_command
from chungtay.command.processes import Program

CLOSER = (
    "import django, time; django.setup()\n"
    "from django.db import DatabaseError, InterfaceError, connection\n"
    "from chungtay.journal.closing import close\n"
    "from chungtay.kit import clock\n"
    "while True:\n"
    "    try: close(clock.now())\n"
    "    except (DatabaseError, InterfaceError): connection.close()\n"
    "    time.sleep(0.1)\n"
)
CHECK = """
SELECT count(*) FILTER (WHERE lines <> 5), count(*), coalesce(sum(lines), 0)
FROM (SELECT e.id, count(l.id) AS lines FROM journal_entry e
      LEFT JOIN journal_line l ON l.entry_id = e.id WHERE e.verb = 'bench.deed' GROUP BY e.id) x
"""


@dataclass
class Scene:
    """Everything that runs, and how often each part of it was killed."""

    folder: Path
    cluster: postgres.Cluster
    programs: list[Program] = field(default_factory=list)
    killed: Counter[str] = field(default_factory=Counter)

    def start(self) -> None:
        for program in self.programs:
            program.start()

    def wait_until_all_write(self) -> None:
        """On a busy machine it may be a minute until the last writer has been told of a deed."""
        deadline = time.monotonic() + 120
        while not all(_size(told) for told in written(self.folder)):
            assert time.monotonic() < deadline, "nothing was written within two minutes"
            time.sleep(0.1)

    def kill_one(self) -> None:
        kind = random.choice(["database", "server", "worker", "sender", "closer", "writer"])
        alike = [p for p in self.programs if p.name.startswith(kind)]
        if alike:
            victim = random.choice(alike)
            assert victim.process is not None
            os.killpg(victim.process.pid, signal.SIGKILL)
            victim.process.wait()
            victim.start()
            self.killed[kind] += 1
            return
        pid = self.cluster.pid()
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        self.killed[kind] += 1
        postgres.start(self.folder / "postgres")

    def stop(self) -> None:
        for program in reversed(self.programs):
            program.stop()


def run(moments: int, folder: Path) -> dict[str, Any]:
    """Kill so many times, then look."""
    cluster = postgres.start(folder / "postgres")
    try:
        postgres.create_database(cluster, "crash")
        env = {
            **os.environ, "DATABASE_URL": cluster.url(postgres.APP, "crash"),
            "DATABASE_OWNER_URL": cluster.url(postgres.OWNER, "crash"),
            "CHUNGTAY_DEMO": "1", "CHUNGTAY_SECRET_KEY": "crash", "CHUNGTAY_DATA": str(folder),
            "DJANGO_SETTINGS_MODULE": "chungtay.settings", "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        python(env, "-m", "chungtay.command", "sync")
        python(env, "-c", "import django; django.setup(); import bench._crash_verb;"
                           "from chungtay.journal import measures; measures.load()")  # fmt: skip
        scene = Scene(folder, cluster, _programs(env, folder))
        scene.start()
        try:
            _each_writes(folder)
            for _ in range(moments):
                time.sleep(random.uniform(0.05, 0.8))
                scene.kill_one()
            _each_writes(folder)
        finally:
            scene.stop()
        return {**_judge(env, folder), "killed": dict(scene.killed)}
    finally:
        postgres.stop(cluster)


def _each_writes(folder: Path) -> None:
    """Until every writer has been told that one more of its deeds is in the books; raises
    TimeoutError where one never comes back."""
    files = [folder / f"acknowledged{n}" for n in range(3)]
    before, gives_up = [_size(file) for file in files], time.monotonic() + 300
    while any(_size(file) <= size for file, size in zip(files, before, strict=True)):
        if time.monotonic() > gives_up:
            raise TimeoutError("a writer did not come back")
        time.sleep(0.05)


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0


def written(folder: Path) -> list[Path]:
    """Where each writer notes what it was told."""
    return [folder / f"acknowledged{n}" for n in range(3)]


def _programs(env: dict[str, str], folder: Path) -> list[Program]:
    port = free_port()
    commands = {
        "server": web_command(port),
        "worker": WORKER,
        "sender": SENDER,
        "closer": [sys.executable, "-c", CLOSER],
    }
    for n, told in enumerate(written(folder)):
        commands[f"writer{n}"] = [sys.executable, "-m", "bench._crash_writer", str(n), str(told)]
    return [
        Program(name, command, env, folder / f"{name}.log") for name, command in commands.items()
    ]


def _judge(env: dict[str, str], folder: Path) -> dict[str, Any]:
    """What the books say, beside what the writers were told."""
    import psycopg

    acknowledged = [
        # A writer killed in the middle of a line leaves a torn one.
        key.strip()
        for told in written(folder)
        for key in told.read_text().splitlines(keepends=True)
        if key.endswith("\n")
    ]
    with psycopg.connect(env["DATABASE_URL"]) as connection:
        row = connection.execute(CHECK).fetchone()
        keys = Counter(
            k
            for (k,) in connection.execute(
                "SELECT key FROM journal_entry WHERE verb = 'bench.deed'"
            )
        )
    assert row is not None
    verified = python(env, "-m", "chungtay.command", "verify").strip()
    return {
        "acknowledged": len(acknowledged), "lost": sum(1 for k in acknowledged if not keys[k]),
        "twice": sum(1 for n in keys.values() if n > 1), "half": row[0], "entries": row[1],
        "lines": int(row[2]), "verified": verified,
    }  # fmt: skip


def main() -> int:
    result = report("crash", 50, run)
    return int(bool(result["lost"] or result["twice"] or result["half"]))


if __name__ == "__main__":
    sys.exit(main())
