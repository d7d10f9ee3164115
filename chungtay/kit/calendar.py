"""Working days of Viet Nam: weekends, holidays, days off in lieu, and days that were swapped.

The days are those of the package `holidays` (pinned; its Vietnamese calendar carries the swaps a
notice makes every year), and `data/days.toml` adds what it does not know. How a term is counted
is the Civil Code 2015: the day of the event does not count (Art. 147.2), a term of days ends with
its last day, and where that is a day off, with the next working day (Art. 148.5; recalled).
"""

import tomllib
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from holidays import country_holidays

from chungtay.kit.clock import VN, today

_DAYS = Path(__file__).parent / "data" / "days.toml"
_SATURDAY = 5


@cache
def _swaps() -> tuple[frozenset[date], frozenset[date]]:
    """Days off and days worked by notices of our own list."""
    rows = tomllib.loads(_DAYS.read_text(encoding="utf-8"))["swap"]
    return frozenset(row["off"] for row in rows), frozenset(row["on"] for row in rows)


@cache
def _year(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """Days off of a year, and its weekend days that are worked."""
    found = country_holidays("VN", years=year)
    off, on = _swaps()
    return frozenset(found) | off, frozenset(found.weekend_workdays) | on


def is_working_day(on: date) -> bool:
    """Whether offices work that day: a Saturday swapped in counts, a holiday does not."""
    off, worked = _year(on.year)
    if on in worked:
        return True
    return on.weekday() < _SATURDAY and on not in off


def next_working_day(on: date) -> date:
    """That day if it is one, else the first working day after it."""
    while not is_working_day(on):
        on += timedelta(days=1)
    return on


def working_days_after(at: datetime, n: int) -> date:
    """The `n`th working day after the day of `at`; that day itself does not count."""
    day = today(at)
    for _each in range(n):
        day = next_working_day(day + timedelta(days=1))
    return day


def days_after(at: datetime, n: int) -> date:
    """The day on which a term of `n` days that `at` began is over: never on a day off."""
    return next_working_day(today(at) + timedelta(days=n))


def end_of(day: date) -> datetime:
    """The moment a day is over in Viet Nam: terms of days end there."""
    return datetime.combine(day + timedelta(days=1), time(), VN)
