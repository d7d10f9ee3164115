"""`./run replay [--data DIR]`: erase again whoever a restored copy brought back, until nobody is
left. Without DATABASE_URL it works on the folder, whose PostgreSQL runs for so long."""

import argparse
import sys
from pathlib import Path

from chungtay.command import verify


def again() -> int:
    from chungtay.rights.replay import replay

    done = replay()
    print(f"Đã xóa lại {done.done} người theo danh sách đã xóa; còn {len(done.left)} người.")
    for person_id, why in done.left.items():
        print(f"Người số {person_id}: {why or 'cơ sở dữ liệu không cho xóa, xem nhật ký.'}")
    if done.torn:
        print(f"{done.torn} dòng hỏng trong erasures.txt được bỏ qua.", file=sys.stderr)
    return 1 if done.left else 0


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run replay", description="Xóa lại ai đã xóa.")
    parser.add_argument("--data", type=Path, default=verify.ROOT / ".data" / "demo")
    return verify.on(parser.parse_args(argv).data, again)
