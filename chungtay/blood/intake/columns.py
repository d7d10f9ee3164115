"""Which column is which, by its heading, in whatever spelling. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chungtay.blood.data.headings import HEADINGS
from chungtay.blood.intake.sheet import NotAList
from chungtay.kit.vietnamese import fold

LOOK_AT = 20
"""Title rows above the headings: how far down headings are looked for."""
TITLES: dict[str, str | Promise] = {
    "name": _("Họ tên"),
    "family": _("Họ và tên đệm"),
    "phone": _("Số điện thoại"),
    "group": _("Nhóm máu"),
    "birth": _("Năm sinh"),
    "last": _("Lần hiến gần nhất"),
    "component": _("Loại hiến"),
    "home": _("Nơi ở"),
}
_KNOWN = {heading: column for column, all_ in HEADINGS.items() for heading in all_}


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each column stands; `row` is the index of the row of headings."""

    row: int
    at: dict[str, int]
    headings: tuple[str, ...]

    def cell(self, row: Sequence[str], column: str) -> str:
        index = self.at.get(column)
        return row[index].strip() if index is not None and index < len(row) else ""


def recognise(rows: Sequence[Sequence[str]]) -> Columns | None:
    """The first row that heads a name, a telephone and a group; None if no row does."""
    for number, row in enumerate(rows[:LOOK_AT]):
        at: dict[str, int] = {}
        for index, cell in enumerate(row):
            column = _KNOWN.get(fold(cell)) or _KNOWN.get(fold(cell.split("(")[0]))
            if column and column not in at:
                at[column] = index
        if {"name", "phone", "group"} <= set(at):
            return Columns(number, at, tuple(str(cell) for cell in row))
    return None


def missing(rows: Sequence[Sequence[str]]) -> NotAList:
    """Why the list cannot be read, naming the columns that were not found."""
    seen: set[str] = set()
    for row in rows[:LOOK_AT]:
        found = {_KNOWN[fold(cell)] for cell in row if fold(cell) in _KNOWN}
        seen = max(seen, found, key=len)
    names = ", ".join(str(TITLES[c]) for c in ("name", "phone", "group") if c not in seen)
    return NotAList(
        _("Không thấy cột: %(names)s. Ghi tên cột ở hàng đầu danh sách.") % {"names": names},
        code="list.no_columns",
    )
