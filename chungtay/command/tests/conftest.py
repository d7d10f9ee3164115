"""A house of its own: a PostgreSQL that keeps its WAL, the tables, a key, people who write."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from chungtay.command import archive, backup, keys, postgres, restore

ROOT = Path(__file__).resolve().parents[3]


class Doer:
    """A process of the program on some database; `say` sends a word and gives the answer."""

    def __init__(self, url: str, data: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "chungtay.command.tests.doer"], cwd=ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env=os.environ | {
                "DATABASE_URL": url, "CHUNGTAY_DATA": str(data), "PYTHONPATH": str(ROOT),
                "DJANGO_SETTINGS_MODULE": "chungtay.settings",
            },
        )  # fmt: skip

    def say(self, *words: object) -> str:
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    def end(self) -> None:
        self.process.kill()
        self.process.wait()


@dataclass
class House:
    top: Path
    cluster: postgres.Cluster
    doer: Doer

    @property
    def data(self) -> Path:
        return self.top / "data"

    @property
    def saved(self) -> Path:
        return self.top / "saved"

    @property
    def key(self) -> Path:
        return self.top / "key.txt"

    def back_up(self, *more: str) -> Path:
        """A backup; the newest there is."""
        assert backup.main(["--data", str(self.data), "--to", str(self.saved), *more]) == 0
        return sorted(self.saved.glob("chungtay-*.tar"))[-1]

    def restore(self, file: Path, to: Path, *more: str) -> int:
        return restore.main([str(file), "--data", str(to), "--key", str(self.key), *more])

    def command(self, *words: object, **kwargs: object) -> "subprocess.Popen[str]":
        """A command in a process of its own, without any DATABASE_URL."""
        env = {k: v for k, v in os.environ.items() if not k.startswith("DATABASE_")}
        return subprocess.Popen(
            [sys.executable, "-m", "chungtay.command", *map(str, words)], cwd=ROOT, text=True,
            env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **kwargs,
        )  # fmt: skip

    def sql(self, query: str) -> list[tuple]:
        with psycopg.connect(self.cluster.url(postgres.OWNER), autocommit=True) as connection:
            return connection.execute(query).fetchall()


@contextmanager
def living(folder: Path) -> Iterator[postgres.Cluster]:
    """A restored folder at work."""
    cluster = postgres.start(folder / "postgres")
    try:
        yield cluster
    finally:
        postgres.stop(cluster)


def wait_for_wal(house) -> None:
    """Close the segment at hand and wait until it lies in the archive. Something is written first:
    an empty segment is not closed."""
    house.sql("SELECT pg_logical_emit_message(false, 'test', repeat('x', 100))")
    name = house.sql("SELECT pg_walfile_name(pg_switch_wal())")[0][0]
    for _ in range(1200):
        if (house.saved / "wal" / f"{name}.tar").exists():
            return
        time.sleep(0.05)
    raise AssertionError(f"{name} was not archived")


def recorded(cluster: postgres.Cluster) -> set[str]:
    with psycopg.connect(cluster.url(postgres.OWNER)) as connection:
        return {row[0] for row in connection.execute("SELECT key FROM journal_entry")}


def _small(folder: Path) -> None:
    """A cluster with segments of 1 MB: the tests archive and replay dozens of them."""
    folder.mkdir(mode=0o700)
    bin_dir = postgres.bin_directory()
    locale = ["--locale=C", "--encoding=UTF8", "--wal-segsize=1"]
    made = postgres.spawn(
        [bin_dir / "initdb", "-D", folder / "data", "-U", postgres.OWNER, "-A", "trust", *locale],
        folder, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    assert made.wait() == 0


def _top() -> str | None:
    """Memory where there is enough of it: a restore syncs a thousand files."""
    memory = Path("/dev/shm")
    return str(memory) if memory.is_dir() and shutil.disk_usage(memory).free > 2 << 30 else None


@pytest.fixture(scope="session")
def _house(databases) -> Iterator[House]:
    with tempfile.TemporaryDirectory(prefix="ct", dir=_top()) as name:
        top = Path(name)
        keys.new(top / "data", top / "key.txt")
        _small(top / "data" / "postgres")
        kept = archive.settings(top / "saved" / "wal", keys.public(top / "data"))
        cluster = postgres.start(
            top / "data" / "postgres", settings=tuple(f"{k}={v}" for k, v in kept.items())
        )
        doer = None
        try:
            postgres.create_database(cluster, "chungtay")
            dump = cluster.bin_dir / "pg_dump", databases.url(databases.template, postgres.OWNER)
            with subprocess.Popen(dump, stdout=subprocess.PIPE) as source:
                into = [cluster.bin_dir / "psql", "-q", "-d", cluster.url(postgres.OWNER)]
                subprocess.run(
                    into, stdin=source.stdout, stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL, check=True,
                )  # fmt: skip
            doer = Doer(cluster.url(postgres.APP), top / "data")
            for n in range(3):
                doer.say("deed", f"first:{n}")
            assert doer.say("close") != "0"
            yield House(top, cluster, doer)
        finally:
            if doer:
                doer.end()
            postgres.stop(cluster)


@pytest.fixture
def house(_house, monkeypatch, tmp_path) -> House:
    """The house, with nothing in the environment that points elsewhere."""
    for name in [n for n in os.environ if n.startswith(("DATABASE_", "CHUNGTAY_DATA"))]:
        monkeypatch.delenv(name)
    mask = os.umask(0)
    os.umask(mask)
    yield _house
    os.umask(mask)


@pytest.fixture
def saved(house) -> Path:
    """A backup that is there already, for those who only look at it."""
    there = sorted(house.saved.glob("chungtay-*.tar"))
    return there[-1] if there else house.back_up()


@pytest.fixture
def empty() -> Iterator[Path]:
    """Where to restore: a short path that does not exist yet."""
    with tempfile.TemporaryDirectory(prefix="ct", dir=_top()) as name:
        yield Path(name) / "back"
