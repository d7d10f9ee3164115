"""Time: now, today in Viet Nam, how moments and days are written, and what is left of a deadline.

Only views, tasks and commands call `now()`; everything below them is handed its time.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import lunar_vn
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

VN = ZoneInfo("Asia/Ho_Chi_Minh")
Tone = Literal["", "soon", "crit", "late"]
SOON = 0.3
"""From this share of its span on, a clock turns to "soon"."""

_WEEKDAYS = (
    _("Thứ Hai"),
    _("Thứ Ba"),
    _("Thứ Tư"),
    _("Thứ Năm"),
    _("Thứ Sáu"),
    _("Thứ Bảy"),
    _("Chủ Nhật"),
)
_LUNAR_MONTHS = (
    _("tháng Giêng"),
    _("tháng Hai"),
    _("tháng Ba"),
    _("tháng Tư"),
    _("tháng Năm"),
    _("tháng Sáu"),
    _("tháng Bảy"),
    _("tháng Tám"),
    _("tháng Chín"),
    _("tháng Mười"),
    _("tháng Mười Một"),
    _("tháng Chạp"),
)


def now() -> datetime:
    """This moment, aware, on the clock of Viet Nam."""
    return datetime.now(UTC).astimezone(VN)


def today(at: datetime) -> date:
    """The day it is in Viet Nam at that moment. Raises ValueError for a moment without zone."""
    return _local(at).date()


def _local(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("a moment without its time zone")
    return at.astimezone(VN)


def time_of(at: datetime) -> str:
    """ "14:05", in Viet Nam."""
    return f"{_local(at):%H:%M}"


def day(on: date | datetime) -> str:
    """ "23/11/2026"; a moment is the day it is in Viet Nam."""
    if isinstance(on, datetime):
        on = today(on)
    return f"{on.day:02}/{on.month:02}/{on.year:04}"


def moment(at: datetime) -> str:
    """ "14:05 23/11/2026"."""
    return f"{time_of(at)} {day(at)}"


def lunar(on: date) -> str:
    """ "rằm tháng Mười", "mồng 1 tháng Giêng"; "" outside the years 1900 to 2100."""
    first, last = lunar_vn.SUPPORTED_YEAR_RANGE
    if not first < on.year < last:
        return ""
    found = lunar_vn.solar_to_lunar(on)
    month = str(_LUNAR_MONTHS[found.month - 1])
    if found.leap:
        month = gettext("%(month)s nhuận") % {"month": month}
    if found.day == 15:
        return gettext("rằm %(month)s") % {"month": month}
    if found.day <= 10:
        return gettext("mồng %(day)s %(month)s") % {"day": found.day, "month": month}
    return gettext("ngày %(day)s %(month)s âm lịch") % {"day": found.day, "month": month}


def long_day(on: date) -> str:
    """ "Thứ Hai 23/11/2026, rằm tháng Mười"."""
    solar = f"{_WEEKDAYS[on.weekday()]} {day(on)}"
    moon = lunar(on)
    return f"{solar}, {moon}" if moon else solar


@dataclass(frozen=True, slots=True)
class Clock:
    """What a clock badge shows: its words, how full its pie is (1 all left, 0 none), its tone."""

    until: datetime
    words: str
    fraction: float
    tone: Tone


def remaining(at: datetime, until: datetime, *, span: timedelta, critical: bool = False) -> Clock:
    """What is left at `at` of a deadline that was given `span` long before `until`.

    `critical` is the tone of what costs life or limb, from the first minute.
    """
    left = until - at
    if left < timedelta(0):
        words = gettext("quá %(time)s") % {"time": _length(-left)}
        return Clock(until, words, 0.0, "late")
    fraction = min(1.0, left / span) if span else 0.0
    tone: Tone = "crit" if critical else "soon" if fraction <= SOON else ""
    return Clock(until, gettext("còn %(time)s") % {"time": _length(left)}, fraction, tone)


def _length(length: timedelta) -> str:
    """In the coarsest words that still help: "6 ngày", "2 giờ 55", "18 phút", "3 phút 05"."""
    seconds = int(length.total_seconds())
    minutes, hours = seconds // 60, seconds // 3600
    if hours >= 48:
        return gettext("%(n)s\u00a0ngày") % {"n": hours // 24}
    if hours:
        rest = minutes % 60
        whole = gettext("%(n)s\u00a0giờ") % {"n": hours}
        return f"{whole}\u00a0{rest:02}" if rest else whole
    if minutes >= 5 or not seconds % 60:
        return gettext("%(n)s\u00a0phút") % {"n": minutes}
    if minutes:
        return gettext("%(n)s\u00a0phút\u00a0%(s)s") % {"n": minutes, "s": f"{seconds % 60:02}"}
    return gettext("%(n)s\u00a0giây") % {"n": seconds}
