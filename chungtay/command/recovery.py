"""Bringing an unpacked copy back to life: to its end, to the end of the WAL, or to a moment."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

import psycopg

from chungtay.command import archive, keys, postgres
from chungtay.command.parcel import CannotGoOn

QUIET = {
    "listen_addresses": "", "ssl": "off", "archive_mode": "off", "shared_preload_libraries": "",
    "logging_collector": "off", "hot_standby": "off", "lc_messages": "C",
    "recovery_target_action": "promote", "recovery_target_timeline": "latest",
}  # fmt: skip
"""Whatever the original was told (ALTER SYSTEM), the copy speaks to nobody and archives nothing."""
ADVICE = (
    # The WAL ends before the moment asked for because nothing was written in between.
    ("recovery ended before configured recovery target", "recovery_target_time", ""),
    # An earlier restore branched off before this backup was made.
    ("is not a child of this server", "recovery_target_timeline", "current"),
)
"""What PostgreSQL says when it gives up, and the setting with which it goes on."""
TRUST = "local all all trust\n"
"""The socket lies in a folder that only the owner of the copy may enter."""


def verify_copy(data: Path, bin_dir: Path) -> None:
    """Every file against the manifest PostgreSQL wrote when it made the copy."""
    tool = bin_dir / "pg_verifybackup"
    if not tool.exists():
        raise CannotGoOn(f"{bin_dir} không có pg_verifybackup. Cài trọn gói PostgreSQL của máy.")
    said = os.environ | {"LC_ALL": "C"}
    ran = subprocess.run([tool, "-q", data], capture_output=True, text=True, check=False, env=said)
    if ran.returncode:
        words = ran.stderr.strip().splitlines()[:1]
        raise CannotGoOn(f"Bản sao không khớp kê khai của PostgreSQL: {''.join(words)}")


def _complete(data: Path) -> None:
    """Debian keeps the settings elsewhere; a server started from the folder alone needs them."""
    for name, text in (("postgresql.conf", ""), ("pg_hba.conf", TRUST), ("pg_ident.conf", "")):
        if not (data / name).exists():
            (data / name).write_text(text)


@contextmanager
def recovered(
    cluster: postgres.Cluster,
    about: Mapping[str, str],
    wal: Path | None,
    key: str,
    until: datetime | None,
) -> Iterator[None]:
    """The copy, recovered and running for the length of the block."""  # fmt: skip
    _complete(cluster.data)
    # A line of time of its own: what is written from here on never meets the original's WAL.
    (cluster.data / "recovery.signal").touch()
    hba = cluster.folder / "restore_hba.conf"
    hba.write_text(TRUST)
    settings = QUIET | {
        "unix_socket_directories": str(cluster.folder), "hba_file": str(hba),
        "restore_command": archive.restore_command(wal) if wal else "false",
        "recovery_target_time": until.isoformat() if until else "",
    }  # fmt: skip
    server = _attempt(cluster, about, settings, key)
    try:
        yield
    finally:
        end(server)
        hba.unlink()


def _attempt(
    cluster: postgres.Cluster, about: Mapping[str, str], settings: dict[str, str], key: str
) -> "subprocess.Popen[bytes]":
    advice = dict.fromkeys(ADVICE)
    log = cluster.folder / "restore.log"
    while True:
        server = _start(cluster, settings, key, log)
        if _ready(cluster, about, server):
            return server
        words = log.read_text(errors="replace")
        given = next((a for a in advice if a[0] in words), None)
        if given is None:
            if "could not restore file" in words:
                raise CannotGoOn("Một đoạn WAL đã hỏng. Khôi phục về trước đoạn ấy: --at")
            said = [line for line in words.splitlines() if "FATAL" in line or "PANIC" in line]
            last = [line for line in said if "the database system is" not in line][:1]
            raise CannotGoOn(f"PostgreSQL không phục hồi được: {''.join(last) or words[-300:]}")
        del advice[given]
        settings[given[1]] = given[2]


def _start(
    cluster: postgres.Cluster, settings: dict[str, str], key: str, log: Path
) -> "subprocess.Popen[bytes]":
    command: list[str | Path] = [cluster.bin_dir / "postgres", "-D", cluster.data]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    with log.open("wb") as words:
        return postgres.spawn(
            command, cluster.folder, {keys.ENV: key}, stdout=words, stderr=words,
            start_new_session=True,
        )  # fmt: skip


def _ready(
    cluster: postgres.Cluster, about: Mapping[str, str], server: "subprocess.Popen[bytes]"
) -> bool:
    """Wait, however long the WAL is, until the server answers; false if it ended instead."""
    url = cluster.url(about["owner"], about["database"])
    while server.poll() is None:
        with suppress(psycopg.OperationalError), psycopg.connect(url, connect_timeout=2) as there:
            row = there.execute("SELECT pg_is_in_recovery()").fetchone()
            if row == (False,):
                return True
        time.sleep(0.1)
    return False


def end(server: "subprocess.Popen[bytes]") -> None:
    """Fast shutdown, waited for: its last checkpoint is the copy's first good state."""
    if server.poll() is None:
        server.send_signal(signal.SIGINT)
        try:
            server.wait(120)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def end_left_over(cluster: postgres.Cluster) -> None:
    """Stop the server of a restore that was killed."""
    postgres.stop(cluster)
    for _ in range(600):
        if not cluster.runs():
            return
        time.sleep(0.1)
