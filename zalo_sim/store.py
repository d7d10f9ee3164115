"""The journal file: one JSON line per act, written out before anyone is answered.

A line holds a list of changes that happen together or not at all. A line torn by a kill is cut off
at the next start: nobody was told that it had happened.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

Change = dict[str, Any]

dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
"""Compact JSON, as it lies in the journal and travels on the wire."""


class Journal:
    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / "journal.jsonl"
        self._file: IO[bytes] | None = None

    def replay(self) -> Iterator[list[Change]]:
        """All whole lines, oldest first; what a kill left half written is removed."""
        if not self.path.exists():
            return
        good = 0
        with self.path.open("rb") as lines:
            for line in lines:
                if not line.endswith(b"\n"):
                    break
                yield json.loads(line)
                good += len(line)
        with self.path.open("r+b") as torn:
            torn.truncate(good)

    def append(self, changes: list[Change]) -> None:
        """Hand one act to the kernel in one write: a killed process loses nothing after this."""
        if self._file is None:
            self._file = self.path.open("ab", buffering=0)
        self._file.write(dump(changes).encode() + b"\n")

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
