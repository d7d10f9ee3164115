"""How and when a donor may be asked: what they say of it, and from which day. No database."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as say

from chungtay.donors.models.donors import (
    EVERY_DAY,
    EVERY_WAY,
    LONG_AGO,
    MOST_MONTHS,
    NEVER,
    PHONE,
    SMS,
    ZALO,
)


@dataclass(frozen=True, slots=True)
class Wishes:
    """As on a Donor; by itself: any way, any hour, as often as the rest of everybody allows."""

    ways: int = EVERY_WAY
    days: int = EVERY_DAY
    hours_from: int = 0
    hours_to: int = 24
    every_months: int | None = None

    @property
    def possible(self) -> bool:
        """Whether somebody may be asked at all; the database refuses anything else."""
        return (
            0 < self.ways <= EVERY_WAY
            and 0 < self.days <= EVERY_DAY
            and 0 <= self.hours_from < self.hours_to <= 24
            and (self.every_months is None or 1 <= self.every_months <= MOST_MONTHS)
        )


ANY = Wishes()


def bits(chosen: Iterable[int | str]) -> int:
    """Of several ticks, each a bit."""
    found = 0
    for bit in chosen:
        found |= int(bit)
    return found


def later(on: date, months: int) -> date:
    """The same day so many months on, or the last of that month."""
    count = on.year * 12 + on.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(on.day, monthrange(year, month)[1]))


def ask_from(paused: bool, until: date | None, asked: date | None, every: int | None) -> date:
    """The first day on which their own wishes let them be asked. `paused`: a pause stands."""
    ends = (until or NEVER) if paused else LONG_AGO
    rests = later(asked, every) if asked and every else LONG_AGO
    return max(ends, rests)


def in_words(wishes: Wishes) -> list[str]:
    """How and when, a few words each, for the donor and for whoever asks."""
    named = {ZALO: "Zalo", SMS: "SMS", PHONE: say("gọi điện")}
    found = [say("qua %s") % ", ".join(words for bit, words in named.items() if wishes.ways & bit)]
    if (wishes.hours_from, wishes.hours_to) != (0, 24):
        hours = {"first": wishes.hours_from, "last": wishes.hours_to}
        found.append(say("từ %(first)s:00 đến %(last)s:00") % hours)
    if wishes.days != EVERY_DAY:
        names = [say("thứ hai"), say("thứ ba"), say("thứ tư"), say("thứ năm"), say("thứ sáu"),
                 say("thứ bảy"), say("chủ nhật")]  # fmt: skip
        chosen = (name for bit, name in enumerate(names) if wishes.days & 1 << bit)
        found.append(", ".join(chosen))
    if wishes.every_months:
        found.append(say("nhiều nhất %s tháng một lần") % wishes.every_months)
    return found


WAYS = {"zalo": ZALO, "sms": ZALO | SMS, "phone": EVERY_WAY}
OFTEN = {"3m": 3, "6m": 6, "12m": 12}
HOURS = {"day": (7, 21), "evening": (17, 21)}
WEEKEND = 1 << 5 | 1 << 6


def told_wishes(told: Mapping[str, Any]) -> Wishes:
    """Of what a form or a talk says of them, by the codes of `choices`."""
    when = told.get("when") or "any"
    first, last = HOURS.get(when, (0, 24))
    return Wishes(
        ways=_ways(told.get("ways")),
        days=WEEKEND if when == "weekend" else EVERY_DAY,
        hours_from=first,
        hours_to=last,
        every_months=OFTEN.get(told.get("often") or ""),
    )


def _ways(said: "str | int | None") -> int:
    """One button for several ways, or the bits of several ticks."""
    return said if isinstance(said, int) else WAYS.get(said or "", EVERY_WAY)
