"""The hours in which nobody is disturbed with what can wait: a dated rule. Pure.

Urgent messages and answers go at any hour (`reach`).
"""

from datetime import date, datetime, time, timedelta

from django.conf import settings

from chungtay.kit import rules
from chungtay.kit.clock import VN

NIGHT = (time(22), time(6))
"""Zalo sends promotional messages from 06:00 to 21:59 only (zalo.md 1.4)."""


def is_quiet(at: datetime) -> bool:
    return settings.QUIET_HOURS and _within(at, _hour("from", at), _hour("until", at))


def is_night(at: datetime) -> bool:
    return _within(at, *NIGHT)


def ends(at: datetime) -> datetime:
    """When the quiet hours that hold at `at` are over."""
    local = at.astimezone(VN)
    until = _hour("until", at)
    day = local.date() + timedelta(days=local.time() >= until)
    return datetime.combine(day, until, VN)


def _within(at: datetime, first: time, last: time) -> bool:
    """From `first` on, until before `last` on the next day, or on the same one."""
    now = at.astimezone(VN).time()
    return first <= now < last if first < last else now >= first or now < last


def _hour(which: str, at: datetime) -> time:
    on: date = at.astimezone(VN).date()
    return time.fromisoformat(str(rules.rule(f"channels.quiet.{which}", on=on).value))
