"""A whole list: its columns, and of each row what was understood or why not. Pure."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from chungtay.kit.errors import Refused
from chungtay.kit.vietnamese import fold
from chungtay.sheets import tables
from chungtay.sheets.sheet import LONGEST, NotAList, sheets
from chungtay.sheets.tables import Table

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Value = str | int | None


@dataclass(frozen=True, slots=True)
class Column:
    """`headings` are folded spellings; `read` understands a cell or raises Refused (None: the
    cell only goes before the name). A list without a `needed` column is no list; one without
    another column has `absent` in every row. Several columns of one key: the first that is
    filled counts, or they are joined by `joint`."""

    key: str
    title: "StrOrPromise"
    headings: tuple[str, ...]
    read: Callable[[str], Value] | None
    needed: bool = False
    absent: Value = None
    joint: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """`number` as the person sees it in the file; `read` is empty if there are reasons."""

    number: int
    cells: list[str]
    read: dict[str, Any]
    reasons: list[str]


@dataclass(slots=True)
class Listed:
    """What a file said; `found` are the keys of the columns it has."""

    headings: list[str]
    found: set[str]
    rows: list[Row] = field(default_factory=list)


def read(
    file_name: str, content: bytes, columns: Sequence[Column], *,
    who: Callable[[Mapping[str, Any]], Hashable] | None = None,
) -> Listed:  # fmt: skip
    """Read the first sheet that has the needed headings; raises NotAList if there is none. `who`:
    see `Lines.all`; by telephone, unless told."""
    known = {heading: column.key for column in columns for heading in column.headings}
    seen = set[str]()
    needed = {column.key: str(column.title) for column in columns if column.needed}
    for sheet in sheets(file_name, content):
        table = tables.find(sheet, known)
        found = set(table.known.values()) if table else set()
        if table and needed.keys() <= found:
            rows = list(Lines(table, table.known, columns).all(who=who or by_telephone))
            if not rows:
                raise NotAList(say("Danh sách không có dòng nào."), code="list.empty")
            return Listed(table.headings, found, rows)
        seen = max(seen, found, key=len)
    missing = [title for key, title in needed.items() if key not in seen]
    raise NotAList(
        _("Không thấy cột: %(names)s. Ghi tên cột ở hàng đầu danh sách.")
        % {"names": ", ".join(missing)},
        code="list.no_columns",
    )


def by_telephone(understood: Mapping[str, Any]) -> Hashable:
    """Who is one person within a list of telephones."""
    return understood["phone"], fold(understood["name"])


@dataclass(slots=True)
class Lines:
    """The rows of one table, under a choice of columns: heading → key. `seen` are the persons met
    so far, which several tables of a file may share."""

    table: Table
    chosen: Mapping[str, str]
    columns: Sequence[Column]
    seen: dict[Hashable, int] = field(default_factory=dict)
    at: dict[str, list[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.at = {}
        for index, heading in enumerate(self.table.headings):
            if key := self.chosen.get(heading):
                self.at.setdefault(key, []).append(index)

    def all(self, *, who: Callable[[Mapping[str, Any]], Hashable]) -> Iterator[Row]:
        """Each row that has anything in the chosen columns. `who` says of what was understood
        who it is: the second of one person is faulty."""
        for number, cells in self.table.rows:
            if any(self.cell(cells, key) for key in self.at):
                yield self.row(number, cells, who)

    def cell(self, cells: Sequence[str], key: str, joint: str = "") -> str:
        said = [cells[i] for i in self.at.get(key, ()) if i < len(cells) and cells[i]]
        return (joint.join(said) if joint else said[0]) if said else ""

    def row(
        self, number: int, cells: list[str], who: Callable[[Mapping[str, Any]], Hashable]
    ) -> Row:
        reasons: list[str] = []
        understood: dict[str, Any] = {}
        for column in self.columns:
            if column.read is None:
                continue
            if column.key not in self.at:
                understood[column.key] = column.absent
                continue
            cell = self.cell(cells, column.key, column.joint)
            if column.key == "name" and "family" in self.at:
                cell = f"{self.cell(cells, 'family')} {cell}".strip()
            try:
                if len(cell) > LONGEST:
                    raise NotAList(_("Ô “%(name)s” dài quá.") % {"name": column.title})
                understood[column.key] = column.read(cell)
            except Refused as refused:
                reasons.append(str(refused.sentence))
        reasons = reasons or self._repeated(who(understood), number)
        return Row(number, cells, {} if reasons else understood, reasons)

    def _repeated(self, key: Hashable, number: int) -> list[str]:
        first = self.seen.setdefault(key, number)
        if first == number:
            return []
        return [say("Trùng người với dòng %(number)s.") % {"number": first}]
