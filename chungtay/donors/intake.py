"""The list a club of donors keeps: what its own columns mean. No database."""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext_lazy as _

from chungtay.donors.data.headings import COMPONENTS, HEADINGS
from chungtay.kit import dates
from chungtay.kit.errors import Refused
from chungtay.kit.vietnamese import fold
from chungtay.sheets import Column, Listed, NotAList, Row, listing
from chungtay.sheets.columns import NotReadable, of_a_person
from chungtay.transfusion.groups import Component, parse

__all__ = ["Listed", "NotAList", "Row", "day", "days", "read"]

_NONE = {"", "chua", "chua hien", "khong", "chua co", "moi", "lan dau", "0", "x"}
_COMPONENT = {word: Component(name) for name, words in COMPONENTS.items() for word in words}


def read(
    file_name: str, content: bytes, *, place: Callable[[str], int], here: int, today: date
) -> Listed:
    """Name, telephone, group (as its bits), year of birth, day and kind of the last gift, commune.
    Raises NotAList if there is nothing to read."""
    columns = [
        *of_a_person(place=place, here=here, today=today),
        Column("group", _("Nhóm máu"), HEADINGS["group"], group, needed=True),
        Column("last_on", _("Lần hiến gần nhất"), HEADINGS["last_on"], lambda c: day(c, today)),
        Column("component", _("Loại hiến"), HEADINGS["component"], component),
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
