"""`./run backup`: the database and what belongs to it, in one file that only the private key opens.

Made while everything runs. Afterwards old backups, and WAL that only they needed, are removed.
"""

import argparse
import fcntl
import os
import sys
import tarfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from psycopg.conninfo import conninfo_to_dict

from chungtay import __version__
from chungtay.command import archive, basebackup, keys, parcel, postgres
from chungtay.command.demo import MARK
from chungtay.command.parcel import CannotGoOn, Parcel
from chungtay.command.streams import flowing

ROOT = Path(__file__).resolve().parents[2]
BASE, BELONGINGS = "base.tar.gz.age", "belongings.tar.gz.age"
PATTERN, LISTS, WAL = "chungtay-*.tar", "lists-*.tar", "wal"
PUBLISHED = ("roots.txt", "erasures.txt")
"""What must be known newer than the newest backup: to prove the books, to erase again."""
LEFT_OUT = {".log", ".pid", ".tar", ".part"}
DEMO_ONLY = {"zalo"}
KEEP = 14


@contextmanager
def source(data: Path) -> Iterator[tuple[str, str]]:
    """The URL of a role that may replicate, and the app's role."""
    url = os.environ.get("DATABASE_URL")
    if url:
        replicating = os.environ.get("DATABASE_BACKUP_URL")
        if not replicating:
            raise CannotGoOn(
                "Đặt DATABASE_BACKUP_URL với một vai có quyền sao chép: CREATE ROLE chungtay_backup"
                " LOGIN REPLICATION (docs/server)."
            )
        app = conninfo_to_dict(url).get("user") or postgres.APP
        yield replicating, str(app)
        return
    if not (data / "postgres" / "data" / "PG_VERSION").exists():
        raise CannotGoOn(
            f"Không có sổ nào ở {data}. Chỉ thư mục bằng --data, hoặc đặt DATABASE_URL."
        )
    version = int((data / "postgres" / "data" / "PG_VERSION").read_text())
    cluster = postgres.Cluster((data / "postgres").resolve(), postgres.bin_directory(version))
    started = not cluster.is_up()
    cluster = postgres.start(data / "postgres")
    try:
        yield cluster.url(postgres.OWNER), postgres.APP
    finally:
        if started:
            postgres.stop(cluster)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One backup at a time in a folder; what a killed one left behind is removed first."""
    folder.mkdir(mode=0o750, parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CannotGoOn(f"Một lần sao lưu khác đang chạy ở {folder}.") from error
        for left in folder.glob(PATTERN + parcel.PART):
            left.unlink()
        yield


def pack(data: Path, sink: BinaryIO, names: tuple[str, ...] = ()) -> None:
    """The files of the data folder as a tar: those named, or all but logs and the secret key."""
    secret = Path(os.environ.get("CHUNGTAY_SECRET_KEY_FILE", "/nonexistent")).resolve()
    with tarfile.open(fileobj=sink, mode="w|") as tar:
        for path in sorted(data.iterdir()):
            wanted = path.name in names if names else path.suffix not in LEFT_OUT
            demos = path.name in DEMO_ONLY and (data / MARK).exists() and not names
            if (path.is_file() and wanted and path.resolve() != secret) or demos:
                tar.add(path, path.name)


def backups(folder: Path, system: str | None = None) -> list[Parcel]:
    """The backups of a folder, newest first; what is no whole parcel is said and passed over."""
    found = []
    for path in sorted(folder.glob(PATTERN), reverse=True):
        try:
            there = parcel.look(path)
        except CannotGoOn as problem:
            print(f"Bỏ qua: {problem}", file=sys.stderr)
            continue
        if system and there.manifest["system"] != system:
            raise CannotGoOn(
                f"{folder} giữ bản sao lưu của một cơ sở dữ liệu khác. Chọn thư mục khác: --to DIR"
            )
        found.append(there)
    return found


def write(folder: Path, data: Path, url: str, app: str) -> Parcel:
    """Make a backup; the parcel, which has been read back from the disk."""
    server = basebackup.server(url)
    backups(folder, server.system)
    public, began = keys.public(data), datetime.now(UTC)
    path = folder / f"chungtay-{began:%Y%m%d-%H%M%S}.tar"
    with parcel.make(path, public) as maker:
        with basebackup.copying(server) as base:
            maker.add(BASE, base.read)
        maker.manifest |= base.facts()
        # After the database: a root or an erasure too many is known for what it is, one too few
        # is lost.
        ended = datetime.now(UTC)
        with flowing(lambda sink: pack(data, sink)) as tar:
            maker.add(BELONGINGS, tar.read)
        maker.manifest |= {
            "kind": "backup", "program": __version__, "began": began.isoformat(),
            "ended": ended.isoformat(), "system": server.system, "major": server.major,
            "segment": server.segment, "database": server.database, "owner": server.owner,
            "app": app, "demo": (data / MARK).exists(),
        }  # fmt: skip
    return parcel.look(path)


def write_lists(folder: Path, data: Path) -> Path:
    """The published lists alone, one parcel a day: quick, and to be done every few minutes."""
    folder.mkdir(mode=0o750, parents=True, exist_ok=True)
    path = folder / f"lists-{datetime.now(UTC):%Y%m%d}.tar"
    with parcel.make(path, keys.public(data)) as maker:
        maker.manifest |= {"kind": "lists", "ended": datetime.now(UTC).isoformat()}
        with flowing(lambda sink: pack(data, sink, PUBLISHED)) as tar:
            maker.add(BELONGINGS, tar.read)
    return path


def remove_old(folder: Path, keep: int, system: str) -> int:
    """Keep the newest `keep` backups and lists, and the WAL since the oldest of them."""
    kept, old = backups(folder, system)[:keep], backups(folder, system)[keep:]
    removed = archive.prune(folder / WAL, str(kept[-1].manifest["from_wal"])) if old else 0
    for path in [*(b.path for b in old), *sorted(folder.glob(LISTS), reverse=True)[keep:]]:
        path.unlink()
        removed += 1
    return removed


def reach(backup: Parcel, folder: Path) -> tuple[datetime, datetime, bool]:
    """From when to when this backup can bring back any moment, and whether WAL beyond is cut off
    by a gap. Without WAL both are the backup's own end."""
    about: Any = backup.manifest
    start = archive.after(about["to_lsn"], about["segment"])
    ended = datetime.fromisoformat(about["ended"])
    unbroken, gap = archive.run_from(start, archive.segments(folder / WAL, about["system"]))
    return ended, max([ended, *(s.until for s in unbroken)]), gap


def report(made: Parcel, folder: Path, seconds: float) -> None:
    about: Any = made.manifest
    size, unpacked = mb(made.path.stat().st_size), mb(about["unpacked"])
    print(f"Đã sao lưu: {made.path}")
    print(f"{size} (dữ liệu {unpacked}), {seconds:.0f} giây, đã đọc lại từ đĩa và khớp mã băm.")
    for there in reversed(backups(folder)):
        since, until, gap = reach(there, folder)
        words = (
            f"về {moment(since)}" if until == since else f"từ {moment(since)} đến {moment(until)}"
        )
        print(f"  {there.path.name}: khôi phục được {words}{'; WAL sau đó bị hở' if gap else ''}")
    print(
        "Không nằm trong gói, phải cất riêng: khóa riêng của bản sao lưu, khóa bí mật"
        " (CHUNGTAY_SECRET_KEY), mật khẩu cơ sở dữ liệu."
    )


def mb(size: int) -> str:
    return f"{size / 1e6:.1f} MB".replace(".", ",")


def moment(at: datetime) -> str:
    from chungtay.kit.clock import VN

    return f"{at.astimezone(VN):%d/%m/%Y %H:%M:%S}"


def run(args: argparse.Namespace) -> int:
    """The exit code: 1 for a backup that was made while something needs looking after."""
    if args.check:
        there = parcel.check(args.check)
        about: Any = there.manifest
        ended = datetime.fromisoformat(about.get("ended") or about["until"])
        print(f"{there.path.name} nguyên vẹn, làm lúc {moment(ended)}.")
        return 0
    data = args.data
    if "DATABASE_URL" in os.environ:
        data = Path(os.environ.get("CHUNGTAY_DATA", data))
    if args.new_key:
        print(keys.new(data, None if args.new_key == "-" else Path(args.new_key)))
        return 0
    folder = args.to or Path(os.environ.get("CHUNGTAY_BACKUPS", data / "backups"))
    keys.public(data)
    if args.lists:
        print(f"Đã chép danh sách: {write_lists(folder, data)}")
        return 0
    with alone(folder), source(data) as (url, app):
        started = time.monotonic()
        made = write(folder, data, url, app)
        removed = remove_old(folder, max(1, args.keep), str(made.manifest["system"]))
        report(made, folder, time.monotonic() - started)
        if removed:
            print(f"Đã bỏ {removed} tệp cũ: giữ {args.keep} bản mới nhất và WAL kể từ bản cũ nhất.")
        if basebackup.server(url).stuck:
            print(
                "PostgreSQL chưa cất được WAL mới nhất; xem nhật ký của PostgreSQL.",
                file=sys.stderr,
            )
            return 1
    return 0


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run backup", description="Sao lưu, mã hóa.")
    parser.add_argument("--to", type=Path, help="thư mục giữ bản sao lưu")
    parser.add_argument("--keep", type=int, default=KEEP, help="số bản giữ lại")
    parser.add_argument("--data", type=Path, default=ROOT / ".data" / "demo")
    parser.add_argument("--new-key", nargs="?", const="-", help="tạo khóa, ghi khóa riêng ra TỆP")
    parser.add_argument("--lists", action="store_true", help="chỉ chép roots.txt, erasures.txt")
    parser.add_argument("--check", type=Path, help="dò một bản sao lưu có nguyên vẹn không")
    args = parser.parse_args(argv)
    os.umask(0o027)
    try:
        return run(args)
    except (CannotGoOn, postgres.NoPostgres) as problem:
        print(problem, file=sys.stderr)
    except OSError as error:
        print(parcel.full(error, args.to or args.data), file=sys.stderr)
    return 2
