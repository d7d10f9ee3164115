"""`./run archive …`: PostgreSQL's WAL, segment by segment, for recovery to a point in time.

`keep` is an archive_command and `fetch` a restore_command; `settings` prints what to set on a
server. Each segment becomes a parcel of its own, locked to the same public keys as the backups.
"""

import argparse
import hashlib
import os
import re
import shlex
import struct
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from chungtay.command import keys, parcel
from chungtay.command.parcel import CannotGoOn

ROOT = Path(__file__).resolve().parents[2]
SEGMENT = re.compile(r"[0-9A-F]{24}")
MEMBER = "wal.gz.age"
SUFFIX = ".tar"
MISSING, BROKEN = 1, 200
"""Of `fetch`: PostgreSQL takes 1 for "there is no more" and anything above 125 for "stop"."""
TIMEOUT = 300
"""Seconds after which a segment that is not full is archived: the most that a lost disk loses."""


@dataclass(frozen=True)
class Segment:
    """An archived segment: its parcel, its number in the stream of WAL, whose it is, and the
    moment it was last written to (all that was committed by then is in it or before it)."""

    path: Path
    name: str
    number: int
    system: str
    until: datetime


def number(name: str, size: int) -> int:
    """The place of a segment in the stream of WAL, whatever its timeline."""
    return int(name[8:16], 16) * (2**32 // size) + int(name[16:24], 16)


def after(lsn: str, size: int) -> int:
    """The first segment that a copy which is consistent at that position does not hold itself."""
    high, low = (int(half, 16) for half in lsn.split("/"))
    return -(-((high << 32) + low) // size)


def keep(wal: Path, folder: Path, public: Sequence[str]) -> None:
    """Put a WAL file into the archive; the same again is fine, another under its name is not."""
    target = folder / f"{wal.name}{SUFFIX}"
    content = wal.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    if target.exists():
        if parcel.check(target).manifest.get("content") == digest:
            return
        raise CannotGoOn(f"{target} đã có, mà nội dung khác. Hai máy chủ không dùng chung thư mục.")
    about: dict[str, Any] = {
        "kind": "wal", "name": wal.name, "content": digest,
        "until": datetime.fromtimestamp(wal.stat().st_mtime, UTC).isoformat(),
    }  # fmt: skip
    if SEGMENT.fullmatch(wal.name):
        # XLogLongPageHeaderData: the cluster's own number and the size of its segments.
        system, size = struct.unpack_from("=QI", content, 24)
        about |= {"system": str(system), "segment": size, "number": number(wal.name, size)}
    folder.mkdir(mode=0o750, parents=True, exist_ok=True)
    with parcel.make(target, public) as maker:
        maker.manifest |= about
        left = memoryview(content)

        def read(size: int) -> bytes:
            nonlocal left
            piece, left = left[:size], left[size:]
            return bytes(piece)

        maker.add(MEMBER, read)


def fetch(name: str, target: Path, folder: Path) -> int:
    """Give a WAL file back to a recovering server; the exit code for PostgreSQL."""
    source = folder / f"{name}{SUFFIX}"
    if not source.exists():
        # A folder one may not look into is not an empty one.
        return MISSING if os.access(folder, os.R_OK | os.X_OK) else BROKEN
    try:
        with parcel.check(source).opened(MEMBER, keys.private(None)) as stream:
            target.write_bytes(stream.read())
    except (CannotGoOn, OSError) as error:
        target.unlink(missing_ok=True)
        print(error, file=sys.stderr)
        return BROKEN
    return 0


def segments(folder: Path, system: str) -> list[Segment]:
    """What the archive holds of a cluster, in order."""
    found = []
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        name = path.name.removesuffix(SUFFIX)
        if SEGMENT.fullmatch(name):
            about = parcel.look(path).manifest
            if about["system"] == system:
                until = datetime.fromisoformat(about["until"])
                found.append(Segment(path, name, about["number"], system, until))
    return sorted(found, key=lambda segment: (segment.number, segment.name))


def run_from(start: int, held: Sequence[Segment]) -> tuple[list[Segment], bool]:
    """The segments from number `start` on without a gap, and whether others lie beyond a gap."""
    unbroken: list[Segment] = []
    expected = start
    for segment in (s for s in held if s.number >= start):
        if segment.number > expected:
            return unbroken, True
        unbroken.append(segment)
        expected = segment.number + 1
    return unbroken, False


def prune(folder: Path, before: str) -> int:
    """Remove what no kept backup needs: all before that segment. How many files.

    Names without their timeline are in the order of the WAL, as pg_archivecleanup has it.
    """
    named = re.compile(rf"{SEGMENT.pattern}(\.[\w.]+)?{re.escape(SUFFIX)}")
    old = [
        path for path in folder.glob(f"*{SUFFIX}")
        if named.fullmatch(path.name) and path.name[8:24] < before[8:24]
    ]  # fmt: skip
    for path in old:
        path.unlink()
    return len(old)


def _command(*words: str | Path) -> str:
    """A shell command for PostgreSQL, which reads % as its own."""
    line = shlex.join([sys.executable, "-m", "chungtay.command", "archive", *map(str, words)])
    return f"PYTHONPATH={shlex.quote(str(ROOT))} {line}".replace("%", "%%")


def settings(folder: Path, public: Sequence[str]) -> dict[str, str]:
    """What a server needs to be told to keep its WAL in `folder`."""
    locks = [word for key in public for word in ("--public", key)]
    return {
        "archive_mode": "on",
        "archive_timeout": str(TIMEOUT),
        "archive_command": _command("keep", folder.resolve(), *locks) + " %p",
    }


def restore_command(folder: Path) -> str:
    """What a recovering server runs for each file it needs."""
    return _command("fetch", folder.resolve()) + " %f %p"


def _lines(settings_: dict[str, str]) -> Iterator[str]:
    for name, value in settings_.items():
        quoted = value.replace("'", "''")
        yield f"ALTER SYSTEM SET {name} = '{quoted}';"


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run archive", description="Giữ và lấy lại WAL.")
    acts = parser.add_subparsers(dest="act", required=True)
    said = acts.add_parser("settings", help="in lệnh SQL để PostgreSQL giữ WAL")
    said.add_argument("folder", type=Path)
    said.add_argument("--data", type=Path, default=Path(os.environ.get("CHUNGTAY_DATA", ".data")))
    kept = acts.add_parser("keep", help="archive_command")
    kept.add_argument("folder", type=Path)
    kept.add_argument("--public", action="append", required=True)
    kept.add_argument("wal", type=Path)
    fetched = acts.add_parser("fetch", help="restore_command")
    for name, kind in (("folder", Path), ("name", str), ("target", Path)):
        fetched.add_argument(name, type=kind)
    args = parser.parse_args(argv)
    try:
        if args.act == "fetch":
            return fetch(args.name, args.target, args.folder)
        if args.act == "keep":
            keep(args.wal, args.folder, args.public)
        else:
            print("\n".join(_lines(settings(args.folder, keys.public(args.data)))))
    except CannotGoOn as problem:
        print(problem, file=sys.stderr)
        return 2
    except OSError as error:
        print(parcel.full(error, args.folder), file=sys.stderr)
        return 2
    return 0
