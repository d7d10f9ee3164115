"""What may become of one message handed to a carrier, and when it may be tried again.

Only a refusal in the carrier's own words proves that nothing was delivered; whatever else comes
back after the request left is in doubt.
"""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum

from chungtay.kit.clock import VN


class Class(StrEnum):
    SENT = "sent"
    REFRESH = "refresh"
    RATE = "rate"
    BACKOFF = "backoff"
    OUTAGE = "outage"
    LATER = "later"
    TOMORROW = "tomorrow"
    UNREACHABLE = "unreachable"
    OPERATOR = "operator"
    OUR_BUG = "our_bug"
    DOUBT = "doubt"


@dataclass(frozen=True, slots=True)
class Quota:
    """How many more of one thing may be sent, as a reply told it; None is not told."""

    of: str
    remain: int
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one message: its class, the carrier's code or our word, its id there.

    `wait`: of class LATER, when the carrier is not sleeping but busy: how long to leave it alone.
    """

    kind: Class
    code: str = ""
    message_id: str = ""
    quota: Quota | None = None
    wait: timedelta | None = None

    def of(self, carrier: str) -> "Outcome":
        """The same, its code marked as another carrier's than Zalo: "timeout" → "esms_timeout"."""
        return replace(self, code=f"{carrier}_{self.code}") if self.code else self


MOST_ATTEMPTS = 3
SHORTEST_REST, LONGEST_REST = timedelta(seconds=3), timedelta(minutes=1)
MORNING = time(6, 5)
"""Zalo's night for some kinds of message ends at 06:00 in Viet Nam."""


def pause_before(attempt: int, draw: float) -> timedelta:
    """How long after failed attempt number `attempt` (from 1) to try again; `draw` in [0, 1)."""
    return timedelta(seconds=(5, 30, 120)[min(attempt, 3) - 1] * (0.75 + draw / 2))


def rest_after(outage: timedelta, draw: float) -> timedelta:
    """How long to leave a carrier alone that could not be reached, having been so for so long."""
    rest = min(max(outage / 2, SHORTEST_REST), LONGEST_REST)
    return rest * (0.75 + draw / 2)


def morning_after(kind: Class, at: datetime) -> datetime:
    """When a refusal of class LATER (night) or TOMORROW (the day's quota) may be tried again."""
    local = at.astimezone(VN)
    day = local.date()
    if kind is Class.TOMORROW or local.time() >= MORNING:
        day += timedelta(days=1)
    return datetime.combine(day, MORNING, VN)


def again_at(outcome: Outcome, at: datetime) -> datetime:
    """When a message whose outcome is LATER or TOMORROW may be tried again."""
    return at + outcome.wait if outcome.wait else morning_after(outcome.kind, at)
