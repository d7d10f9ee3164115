"""`./run restore FILE --data DIR`: a backup back to life, in an empty folder, never over another.

Everything that can be checked is checked before anything is written. The work is done in a folder
inside DIR; names appear in DIR only when all is done, and a restore that was killed is begun again.
"""

import argparse
import fcntl
import json
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from pyrage.x25519 import Identity  # type: ignore[import-untyped]

from chungtay.command import afterwards, archive, keys, parcel, postgres, recovery
from chungtay.command.backup import BASE, BELONGINGS, LISTS, PUBLISHED, ROOT, WAL, moment, reach
from chungtay.command.demo import MARK
from chungtay.command.parcel import CannotGoOn, Parcel
from chungtay.kit.clock import VN

UNFINISHED = "unfinished"
FORMS = ("%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S")
ROOM = 1.2
"""Free space wanted, in copies: recovery writes WAL and extends files."""


def asked(text: str) -> datetime:
    """A moment as a person writes it, on the clock of Viet Nam."""
    for read in (datetime.fromisoformat, *(lambda t, f=f: datetime.strptime(t, f) for f in FORMS)):  # noqa: DTZ007
        try:
            at = read(text)
        except ValueError:
            continue
        return at if at.tzinfo else at.replace(tzinfo=VN)
    raise CannotGoOn(f'Không hiểu lúc “{text}”. Ghi như: --at "2026-11-22 10:30"')


def choose(file: Path, key: Identity) -> Parcel:
    """The backup, checked to its last byte, and openable with the key."""
    if not file.is_file():
        raise CannotGoOn(f"Không có tệp {file}.")
    backup = parcel.check(file)
    if backup.manifest.get("kind") != "backup":
        raise CannotGoOn(
            f"{file.name} không phải bản sao lưu (tên chungtay-….tar), mà là phần đi kèm."
        )
    keys.fits(key, backup)
    return backup


def check_moment(backup: Parcel, folder: Path, at: datetime | None, key: Identity) -> None:
    """Raise if that moment cannot be reached, or WAL on the way to it is damaged."""
    about: Any = backup.manifest
    since, until, gap = reach(backup, folder)
    if at and not since <= at <= until:
        raise CannotGoOn(
            f"Bản này khôi phục được từ {moment(since)} đến {moment(until)};"
            f" {moment(at)} nằm ngoài. Về trước nữa thì dùng một bản sao lưu cũ hơn."
        )
    start = archive.after(about["to_lsn"], about["segment"])
    held = archive.segments(folder / WAL, about["system"])
    for segment in archive.run_from(start, held)[0]:
        keys.fits(key, parcel.check(segment.path))
        if at and segment.until >= at:
            break
    if gap and not at:
        print(f"WAL bị hở sau {moment(until)}: chỉ khôi phục đến lúc ấy.", file=sys.stderr)


@contextmanager
def working(folder: Path, need: int) -> Iterator[Path]:
    """A folder to work in, inside `folder`. Its content becomes that of `folder` at the end; an
    error leaves nothing."""
    part = folder / UNFINISHED
    if part.exists():
        _clear(folder, part)
    there = [p.name for p in folder.iterdir()] if folder.is_dir() else []
    if folder.is_file() or set(there) - {"lost+found"}:
        raise CannotGoOn(f"{folder} có sẵn dữ liệu; chỉ khôi phục vào thư mục trống: --data DIR")
    new = not folder.exists()
    part.mkdir(mode=0o700, parents=True)
    free = shutil.disk_usage(part).free
    try:
        if free < need * ROOM:
            raise CannotGoOn(f"Ổ đĩa của {folder} còn {free // 10**6} MB, cần {need // 10**6} MB.")
        with (part / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield part
    except BaseException:
        shutil.rmtree(folder if new else part, ignore_errors=True)
        raise
    (part / "lock").unlink()
    # The demo's mark comes last: with it the folder is one that the demo would open.
    for path in sorted(part.iterdir(), key=lambda p: p.name == MARK):
        path.rename(folder / path.name)
    part.rmdir()
    parcel.sync_folder(folder)


def _clear(folder: Path, part: Path) -> None:
    """Remove what a killed restore left; the folder was empty when it began."""
    with (part / "lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CannotGoOn(f"Một lần khôi phục khác đang chạy vào {folder}.") from error
        for holds in (part / "postgres", folder / "postgres"):
            if (holds / "data").exists():
                recovery.end_left_over(postgres.Cluster(holds.resolve(), holds))
        for path in folder.iterdir():
            if path.name != "lost+found":
                shutil.rmtree(path) if path.is_dir() else path.unlink()


def say(words: str) -> None:
    """A word to somebody who waits and watches."""
    if sys.stdout.isatty():
        print(f"{words}…", flush=True)


def unpack(backup: Parcel, name: str, key: Identity, folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with backup.opened(name, key) as stream, tarfile.open(fileobj=stream, mode="r|") as tar:
            tar.extractall(folder, filter="data")
    except tarfile.TarError as error:
        raise parcel.Damaged(f"{backup.path.name} đã hỏng bên trong.") from error


def gather_lists(part: Path, archived: Path, key: Identity, given: dict[str, Path | None]) -> None:
    """The published lists as far as anybody knows them: what stands in any copy, in that order."""
    places = [part]
    for number, path in enumerate(sorted(archived.glob(LISTS))):
        places.append(part / f"lists{number}")
        unpack(parcel.check(path), BELONGINGS, key, places[-1])
    for name in PUBLISHED:
        sources = [place / name for place in places] + [p for p in [given[name]] if p]
        lines: dict[str, None] = {}
        for source in sources:
            if source.exists():
                lines |= dict.fromkeys(
                    source.read_text(encoding="utf-8", errors="replace").splitlines()
                )
        (part / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    for place in places[1:]:
        shutil.rmtree(place)


def ask(cluster: postgres.Cluster, part: Path, about: Any) -> dict[str, Any]:
    """Erase again, verify, count; bringing the tables up to the program first if need be."""
    env = {k: v for k, v in os.environ.items() if k != "DATABASE_OWNER_URL"} | {
        "DATABASE_URL": cluster.url(about["app"], about["database"]),
        "CHUNGTAY_DATA": str(part), "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "chungtay.settings",
    }  # fmt: skip
    env.setdefault("CHUNGTAY_SECRET_KEY", "restore signs nothing")
    command = [sys.executable, "-m", "chungtay.command.afterwards"]
    ran = subprocess.run(command, env=env, stdout=subprocess.PIPE, check=False, cwd=ROOT)
    if ran.returncode == afterwards.BEHIND:
        owner = env | {"DATABASE_OWNER_URL": cluster.url(about["owner"], about["database"])}
        sync = [sys.executable, "-m", "chungtay.command", "sync"]
        subprocess.run(sync, env=owner, check=False, cwd=ROOT)
        ran = subprocess.run(command, env=env, stdout=subprocess.PIPE, check=False, cwd=ROOT)
    if ran.returncode:
        raise CannotGoOn("Dữ liệu đã về nhưng chương trình này không dò được sổ; lỗi ở trên.")
    answers: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return answers


def report(folder: Path, about: Any, found: dict[str, Any]) -> int:
    for sentence in (*found["findings"], *found["notes"]):
        print(sentence)
    last = moment(datetime.fromisoformat(found["last"])) if found["last"] else "chưa có"
    sound = "sổ có chỗ không khớp, xem ở trên" if found["findings"] else "sổ nguyên vẹn"
    lost = f", {found['later']} lần chốt sau đó không có trong bản này" if found["later"] else ""
    counted = f"{found['entries']} việc, {found['closings']} lần chốt{lost}"
    print(f"Việc cuối cùng ghi lúc {last}: {counted}; {sound}.")
    doubtful = f"{found['doubtful']} tin còn chờ có thể đã gửi rồi, để “chưa rõ”, không tự gửi lại"
    print(f"Đã xóa lại {found['erased']} người theo danh sách đã xóa; {doubtful}.")
    for sentence in found["left"]:
        print(f"Chưa xóa lại được người {sentence}")
    if found["left"]:
        print(
            f"Còn {len(found['left'])} người phải xóa lại. Chưa cho ai vào: sửa như trên,"
            f" rồi chạy ./run replay --data {folder}, đến khi không còn ai."
        )
    if found["torn"]:
        print(f"{found['torn']} dòng hỏng trong erasures.txt được bỏ qua; so với bản giữ nơi khác.")
    after = f"đưa {folder} vào chạy (docs/server, mục Khôi phục), rồi sao lưu ngay một bản mới"
    print(f"Tiếp theo: {f'./run demo --data {folder}' if about['demo'] else after}.")
    return 1 if found["findings"] or found["left"] else 0


def run(args: argparse.Namespace) -> int:
    at = asked(args.at) if args.at else None
    key = keys.private(args.key)
    say("Dò mã băm")
    backup = choose(args.file, key)
    about: Any = backup.manifest
    archived = args.archive or args.file.resolve().parent
    bin_dir = postgres.bin_directory(about["major"])
    check_moment(backup, archived, at, key)
    wal = archived / WAL if (archived / WAL).is_dir() else None
    with working(args.data, about["unpacked"]) as part:
        cluster = postgres.Cluster((part / "postgres").resolve(), bin_dir)
        if len(str(cluster.folder)) > postgres.MOST_PATH:
            raise CannotGoOn(
                f"Đường dẫn {args.data} quá dài cho PostgreSQL. Chọn thư mục ngắn hơn."
            )
        say("Giải mã")
        unpack(backup, BASE, key, cluster.data)
        cluster.data.chmod(0o700)
        say("Dò từng tệp của PostgreSQL")
        recovery.verify_copy(cluster.data, bin_dir)
        unpack(backup, BELONGINGS, key, part)
        given = {"roots.txt": args.roots, "erasures.txt": args.erasures}
        gather_lists(part, archived, key, given)
        say("Phục hồi, xóa lại, dò sổ")
        with recovery.recovered(cluster, about, wal, str(key), at):
            found = ask(cluster, part, about)
    return report(args.data, about, found)


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run restore", description="Khôi phục một bản sao lưu.")
    parser.add_argument("file", type=Path, help="bản sao lưu, chungtay-….tar")
    parser.add_argument("--data", type=Path, required=True, help="thư mục trống để khôi phục vào")
    parser.add_argument("--key", type=Path, help="tệp khóa riêng; không có thì hỏi")
    parser.add_argument("--at", help='về đúng lúc này (giờ Việt Nam), "2026-11-22 10:30"')
    parser.add_argument(
        "--archive", type=Path, help="nơi có wal/ và lists-….tar; mặc định cạnh tệp"
    )
    parser.add_argument("--erasures", type=Path, help="danh sách đã xóa mới hơn")
    parser.add_argument("--roots", type=Path, help="roots.txt giữ ở nơi khác")
    args = parser.parse_args(argv)
    os.umask(0o077)
    try:
        return run(args)
    except (CannotGoOn, postgres.NoPostgres) as problem:
        print(problem, file=sys.stderr)
    except OSError as error:
        print(parcel.full(error, args.data), file=sys.stderr)
    return 2
