"""The whole demo as a newcomer starts it, for browser tests: one start for all of them."""

import contextlib
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from chungtay.command import postgres


@dataclass(frozen=True)
class Demo:
    """A running demo: its address, the loopback Zalo's, and where its files are."""

    site: str
    zalo: str
    folder: Path


def two_free_ports() -> int:
    """A port that is free together with the one after it."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port = first.getsockname()[1]
            with contextlib.suppress(OSError):
                second.bind(("127.0.0.1", port + 1))
                return port


@contextlib.contextmanager
def running() -> Iterator[Demo]:
    """`./run demo` in a folder of its own, ended as a person ends it."""
    with tempfile.TemporaryDirectory(prefix="ct") as name:
        port, folder = two_free_ports(), Path(name) / "demo"
        command = [sys.executable, "-m", "chungtay.command", "demo", "--port", str(port)]
        process = subprocess.Popen(
            [*command, "--data", str(folder)], cwd=settings.ROOT, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        try:
            said = []
            for line in process.stdout or ():
                said.append(line)
                if "Ctrl+C" in line:
                    break
            else:
                raise AssertionError("the demo did not start:\n" + "".join(said))
            yield Demo(f"http://127.0.0.1:{port}", f"http://127.0.0.1:{port + 1}", folder)
        finally:
            process.terminate()
            process.wait(30)


@pytest.fixture(scope="session")
def demo() -> Iterator[Demo]:
    with running() as house:
        yield house


def rest_everybody(demo: Demo) -> None:
    """As if nobody had been asked lately: at night one call asks whole groups, and what a test
    finds must not depend on the hour, nor on the tests before it."""
    cluster = postgres.Cluster((demo.folder / "postgres").resolve(), postgres.bin_directory())
    with psycopg.connect(cluster.url(postgres.OWNER)) as connection:
        connection.execute("UPDATE donors_donor SET last_asked_at = NULL, rests = false")


def act_as(page, demo: Demo, username: str) -> None:
    """Step into somebody's place at the front door."""
    page.goto(demo.site + "/")
    page.locator(f"form:has(input[value='{username}']) button").click()
    page.wait_for_url("**/hom-nay/")


def until(check, seconds: float = 15, what: str = "it") -> None:
    """Wait for something that other processes bring about."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if check():
            return
        time.sleep(0.1)
    raise AssertionError(f"{what} did not happen within {seconds} s")


def fetch(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return bytes(answer.read())
