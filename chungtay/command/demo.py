"""`./run demo`: from a bare clone to a page in a browser, with a loopback Zalo beside it.

Demo mode is a mark written when its data folder is created; a folder without the mark is
somebody's real data and is refused.
"""

import argparse
import hashlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from chungtay.command import postgres
from chungtay.command.processes import Program, keep

ROOT = Path(__file__).resolve().parents[2]
MARK = "demo.json"
QUICK = ("shared_buffers=128MB", "synchronous_commit=on", "max_wal_size=1GB")


class Refused(Exception):
    """The demo cannot start; the text says why and what to do."""


def open_folder(folder: Path) -> dict[str, str]:
    """The demo's own folder and its secrets; made and marked at the first start."""
    mark = folder / MARK
    if not mark.exists():
        if folder.exists() and any(folder.iterdir()):
            raise Refused(
                f"{folder} có sẵn tệp mà không phải của bản thử. Chọn thư mục khác: --data DIR"
            )
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Hex never begins with a dash, which a command line would misread.
        names = ("secret_key", "zalo_app_secret", "zalo_oa_secret")
        made = {name: secrets.token_hex(24) for name in names}
        made |= {"zalo_app_id": "360846524940903967", "zalo_oa_id": "388613280878808645"}
        mark.write_text(json.dumps(made))
        mark.chmod(0o600)
    loaded: dict[str, str] = json.loads(mark.read_text())
    return loaded


def free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def environment(
    cluster: postgres.Cluster, folder: Path, marks: dict[str, str], port: int
) -> dict[str, str]:
    return {
        **os.environ,
        "CHUNGTAY_DEMO": "1",
        "CHUNGTAY_DATA": str(folder),
        "CHUNGTAY_SECRET_KEY": marks["secret_key"],
        "CHUNGTAY_PORT": str(port),
        "CHUNGTAY_SIM_PORT": str(port + 1),
        "CHUNGTAY_HOSTS": "127.0.0.1,localhost",
        "CHUNGTAY_SITE": f"http://127.0.0.1:{port}",
        "DATABASE_URL": cluster.url(postgres.APP),
        "DATABASE_OWNER_URL": cluster.url(postgres.OWNER),
        "DJANGO_SETTINGS_MODULE": "chungtay.settings",
        "PYTHONPATH": str(ROOT),
    }


def program_state() -> str:
    """Changes whenever migrations or reference data might; then, and only then, we sync."""
    digest = hashlib.sha256((ROOT / "chungtay" / "command" / "sync.py").read_bytes())
    for app in sorted((ROOT / "chungtay").iterdir()):
        for pattern in ("migrations/*.py", "data/*", "actions.py", "actions/*.py", "__init__.py"):
            for path in sorted(app.glob(pattern)):
                if path.is_file():
                    digest.update(path.read_bytes())
    return digest.hexdigest()


def prepare(env: dict[str, str], folder: Path) -> None:
    """Tables and reference data, when the program has changed since the last time."""
    stamp = folder / "synced"
    if not stamp.exists() or stamp.read_text() != program_state():
        subprocess.run(
            [sys.executable, "-m", "chungtay.command", "sync"], env=env, cwd=ROOT, check=True
        )
        stamp.write_text(program_state())


def begin_again(cluster: postgres.Cluster, folder: Path) -> None:
    """A world that was cut off in the middle is played from the beginning."""
    if not (folder / "played").exists():
        postgres.drop_database(cluster, "chungtay")
        shutil.rmtree(folder / "zalo", ignore_errors=True)
        (folder / "synced").unlink(missing_ok=True)


def play(env: dict[str, str], folder: Path) -> None:
    """The demo world, once. The loopback Zalo runs already: the world connects to it by verb."""
    if not (folder / "played").exists():
        player = [sys.executable, "-m", "chungtay.site.demo"]
        if subprocess.run(player, env=env, cwd=ROOT, check=False).returncode:
            raise Refused("Thế giới thử dựng dở dang; lần sau sẽ dựng lại từ đầu. Lỗi ở trên.")
        (folder / "played").write_text("")


def programs(env: dict[str, str], folder: Path, marks: dict[str, str], port: int) -> list[Program]:
    people = folder / "people.json"
    if not people.exists():
        people.write_text("[]")
    simulator = [
        sys.executable, "-m", "zalo_sim", "--port", str(port + 1), "--data", str(folder / "zalo"),
        "--app-id", marks["zalo_app_id"], "--secret", marks["zalo_app_secret"],
        "--oa-id", marks["zalo_oa_id"], "--oa-secret", marks["zalo_oa_secret"],
        "--webhook", f"http://127.0.0.1:{port}/zalo/webhook/",
        "--people", str(people),
        "--oa-name", "Ngân hàng máu nóng Đà Nẵng",
    ]  # fmt: skip
    return [
        Program("zalo", simulator, env, folder / "zalo.log"),
        Program("web", web_command(port), env, folder / "web.log"),
        *behind(env, folder),
    ]


WORKER = [sys.executable, "-m", "chungtay.command", "worker"]
SENDER = [sys.executable, "-m", "chungtay.command", "sender"]


def behind(env: dict[str, str], logs: Path) -> list[Program]:
    """What runs behind the web server: jobs, and what carries messages out."""
    return [
        Program("worker", WORKER, env, logs / "worker.log"),
        Program("sender", SENDER, env, logs / "sender.log"),
    ]


def web_command(port: int, host: str = "127.0.0.1", workers: int = 1) -> list[str]:
    return [
        str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "--host", host,
        "--port", str(port), "--workers", str(workers), "--blocking-threads", "8",
        "--respawn-failed-workers", "--no-ws", "chungtay.wsgi:application",
    ]  # fmt: skip


def wait_for(url: str, seconds: float = 40) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(url, timeout=2).close()  # noqa: S310
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    raise Refused(f"Trang không trả lời ở {url}. Xem các tệp .log trong thư mục dữ liệu.")


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="./run demo", description="Bản thử Chung Tay trên máy này."
    )
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--data", type=Path, default=ROOT / ".data" / "demo")
    args = parser.parse_args(argv)
    cluster = None
    running: list[Program] = []
    try:
        for port in (args.port, args.port + 1):
            if not free(port):
                raise Refused(
                    f"Cổng {port} đang có chương trình khác dùng. "
                    f"Thử: ./run demo --port {port + 10}"
                )
        marks = open_folder(args.data)
        cluster = postgres.start(args.data / "postgres", settings=QUICK)
        begin_again(cluster, args.data)
        postgres.create_database(cluster, "chungtay")
        env = environment(cluster, args.data, marks, args.port)
        prepare(env, args.data)
        running = programs(env, args.data, marks, args.port)
        zalo, *others = running
        zalo.start()
        wait_for(f"http://127.0.0.1:{args.port + 1}/sim/state")
        play(env, args.data)
        for program in others:
            program.start()
        wait_for(f"http://127.0.0.1:{args.port}/healthz")
        print(f"\nChung Tay, bản thử:  http://127.0.0.1:{args.port}/")
        print(f"Điện thoại thử:      http://127.0.0.1:{args.port + 1}/")
        print("Dừng: Ctrl+C", flush=True)
        keep(running, also=lambda: cluster.runs() or postgres.start(cluster.folder, settings=QUICK))
    except (Refused, postgres.NoPostgres) as problem:
        print(problem, file=sys.stderr)
        return 2
    finally:
        for program in running:
            program.stop()
        if cluster:
            postgres.stop(cluster)
    return 0
