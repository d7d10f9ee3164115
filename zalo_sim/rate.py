"""The rate bucket: so many calls in each minute of the simulator's clock, per application."""

from zalo_sim.clock import MINUTE


class Bucket:
    """Kept in memory only: after a restart the minute begins anew."""

    def __init__(self) -> None:
        self._minute = -1
        self._used = 0

    def take(self, now: int, limit: int) -> int | None:
        """Calls left in this minute after this one; None when it was one too many."""
        if now // MINUTE != self._minute:
            self._minute, self._used = now // MINUTE, 0
        if self._used >= limit:
            return None
        self._used += 1
        return limit - self._used
