"""The list a ward keeps of its residents: what its columns mean, who lives with whom. Pure."""

import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from chungtay.kit.spelling import spelled
from chungtay.kit.vietnamese import fold
from chungtay.sheets.columns import born_column, name_columns, telephone
from chungtay.sheets.data.headings import HEADINGS, IS_HEAD, RESIDENTS, SUM, TICKED
from chungtay.sheets.listing import Column, Lines, Row, Value
from chungtay.sheets.placing import Groups
from chungtay.sheets.sheet import NotAList
from chungtay.sheets.tables import Table

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
        "address": _address, "household": _text, "relation": _text, "head": _text,
    }  # fmt: skip
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
    count: int = 0
    seen: dict[Hashable, int] = field(default_factory=dict)
    around: int | None = None
    last: int | None = None
    sheet: int = 0
    passed: int = 0
    """Rows passed over: sums, empty ones, words beside the list."""

    def of(self, sheet: int, table: Table) -> Iterator[Resident]:
        """A sheet's or a title's group holds for the rows that say none themselves."""
        lines = Lines(table, self.chosen, columns(self.groups, self.today), self.seen)
        self.last, self.sheet = None, sheet
        self.around = self.groups.in_text(table.name) or self.groups.in_text(table.titles)
        for number, cells in table.rows:
            if self._is_remark(lines, cells):
                continue
            row = lines.row(number, cells, self._who)
            home, is_head = self._home(lines, cells, number)
            if row.read:
                read = row.read
                read["place"] = self._place(lines, cells, read)
                read["head"] = is_head
                for key in ("group", "household", "relation"):
                    del read[key]
            above = "" if "group" in lines.at else self.groups.name_of.get(self.around or 0, "")
            yield Resident(sheet, row, home, above)

    def _is_remark(self, lines: Lines, cells: list[str]) -> bool:
        """Not a person: the title of a part, which may name the group of the rows below; a sum, an
        empty numbered row, a signature, which are counted. A lone name is a person."""
        filled = [cell for cell in cells if cell]
        name = lines.cell(cells, "name")
        if len(filled) == 1:
            part = self.groups.in_text(filled[0])
            if part is not None:
                self.around, self.last = part, None
                return True
        beside = not name and not lines.cell(cells, "phone") and len(filled) <= 2
        nothing = not any(lines.cell(cells, key) for key in lines.at)
        passed = beside or nothing or _adds_up(lines, cells, filled[0])
        self.passed += passed
        return passed

    def _place(self, lines: Lines, cells: list[str], read: Mapping[str, Any]) -> int:
        in_address = None if "group" in lines.at else self.groups.in_text(read["address"])
        return read["group"] or in_address or self.around or self.groups.ward.pk

    def _who(self, read: Mapping[str, Any]) -> Hashable:
        """One person twice: the same name and telephone; without telephone the same name, year
        and door."""
        if read["phone"]:
            return read["phone"], spelled(read["name"])
        where = read["group"] or self.around
        counted = read["household"] and (read["household"], where or ("sheet", self.sheet))
        door = fold(read["address"]), counted, fold(read["head"])
        return spelled(read["name"]), read["birth_year"], where, door

    def _home(self, lines: Lines, cells: list[str], number: int) -> tuple[int | None, bool]:
        """Which household of the file, and whether this is its head. Where no group is named, each
        sheet counts its households from 1."""
        name = spelled(lines.cell(cells, "name"))
        own, relation = lines.cell(cells, "household"), fold(lines.cell(cells, "relation"))
        head, address = lines.cell(cells, "head"), fold(lines.cell(cells, "address"))
        group = self.groups.bare(lines.cell(cells, "group")) or self.around
        where = group or ("sheet", self.sheet)
        ticked = fold(head) in TICKED
        is_head = relation in IS_HEAD or ticked or bool(head and spelled(head) == name)
        named: Hashable = ("head", where, spelled(head))
        key: Hashable = None
        if own:
            key = ("number", where, fold(own))
        elif head and not ticked:
            if not address and named in self.homes:
                return self.homes[named], is_head  # the door stands in the head's own row only
            key = (named, address)
        elif is_head:
            key = ("row", self.sheet, number)
        elif self.last is not None and (relation or "head" in lines.at or "household" in lines.at):
            return self.last, False
        elif re.search(r"[0-9]", address):
            key = ("door", group, address)
        else:
            return None, is_head
        self.last = self.homes.setdefault(key, self.count + 1)
        self.count = max(self.count, self.last)
        if head and not own and not ticked:
            self.homes[named] = self.last
        return self.last, is_head


def _adds_up(lines: Lines, cells: list[str], first: str) -> bool:
    """A sum has nobody's telephone and nobody's year, and no first name beside a surname."""
    if lines.cell(cells, "family") and lines.cell(cells, "name"):
        return False
    own = lines.cell(cells, "phone"), lines.cell(cells, "birth_year")
    return bool(SUM.fullmatch(first)) and not re.search(r"[0-9]{8}|(19|20)[0-9]{2}", " ".join(own))
