"""Log files beside the database: searched for a person, and made unreadable where they hold them.

What is found is overwritten in place, byte for byte, so that a process that is still writing to
the file goes on at its end.
"""

import mmap
import re
from collections.abc import Iterator
from pathlib import Path

OURS = frozenset({"roots.txt", "erasures.txt"})
"""Lists of ids and digests that stand outside the database on purpose."""


def files(folder: Path) -> Iterator[Path]:
    """Log and text files below the data folder; a database's own files are not texts."""
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.is_symlink():
            continue
        if path.is_dir():
            yield from _logs_of(path) if (path / "PG_VERSION").exists() else files(path)
        elif path.suffix in {".log", ".txt"} and path.name not in OURS and path.stat().st_size:
            yield path


def _logs_of(cluster: Path) -> Iterator[Path]:
    for path in sorted([*cluster.glob("*.log"), *cluster.glob("log/*.log")]):
        if path.stat().st_size:
            yield path


def count(path: Path, pattern: str) -> int:
    return sum(1 for _hit in _hits(path, pattern))


def mask(path: Path, pattern: str) -> int:
    """Overwrite every hit with asterisks; how many."""
    hits = list(_hits(path, pattern))
    if hits:
        with path.open("r+b") as file:
            for start, end in hits:
                file.seek(start)
                file.write(b"*" * (end - start))
    return len(hits)


def _hits(path: Path, pattern: str) -> Iterator[tuple[int, int]]:
    """Where the pattern is found, in bytes."""
    wanted = re.compile(pattern.encode(), re.IGNORECASE)
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        for hit in wanted.finditer(content):
            yield hit.span()
