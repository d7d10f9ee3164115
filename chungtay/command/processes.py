"""Several programs under one: started together, restarted when one dies, ended together."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Program:
    """A child process: its command, where its words go, and how often it has been started."""

    name: str
    command: list[str]
    env: Mapping[str, str]
    log: Path
    process: "subprocess.Popen[bytes] | None" = None
    started: list[float] = field(default_factory=list)

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, env=dict(self.env), stdout=log, stderr=log, start_new_session=True
            )
        self.log.with_suffix(".pid").write_text(str(self.process.pid))
        self.started.append(time.monotonic())

    def died(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def stop(self) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        # The whole group: granian and the worker have children of their own.
        os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(8)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def stand_behind(nice: int) -> None:
    """Let others of this house go first where the processor is short (nice: 0 to 19): whoever waits
    for a page or posts a webhook waits seconds at most, what is in a queue waits without harm."""
    os.nice(nice)
    with contextlib.suppress(OSError):
        # Linux divides between sessions before it looks at processes; this is the head of one.
        Path("/proc/self/autogroup").write_text(str(nice))


class Stopped(Exception):
    """Somebody asked us to end."""


def keep(programs: list[Program], also: Callable[[], object] = lambda: None) -> None:
    """Keep the programs running until SIGINT or SIGTERM. One that dies comes back after a breath;
    one that dies five times within a minute ends the whole, with its last words. `also` is called
    twice a second, for what is kept in another way."""

    def ask_to_stop(*_: object) -> None:
        raise Stopped

    signal.signal(signal.SIGTERM, ask_to_stop)
    signal.signal(signal.SIGINT, ask_to_stop)
    try:
        while True:
            time.sleep(0.5)
            also()
            for program in programs:
                if program.died():
                    recent = [t for t in program.started if t > time.monotonic() - 60]
                    if len(recent) >= 5:
                        tail = program.log.read_text(errors="replace")[-1500:]
                        raise SystemExit(f"{program.name} không chạy được:\n{tail}")
                    time.sleep(0.5)
                    program.start()
    except Stopped:
        pass
    finally:
        for program in reversed(programs):
            program.stop()
