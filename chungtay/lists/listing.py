"""A whole list: its columns, and of each row what was understood or why not. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from chungtay.kit.errors import Refused
from chungtay.kit.vietnamese import fold
from chungtay.lists.sheet import NotAList, sheets

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Value = str | int | None
LOOK_AT = 20
"""Title rows above the headings: how far down headings are looked for."""


@dataclass(frozen=True, slots=True)
class Column:
    """`headings` are folded spellings; `read` understands a cell or raises Refused (None: the
    cell only goes before the name). A list without a `needed` column is no list; one without
    another column has `absent` in every row."""

    key: str
    title: "StrOrPromise"
    headings: tuple[str, ...]
    read: Callable[[str], Value] | None
    needed: bool = False
    absent: Value = None


@dataclass(frozen=True, slots=True)
class Row:
    """`number` as the person sees it in the file; `read` is empty if there are reasons."""

    number: int
    cells: list[str]
    read: dict[str, Value]
    reasons: list[str]


@dataclass(slots=True)
class Listed:
    """What a file said; `found` are the keys of the columns it has."""

    headings: list[str]
    found: set[str]
    rows: list[Row] = field(default_factory=list)

    @property
    def good(self) -> list[Row]:
        return [row for row in self.rows if not row.reasons]

    @property
    def faulty(self) -> list[Row]:
        return [row for row in self.rows if row.reasons]


def read(file_name: str, content: bytes, columns: Sequence[Column]) -> Listed:
    """Read the first sheet that has the needed headings; raises NotAList if there is none."""
    seen: set[str] = set()
    for rows in sheets(file_name, content):
        for index, row in enumerate(rows[:LOOK_AT]):
            at = _recognise(row, columns)
            if all(column.key in at for column in columns if column.needed):
                return _Reading(columns, at, row).all(rows[index + 1 :], index + 2)
            seen = max(seen, set(at), key=len)
    missing = [str(c.title) for c in columns if c.needed and c.key not in seen]
    raise NotAList(
        _("Không thấy cột: %(names)s. Ghi tên cột ở hàng đầu danh sách.")
        % {"names": ", ".join(missing)},
        code="list.no_columns",
    )


def _recognise(row: Sequence[str], columns: Sequence[Column]) -> dict[str, int]:
    """Where each column stands, by its heading, with or without a remark in brackets."""
    known = {heading: column.key for column in columns for heading in column.headings}
    at: dict[str, int] = {}
    for index, cell in enumerate(row):
        key = known.get(fold(cell)) or known.get(fold(cell.split("(")[0]))
        if key:
            at.setdefault(key, index)
    return at


@dataclass(slots=True)
class _Reading:
    columns: Sequence[Column]
    at: dict[str, int]
    headings: Sequence[str]
    seen: dict[tuple[str, str], int] = field(default_factory=dict)

    def all(self, rows: Sequence[Sequence[str]], first: int) -> Listed:
        listed = Listed(list(self.headings), set(self.at))
        for number, row in enumerate(rows, first):
            if any(cell.strip() for cell in row):
                listed.rows.append(self._row(number, list(row)))
        if not listed.rows:
            raise NotAList(say("Danh sách không có dòng nào."), code="list.empty")
        return listed

    def _cell(self, row: Sequence[str], key: str) -> str:
        index = self.at.get(key)
        return row[index].strip() if index is not None and index < len(row) else ""

    def _row(self, number: int, row: list[str]) -> Row:
        reasons: list[str] = []
        understood: dict[str, Value] = {}
        for column in self.columns:
            if column.read is None:
                continue
            if column.key not in self.at:
                understood[column.key] = column.absent
                continue
            cell = self._cell(row, column.key)
            if column.key == "name":
                cell = f"{self._cell(row, 'family')} {cell}".strip()
            try:
                understood[column.key] = column.read(cell)
            except Refused as refused:
                reasons.append(str(refused.sentence))
        reasons = reasons or self._repeated(understood, number)
        return Row(number, row, {} if reasons else understood, reasons)

    def _repeated(self, understood: dict[str, Value], number: int) -> list[str]:
        key = (str(understood["phone"]), fold(str(understood["name"])))
        first = self.seen.setdefault(key, number)
        if first == number:
            return []
        return [say("Trùng người với dòng %(number)s.") % {"number": first}]
