"""The list a ward keeps of its residents: what its columns mean, who lives with whom. Pure."""

import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from chungtay.kit.vietnamese import fold
from chungtay.lists.columns import born_column, name_columns, telephone
from chungtay.lists.data.headings import HEADINGS, IS_HEAD, RESIDENTS, SUMS, TICKED
from chungtay.lists.listing import Column, Lines, Row, Value
from chungtay.lists.placing import Groups
from chungtay.lists.sheet import NotAList
from chungtay.lists.spelling import spelled
from chungtay.lists.tables import Table

KIND = "people.residents"
TITLES = {
    "name": _("Họ tên"),
    "family": _("Họ và tên đệm"),
    "phone": _("Số điện thoại"),
    "birth_year": _("Ngày sinh, năm sinh"),
    "group": _("Tổ dân phố, thôn"),
    "address": _("Địa chỉ, số nhà"),
    "household": _("Số hộ"),
    "relation": _("Quan hệ với chủ hộ"),
    "head": _("Tên chủ hộ, hoặc dấu chủ hộ"),
}
"""The columns a list of residents may have; only the name is needed."""
KNOWN = {
    heading: key
    for key, said in (HEADINGS | RESIDENTS).items()
    if key in TITLES
    for heading in said
}
"""Folded heading → column."""
LONGEST_ADDRESS = 160


def _text(cell: str) -> str:
    return " ".join(cell.split())


def _address(cell: str) -> str:
    if len(cell) > LONGEST_ADDRESS:
        raise NotAList(_("Địa chỉ dài hơn 160 chữ."), code="address.long")
    return _text(cell)


def columns(groups: Groups, today: date) -> list[Column]:
    """Of residents only the name is needed; a telephone that is there must be one."""
    read: dict[str, Callable[[str], Value]] = {
        "phone": lambda cell: telephone(cell) if cell.strip("-–. ") else "",
        "group": lambda cell: groups.of_cell(cell) if cell else None,
        "address": _address,
        "household": _text,
        "relation": _text,
        "head": _text,
    }
    others = [
        Column(
            key, TITLES[key], RESIDENTS.get(key, ()), understand,
            absent=None if key == "group" else "", joint=", " if key == "address" else "",
        )
        for key, understand in read.items()
    ]  # fmt: skip
    return [*name_columns(), born_column(today), *others]


@dataclass(frozen=True, slots=True)
class Resident:
    """A row with its household: `home` numbers the households of a file from 1, None where the
    list does not say who lives together. `read` holds name, phone ("" or +84…), birth_year,
    place, address, head (bool). `sheet` counts from 0; `told` is the group that stood above."""

    sheet: int
    row: Row
    home: int | None
    told: str


@dataclass(slots=True)
class Residents:
    """All chosen tables of one file, read one after another."""

    groups: Groups
    today: date
    chosen: Mapping[str, str]
    homes: dict[Hashable, int] = field(default_factory=dict)
    seen: dict[Hashable, int] = field(default_factory=dict)
    around: int | None = None
    last: int | None = None

    def of(self, sheet: int, table: Table) -> Iterator[Resident]:
        """A sheet's or a title's group holds for the rows that say none themselves."""
        lines = Lines(table, self.chosen, columns(self.groups, self.today), self.seen)
        self.last = None
        self.around = self.groups.in_text(table.name) or self.groups.in_text(table.titles)
        for number, cells in table.rows:
            if self._is_remark(lines, cells):
                continue
            row = lines.row(number, cells, self._who)
            home, is_head = self._home(lines, cells, number, sheet)
            if row.read:
                read = row.read
                read["place"] = self._place(lines, cells, read)
                read["head"] = is_head
                for key in ("group", "household", "relation"):
                    del read[key]
            above = "" if "group" in lines.at else self.groups.name_of.get(self.around or 0, "")
            yield Resident(sheet, row, home, above)

    def _is_remark(self, lines: Lines, cells: list[str]) -> bool:
        """Not a person: an empty numbered row, a sum, a signature, or the title of a part, which
        may name the group of the rows below."""
        filled = [cell for cell in cells if cell]
        if len(filled) == 1:
            part = self.groups.in_text(filled[0])
            if part is not None:
                self.around, self.last = part, None
            return True
        if not any(lines.cell(cells, key) for key in lines.at):
            return True
        name, phone = lines.cell(cells, "name"), lines.cell(cells, "phone")
        if len(filled) <= 3 and fold(filled[0]).split(" ")[0] in SUMS:
            return True
        return not name and not phone and len(filled) <= 2

    def _place(self, lines: Lines, cells: list[str], read: Mapping[str, Any]) -> int:
        in_address = None if "group" in lines.at else self.groups.in_text(read["address"])
        return read["group"] or in_address or self.around or self.groups.ward.pk

    def _who(self, read: Mapping[str, Any]) -> Hashable:
        """One person twice: the same name and telephone; without telephone the same name, year
        and door."""
        if read["phone"]:
            return read["phone"], spelled(read["name"])
        door = fold(read["address"]), read["household"], fold(read["head"])
        return spelled(read["name"]), read["birth_year"], read["group"] or self.around, door

    def _home(
        self, lines: Lines, cells: list[str], number: int, sheet: int
    ) -> tuple[int | None, bool]:
        """Which household of the file, and whether this is its head."""
        name = spelled(lines.cell(cells, "name"))
        own, relation = lines.cell(cells, "household"), fold(lines.cell(cells, "relation"))
        head, address = lines.cell(cells, "head"), fold(lines.cell(cells, "address"))
        where = self.groups.bare(lines.cell(cells, "group")) or self.around
        ticked = fold(head) in TICKED
        is_head = relation in IS_HEAD or ticked or bool(head and spelled(head) == name)
        key: Hashable = None
        if own:
            key = ("number", where, fold(own))
        elif head and not ticked:
            key = ("head", where, spelled(head))
        elif is_head:
            key = ("row", sheet, number)
        elif self.last is not None and (relation or "head" in lines.at or "household" in lines.at):
            return self.last, False
        elif re.search(r"[0-9]", address):
            key = ("door", where, address)
        else:
            return None, is_head
        self.last = self.homes.setdefault(key, len(self.homes) + 1)
        return self.last, is_head
