"""A program that dies comes back; one that cannot live ends the whole with its last words."""

import os
import signal
import subprocess
import sys
import time

import pytest

from chungtay.command.processes import Program, keep


def program(tmp_path, code):
    return Program("x", [sys.executable, "-c", code], os.environ, tmp_path / "x.log")


def test_a_program_that_cannot_live_says_its_last_words(tmp_path):
    broken = program(tmp_path, "import sys; sys.exit('không có cổng')")
    broken.start()
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    try:
        with pytest.raises(SystemExit, match="không có cổng"):
            keep([broken])
    finally:
        signal.signal(signal.SIGTERM, before[0])
        signal.signal(signal.SIGINT, before[1])


def test_a_killed_program_is_started_again_and_all_end_together(tmp_path):
    code = f"""
import os, sys
from pathlib import Path
from chungtay.command.processes import Program, keep
sleeper = [sys.executable, "-c", "import time; time.sleep(600)"]
p = Program("x", sleeper, os.environ, Path({str(tmp_path)!r}) / "x.log")
p.start(); print(p.process.pid, flush=True)
start = p.start
def again():
    start(); print(p.process.pid, flush=True)
p.start = again
keep([p])
"""
    keeper = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    try:
        first = int(keeper.stdout.readline())
        os.kill(first, signal.SIGKILL)
        second = int(keeper.stdout.readline())
        assert second != first
        keeper.terminate()
        assert keeper.wait(15) == 0
        time.sleep(0.1)
        with pytest.raises(ProcessLookupError):
            os.kill(second, 0)
    finally:
        keeper.kill()
