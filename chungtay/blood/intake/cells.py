"""What one cell means: days, years, groups, components, as clubs write them. Pure."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from chungtay.blood.data.headings import COMPONENTS
from chungtay.blood.groups import Component, Group, parse
from chungtay.kit import dates
from chungtay.kit.errors import Refused
from chungtay.kit.vietnamese import fold

_NONE = {"", "chua", "chua hien", "khong", "chua co", "moi", "lan dau", "0", "x"}
_COMPONENT = {word: Component(name) for name, words in COMPONENTS.items() for word in words}


class NotReadable(Refused):
    """A cell that cannot be understood."""

    code = "cell.unreadable"


def day(text: str, today: date) -> date | None:
    """A day in the past; of a month or a year alone its last day so far, the careful reading."""
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
    return min(said.last, today)


def birth_year(text: str, today: date) -> int | None:
    """ "1990", "15/05/1990", Excel's number of a day; None if the cell is empty."""
    if not text.strip():
        return None
    try:
        said = dates.parse(text, on=today)
    except Refused as refused:
        raise NotReadable(
            _("Năm sinh: %(why)s") % {"why": refused.sentence}, code="birth_year.unreadable"
        ) from refused
    return said.first.year


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
