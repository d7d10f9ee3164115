"""The list of erasures outside the database: who was erased, as Actor ids and digests, no names.

A restored backup brings erased persons back; this file says whom to erase again. The database has
the same rows (`ErasedActor`); the file is what a restore cannot take back.
"""

import fcntl
import os
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from chungtay.journal.models import Actor
from chungtay.rights.models import ErasedActor

_WHOLE = re.compile(r"[^\t]*\t([0-9]{1,18})\t([0-9a-f]{64})\r?")


@dataclass(frozen=True, slots=True)
class Line:
    """One Actor that was erased."""

    actor_id: int
    digest: str


def digest(actor: Actor) -> str:
    """Of an Actor's id and birth: a later one that got the same id after a restore is another."""
    return sha256(f"{actor.pk}|{actor.created_at.isoformat()}".encode()).hexdigest()


def file() -> Path:
    """Moment, Actor id, digest: one erased Actor a line."""
    return Path(settings.DATA_DIR) / "erasures.txt"


def read(path: Path) -> list[Line]:
    """The lines of such a file; none if there is no file yet. Torn lines are passed over."""
    return _lines(path)[0]


def torn(path: Path) -> int:
    """How many lines of it cannot be read: a disk was full, a machine stopped."""
    return _lines(path)[1]


def _lines(path: Path) -> tuple[list[Line], int]:
    try:
        text = path.read_text(encoding="ascii", errors="replace")
    except FileNotFoundError:
        return [], 0
    said = [line for line in text.split("\n") if line.strip()]
    whole = [found for line in said if (found := _WHOLE.fullmatch(line))]
    return [Line(int(line[1]), line[2]) for line in whole], len(said) - len(whole)


def _closed(path: Path) -> bool:
    """Whether the last line has its end; an open one would swallow the next."""
    with path.open("rb") as file:
        content = file.read()
    return not content or content.endswith(b"\n")


def publish() -> int:
    """Append the erasures that the file does not have yet; how many.

    Only what the database has committed. After a crash between commit and file, the next erasure,
    or the next replay, makes up for it.
    """
    path = file()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as out:
        fcntl.flock(out, fcntl.LOCK_EX)
        known = {(line.actor_id, line.digest) for line in read(path)}
        rows = ErasedActor.objects.unscoped(why="the list outside is of everybody").crossing(
            "erasure", why="when each was erased"
        )
        missing = [
            f"{at.isoformat()}\t{actor_id}\t{mark}\n"
            for at, actor_id, mark in rows.order_by("pk").values_list(
                "erasure__erased_at", "actor_id", "digest"
            )
            if (actor_id, mark) not in known
        ]
        if missing:
            out.write("" if _closed(path) else "\n")
            out.write("".join(missing))
            out.flush()
            os.fsync(out.fileno())
    return len(missing)
