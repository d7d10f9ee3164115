"""`./run bench NAME`: a table, then one JSON object as the last line."""

import importlib
import sys
from pathlib import Path


def main(argv: list[str]) -> int:
    names = sorted(
        p.stem for p in Path("bench").glob("*.py") if not p.stem.startswith(("_", "test_"))
    )
    if not argv or argv[0] not in names:
        print(f"./run bench TÊN, với TÊN là một trong: {', '.join(names)}")
        return 2
    sys.argv = [f"bench {argv[0]}", *argv[1:]]
    return int(importlib.import_module(f"bench.{argv[0]}").main() or 0)
