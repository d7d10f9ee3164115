"""`./run places update FILE [--apply]`: preview a change of units, then make it."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chungtay.places.update import Preview

LARGEST = 20_000_000
"""Bytes; a file of the whole country is about 2 MB."""
SHOWN = 40
"""Lines of one kind that are spelled out; the rest are counted."""


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run places", description="Cập nhật địa giới.")
    commands = parser.add_subparsers(dest="command", required=True)
    update = commands.add_parser("update", help="xem trước một tệp cập nhật; --apply để làm")
    update.add_argument("file", type=Path)
    update.add_argument("--apply", action="store_true", help="làm thật, sau khi đã xem trước")
    options = parser.parse_args(argv)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chungtay.settings")
    import django

    django.setup()
    return run(options.file, apply_it=options.apply)


def run(file: Path, *, apply_it: bool) -> int:
    """Exit code 0 if the file is good (and was applied if asked), 1 if it was refused."""
    from chungtay.access.actions import update_places
    from chungtay.journal.system import System
    from chungtay.kit import clock
    from chungtay.kit.errors import Refused
    from chungtay.places.update import preview, province_of

    try:
        if not file.is_file() or file.stat().st_size > LARGEST:
            print(f"Không đọc được tệp {file}.", file=sys.stderr)
            return 1
        seen = preview(file.read_bytes(), file.name)
        print("\n".join(words(seen)))
        if seen.empty:
            return 0
        if not apply_it:
            print("\n" + "Chưa làm gì. Thêm --apply để làm.")
            return 0
        done = update_places(
            actor=System("command line"), at=clock.now(), place=province_of(seen), seen=seen
        )
    except Refused as refusal:
        print(refusal.sentence, file=sys.stderr)
        return 1
    print(f"\nĐã cập nhật: {len(seen.changes)} đơn vị.")
    for says, number in done.moved.items():
        print(f"  {says} đã chuyển theo: {number}")
    for says, number in done.unplaced.items():
        if number:
            print(f"  {says} ở nơi bị chia, chưa rõ về đâu: {number}")
    return 0


def words(seen: "Preview") -> list[str]:
    """The preview as lines of text."""
    kinds = [
        ("new", "Lập mới"), ("renamed", "Đổi tên"), ("retyped", "Đổi loại"),
        ("moved", "Chuyển nơi thuộc về"), ("merged", "Nhập vào nơi khác"),
        ("split", "Chia cho nhiều nơi"),
    ]  # fmt: skip
    lines = [seen.name]
    for kind, title in kinds:
        changes = seen.of(kind)
        if changes:
            lines += ["", f"{title}: {len(changes)}", *(f"  {c}" for c in changes[:SHOWN])]
        if len(changes) > SHOWN:
            lines.append(f"  … và {len(changes) - SHOWN} nữa")
    if seen.already:
        lines += ["", f"Đã như vậy từ trước: {seen.already} dòng."]
    moving = {says: n for says, n in seen.open_rows.items() if n}
    if moving:
        lines += ["", "Các việc đang mở sẽ chuyển theo:"]
        lines += [f"  {says}: {n}" for says, n in moving.items()]
    if seen.unplaced_groups:
        lines += ["", f"{seen.unplaced_groups} tổ, thôn chưa có nơi thuộc về mới."]
    return lines
