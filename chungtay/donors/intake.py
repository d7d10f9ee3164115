"""The list a club of donors keeps: what its own columns mean. No database."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from chungtay.donors.data import TIMES
from chungtay.donors.data.headings import COMPONENTS, HEADINGS, SOURCES
from chungtay.kit import dates, quantity_text
from chungtay.kit.errors import Refused
from chungtay.kit.vietnamese import fold
from chungtay.sheets import Column, Listed, NotAList, Row, listing
from chungtay.sheets.columns import NotReadable, of_a_person
from chungtay.transfusion.groups import Component, parse
from chungtay.transfusion.weight import band

__all__ = ["Listed", "NotAList", "Row", "day", "days", "read"]

_NONE = {"", "chua", "chua hien", "khong", "chua co", "moi", "lan dau", "0", "x"}
_SOURCE = {word: code for code, words in SOURCES.items() for word in words}
_KILOGRAMS = re.compile(r"[^\d.,-]*(\d{2,3}(?:[.,]\d)?) ?(?:kg|kilo)?")
_COMPONENT = {word: Component(name) for name, words in COMPONENTS.items() for word in words}


def read(
    file_name: str, content: bytes, *, place: Callable[[str], int], here: int, today: date
) -> Listed:
    """Name, telephone, group (as its bits) and where it is known from, year of birth, weight band,
    day and kind of the last gift, how many there were, commune. Raises NotAList if there is nothing
    to read."""
    columns = [
        *of_a_person(place=place, here=here, today=today),
        Column("group", _("Nhóm máu"), HEADINGS["group"], group, needed=True),
        Column("last_on", _("Lần hiến gần nhất"), HEADINGS["last_on"], lambda c: day(c, today)),
        Column("component", _("Loại hiến"), HEADINGS["component"], component),
        Column("weight", _("Cân nặng"), HEADINGS["weight"], weight),
        Column("source", _("Nhóm máu theo"), HEADINGS["source"], source),
        Column("times", _("Số lần hiến máu"), HEADINGS["times"], times),
        Column("platelet_times", _("Số lần hiến tiểu cầu"), HEADINGS["platelet_times"], times),
    ]
    return listing.read(file_name, content, columns)


def day(text: str, today: date) -> str | None:
    """A day in the past (ISO: "2022-09-02"); of a month or a year alone its days so far, as ISO
    writes an interval: "2022-01-01/2022-12-31"."""
    if fold(text) in _NONE:
        return None
    try:
        said = dates.parse(text, on=today)
    except Refused as refused:
        raise NotReadable(
            _("Ngày hiến: %(why)s") % {"why": refused.sentence}, code="day.unreadable"
        ) from refused
    if said.first > today:
        raise NotReadable(_("Ngày hiến “%(text)s” ở sau hôm nay.") % {"text": text[:30]})
    last = min(said.last, today)
    if said.first == last:
        return last.isoformat()
    return f"{said.first.isoformat()}/{last.isoformat()}"


def days(iso: str) -> dates.Days:
    """What `day` understood; the last of these days is the careful one for waiting."""
    first, _slash, last = iso.partition("/")
    return dates.Days(date.fromisoformat(first), date.fromisoformat(last or first))


def group(text: str) -> int:
    """The bits of a blood group; without its Rh it counts as positive (see `groups.parse`)."""
    if not text.strip():
        raise NotReadable(_("Chưa ghi nhóm máu."), code="group.missing")
    found = parse(text)
    if found is None:
        raise NotReadable(
            _("Nhóm máu “%(text)s” không đọc được. Ghi như B+ hoặc O−.") % {"text": text[:30]},
            code="group.unreadable",
        )
    return int(found[0])


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


def weight(text: str) -> str | None:
    """The band of a weight in kg: "52", "52,5 kg"; of "trên 50" that from 50."""
    if fold(text) in _NONE:
        return None
    found = _KILOGRAMS.fullmatch(text.strip().lower())
    if found is None or not 30 <= Decimal(found[1].replace(",", ".")) <= 200:
        raise NotReadable(
            _("Cân nặng “%(text)s” không đọc được. Ghi như 52.") % {"text": text[:30]}
        )
    return band(Decimal(found[1].replace(",", "."))).value


def source(text: str) -> str | None:
    """Where the group of this row is known from; None leaves it to what is said of the list."""
    said = fold(text)
    if said in _NONE:
        return None
    if said not in _SOURCE:
        raise NotReadable(
            _("“%(text)s” không rõ. Ghi thẻ, xét nghiệm hoặc tự nói.") % {"text": text[:30]}
        )
    return _SOURCE[said]


def times(text: str) -> str | None:
    """How many gifts before, in the words of the list ("trên 8"); None if nobody wrote it down."""
    if fold(text) in _NONE:
        return None
    said = text.strip().removesuffix(TIMES).strip()
    try:
        quantity_text.parse(said).within(TIMES)
    except Refused as refused:
        raise NotReadable(
            _("Số lần hiến: %(why)s") % {"why": refused.sentence}, code="times.unreadable"
        ) from refused
    return said
