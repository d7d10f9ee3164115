"""The simulator's clock: real time plus an offset that a person or a test may push."""

import re
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

VN = ZoneInfo("Asia/Ho_Chi_Minh")
SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

_UNITS = {"second": SECOND, "minute": MINUTE, "hour": HOUR, "day": DAY}
_AGO = re.compile(r"(\d+) (second|minute|hour|day)s? ago")


class Clock:
    """Milliseconds since 1970. `offset` is added to real time; windows and expiries follow it."""

    def __init__(self, real: Callable[[], float] = time.time) -> None:
        self._real = real
        self._lock = threading.Lock()
        self._last = 0
        self.offset = 0

    def now(self) -> int:
        return int(self._real() * 1000) + self.offset

    def stamp(self) -> int:
        """Now, but never twice the same: events without a message id are told apart by it."""
        with self._lock:
            self._last = max(self._last + 1, self.now())
            return self._last


def moment(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, tz=UTC).astimezone(VN)


def parse(text: str, now: int) -> int:
    """Milliseconds of an ISO moment (Vietnam time when it names no zone) or of "60 days ago"."""
    if found := _AGO.fullmatch(text.strip()):
        return now - int(found[1]) * _UNITS[found[2]]
    at = datetime.fromisoformat(text)
    return int((at if at.tzinfo else at.replace(tzinfo=VN)).timestamp() * 1000)


def push(spec: dict[str, float]) -> int:
    """Milliseconds of {"minutes": 5}, {"hours": 1}…"""
    return int(timedelta(**spec) / timedelta(milliseconds=1))
