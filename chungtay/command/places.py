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
    from django.utils.translation import gettext as _

    from chungtay.kit.errors import Refused
    from chungtay.places.update import apply, preview

    try:
        if not file.is_file() or file.stat().st_size > LARGEST:
            print(_("Không đọc được tệp %(file)s.") % {"file": file}, file=sys.stderr)
            return 1
        seen = preview(file.read_bytes(), file.name)
        print("\n".join(words(seen)))
        if seen.empty:
            return 0
        if not apply_it:
            print("\n" + _("Chưa làm gì. Thêm --apply để làm."))
            return 0
        done = apply(seen)
    except Refused as refusal:
        print(refusal.sentence, file=sys.stderr)
        return 1
    print("\n" + _("Đã cập nhật: %(n)s đơn vị.") % {"n": len(done.whole) + len(done.divided)})
    return 0


def words(seen: "Preview") -> list[str]:
    """The preview as lines of text."""
    from django.utils.translation import gettext as _

    kinds = [
        ("new", _("Lập mới")), ("renamed", _("Đổi tên")), ("retyped", _("Đổi loại")),
        ("moved", _("Chuyển nơi thuộc về")), ("merged", _("Nhập vào nơi khác")),
        ("split", _("Chia cho nhiều nơi")),
    ]  # fmt: skip
    lines = [seen.name]
    for kind, title in kinds:
        changes = seen.of(kind)
        if changes:
            lines += ["", f"{title}: {len(changes)}", *(f"  {c}" for c in changes[:SHOWN])]
        if len(changes) > SHOWN:
            lines.append(_("  … và %(n)s nữa") % {"n": len(changes) - SHOWN})
    if seen.already:
        lines += ["", _("Đã như vậy từ trước: %(n)s dòng.") % {"n": seen.already}]
    moving = {says: n for says, n in seen.open_rows.items() if n}
    if moving:
        lines += ["", _("Các việc đang mở sẽ chuyển theo:")]
        lines += [f"  {says}: {n}" for says, n in moving.items()]
    if seen.unplaced_groups:
        lines += ["", _("%(n)s tổ, thôn chưa có nơi thuộc về mới.") % {"n": seen.unplaced_groups}]
    return lines
