"""The terms of a request, and which of them runs now. Source: Decree 356/2025, Art. 5."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chungtay.kit import calendar, clock
from chungtay.kit.rules import Rule, rule


@dataclass(frozen=True, slots=True)
class Terms:
    """Until when to answer, until when to do it."""

    answer_by: datetime
    fulfil_by: datetime


def fulfil_rule(what: str, third: bool, at: datetime) -> Rule:
    return rule(f"rights.fulfil.{what}{'.third' if third else ''}", on=clock.today(at))


def terms(what: str, third: bool, received_at: datetime) -> Terms:
    """Both terms of a request received at that moment, each ending with its last day."""
    answer = int(rule("rights.answer", on=clock.today(received_at)).number)
    days = int(fulfil_rule(what, third, received_at).number)
    return Terms(
        answer_by=calendar.end_of(calendar.working_days_after(received_at, answer)),
        fulfil_by=calendar.end_of(calendar.days_after(received_at, days)),
    )


def most_days(what: str, at: datetime) -> int:
    """How many days the one extension may add."""
    return int(rule(f"rights.extend.{what}", on=clock.today(at)).number)


def extended(fulfil_by: datetime, days: int) -> datetime:
    """The term so many days later: the last day of the old one is the day they are counted from."""
    last = fulfil_by - timedelta(minutes=1)
    return calendar.end_of(calendar.days_after(last, days))


def last_day(until: datetime) -> str:
    """A term that ends at midnight, by its last day: "25/11/2026"."""
    return clock.day(until - timedelta(minutes=1))


def running(
    at: datetime, *, received_at: datetime, answer_by: datetime, fulfil_by: datetime, answered: bool
) -> clock.Clock:
    """The clock of an open request: the term to answer first, then the term to do it."""
    until = fulfil_by if answered else min(answer_by, fulfil_by)
    return clock.remaining(at, until, span=until - received_at)
