"""What one cell means: days, years, groups, components, as clubs write them. Pure."""

import calendar
import re
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from chungtay.blood.data.headings import COMPONENTS
from chungtay.blood.groups import Component, Group, parse
from chungtay.kit.errors import Refused
from chungtay.kit.vietnamese import fold

_EXCEL_BEGINS = date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)
"""Excel's day numbers from 1954 to 2119."""
_DMY = re.compile(r"(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4}|\d{2})(?:\s+\d{1,2}:\d{2}(:\d{2})?)?")
_YMD = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s].*)?")
_MY = re.compile(r"(\d{1,2})[/.\-](\d{4})")
_NONE = {"", "chua", "chua hien", "khong", "chua co", "moi", "lan dau", "0", "x"}
_COMPONENT = {word: Component(name) for name, words in COMPONENTS.items() for word in words}


class NotReadable(Refused):
    """A cell that cannot be understood."""

    code = "cell.unreadable"


def day(text: str, today: date) -> date | None:
    """A day in the past; of a month or a year alone its last day, the more careful reading."""
    said = text.strip().removesuffix(".0")
    if fold(said) in _NONE or said in {"-", "/"}:
        return None
    found = _day(said, today)
    if found is None:
        raise NotReadable(
            _("Ngày hiến “%(text)s” không đọc được. Ghi ngày/tháng/năm.") % {"text": text[:30]}
        )
    if found > today:
        raise NotReadable(_("Ngày hiến “%(text)s” ở sau hôm nay.") % {"text": text[:30]})
    if found.year < 1950:
        raise NotReadable(_("Ngày hiến “%(text)s” quá xa.") % {"text": text[:30]})
    return found


def _day(said: str, today: date) -> date | None:
    if said.isdigit() and int(said) in _SERIALS:
        return _EXCEL_BEGINS + timedelta(days=int(said))
    if found := _DMY.fullmatch(said):
        return _real(_century(found[3], today), int(found[2]), int(found[1]))
    if found := _YMD.fullmatch(said):
        return _real(int(found[1]), int(found[2]), int(found[3]))
    if found := _MY.fullmatch(said):
        year, month = int(found[2]), int(found[1])
        last = calendar.monthrange(year, month)[1] if 1 <= month <= 12 else 0
        return _not_later(_real(year, month, last), today)
    if re.fullmatch(r"(19|20)\d\d", said):
        return _not_later(date(int(said), 12, 31), today)
    return None


def _not_later(found: date | None, today: date) -> date | None:
    """The end of the running month or year has not come yet: then today is the careful reading."""
    same = found and (found.year, found.month) == (today.year, today.month)
    return today if found and (same or (found.year == today.year and found > today)) else found


def _century(year: str, today: date) -> int:
    if len(year) == 4:
        return int(year)
    return int(year) + (2000 if int(year) <= today.year % 100 else 1900)


def _real(year: int, month: int, day_: int) -> date | None:
    try:
        return date(year, month, day_)
    except ValueError:
        return None


def birth_year(text: str, today: date) -> int | None:
    """ "1990", "15/05/1990", Excel's number of a day; None if the cell is empty."""
    said = text.strip().removesuffix(".0")
    if not said:
        return None
    if re.fullmatch(r"(19|20)\d\d", said):
        return int(said)
    found = _day(said, today)
    if found is None:
        raise NotReadable(
            _("Năm sinh “%(text)s” không đọc được. Ghi đủ bốn chữ số.") % {"text": text[:30]}
        )
    return found.year


def group(text: str) -> tuple[Group, bool]:
    """The blood group, and whether its Rh was said."""
    if not text.strip():
        raise NotReadable(_("Chưa ghi nhóm máu."), code="group.missing")
    found = parse(text)
    if found is None:
        raise NotReadable(
            _("Nhóm máu “%(text)s” không đọc được. Ghi như B+ hoặc O−.") % {"text": text[:30]},
            code="group.unreadable",
        )
    return found


def component(text: str) -> Component | None:
    """What was given last; None if nobody wrote it down."""
    said = fold(text)
    if said in _NONE:
        return None
    if said not in _COMPONENT:
        raise NotReadable(
            _("Loại hiến “%(text)s” không đọc được. Ghi máu toàn phần, tiểu cầu hoặc huyết tương.")
            % {"text": text[:30]}
        )
    return _COMPONENT[said]
