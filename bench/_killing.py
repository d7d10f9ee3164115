"""What the benches that kill processes share."""

import argparse
import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def python(env: dict[str, str], *arguments: str) -> str:
    """What such a program prints; raises with all it said when it fails."""
    done = subprocess.run(
        [sys.executable, *arguments], env=env, cwd=ROOT, check=False, text=True, capture_output=True
    )
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    return done.stdout


def patiently(what: Callable[[], Any]) -> Any:
    """Ask the database until it answers: it may just be starting again."""
    from django.db import DatabaseError, InterfaceError, connection

    while True:
        try:
            return what()
        except (DatabaseError, InterfaceError):
            connection.close()
            time.sleep(0.05)


def report(name: str, kills: int, run: Callable[[int, Path], dict[str, Any]]) -> dict[str, Any]:
    """Run it in a folder of its own with `--moments` kills, and print what came of it."""
    parser = argparse.ArgumentParser(prog=f"./run bench {name}")
    parser.add_argument("--moments", type=int, default=kills)
    moments = parser.parse_args().moments
    folder = Path(tempfile.mkdtemp(prefix=f"chungtay-{name}-"))
    try:
        result = run(moments, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    for key, value in result.items():
        print(f"{key:<16} {value}")
    print(json.dumps(result, ensure_ascii=False))
    return result
