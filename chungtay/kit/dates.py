"""Dates as people and spreadsheets write them: "02/09/22", "9/2021", "2021", 44467."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from chungtay.kit.clock import day, today
from chungtay.kit.errors import Refused

EARLIEST = 1900
YEARS_AHEAD = 20
_SERIAL_ZERO = date(1899, 12, 30)  # day 0 of Excel, which believes in 29/02/1900


class NotADate(Refused):
    """Text that names no day, month or year one could have meant."""

    code = "date.invalid"


@dataclass(frozen=True, slots=True)
class Days:
    """What was written, exactly: from `first` to `last`, both included. "2021" is a whole year."""

    first: date
    last: date

    @property
    def is_one_day(self) -> bool:
        return self.first == self.last


def parse(value: str | int | float | date, *, on: date) -> Days:
    """Read a date typed by a person or a cell of a spreadsheet, day before month.

    `on` is the day of reading: two-digit years lie at most one year after it, and no year more
    than twenty. Raises NotADate.
    """
    if isinstance(value, datetime):
        return _day(_aware_date(value), on)
    if isinstance(value, date):
        return _day(value, on)
    said = " ".join(unicodedata.normalize("NFC", str(value)).lower().split())
    if not said:
        raise NotADate(_("Chưa có ngày."), code="date.missing")
    said = re.sub(r" ?\b(tháng|năm)\b ?", "/", re.sub(r"^(ngày|tháng|năm) ", "", said))
    if re.fullmatch(r"[0-9]{5}(\.[0-9]+)?", said):
        return _day(_SERIAL_ZERO + timedelta(days=int(said[:5])), on)
    if found := re.fullmatch(r"([0-9]{4})(\.0)?", said):
        year = _year(found[1], on)
        return Days(date(year, 1, 1), date(year, 12, 31))
    if found := re.fullmatch(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})([t ].*)?", said):
        return _calendar(found[3], found[2], found[1], on)
    if found := re.fullmatch(r"([0-9]{1,2}) ?[-/. ] ?([0-9]{1,2}) ?[-/. ] ?([0-9]+)( .*)?", said):
        return _calendar(found[1], found[2], found[3], on)
    if found := re.fullmatch(r"([0-9]{1,2}) ?[-/.] ?([0-9]{4})", said):
        return _month(found[1], found[2], on)
    raise NotADate(
        _("Không đọc được “%(text)s”. Ghi như 28/09/2021, 09/2021 hay 2021.") % {"text": said[:40]}
    )


def _aware_date(value: datetime) -> date:
    return today(value) if value.tzinfo else value.date()


def _year(text: str, on: date) -> int:
    """The year meant, between 1900 and twenty years from now; else NotADate."""
    year = int(text[:9])
    if len(text) <= 2:
        year += 2000 if 2000 + year <= on.year + 1 else 1900
    if not EARLIEST <= year <= on.year + YEARS_AHEAD:
        raise NotADate(
            _("Năm %(year)s không thể đúng. Ghi năm từ %(first)s đến %(last)s.")
            % {"year": text[:9], "first": EARLIEST, "last": on.year + YEARS_AHEAD},
            code="date.year",
        )
    return year


def _day(value: date, on: date) -> Days:
    _year(str(value.year), on)
    return Days(value, value)


def _calendar(d: str, m: str, y: str, on: date) -> Days:
    year = _year(y, on)
    try:
        found = date(year, int(m), int(d))
    except ValueError:
        raise NotADate(
            _("Không có ngày %(text)s. Ghi ngày trước, tháng sau.") % {"text": f"{d}/{m}/{y}"}
        ) from None
    return Days(found, found)


def _month(m: str, y: str, on: date) -> Days:
    year, month = _year(y, on), int(m)
    if not 1 <= month <= 12:
        raise NotADate(_("Không có tháng %(month)s.") % {"month": m})
    after = date(year + month // 12, month % 12 + 1, 1)
    return Days(date(year, month, 1), after - timedelta(days=1))


def written(days: Days) -> str:
    """As it was meant: "28/09/2021", "09/2021", "2021", else both ends."""
    first, last = days.first, days.last
    if first == last:
        return day(first)
    after = last + timedelta(days=1)
    if (first.month, first.day, after.month, after.day) == (1, 1, 1, 1):
        return f"{first.year}" if first.year == last.year else f"{first.year}–{last.year}"
    if first.day == after.day == 1 and (first.year, first.month) == (last.year, last.month):
        return day(first)[3:]
    return f"{day(first)}–{day(last)}"
