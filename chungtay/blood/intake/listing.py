"""A whole list: its columns, and of each row what was understood or why not. Pure but for `place`,
a function that finds a commune."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as say

from chungtay.blood.intake import cells, columns, sheet
from chungtay.blood.intake.columns import Columns
from chungtay.kit import phones
from chungtay.kit.errors import Refused
from chungtay.kit.vietnamese import fold
from chungtay.people import names

Placed = Callable[[str], int]
"""From free spelling to the id of a commune; raises Refused with the reason."""


@dataclass(frozen=True, slots=True)
class Row:
    """`number` as the person sees it in the file; `read` is empty if there are reasons."""

    number: int
    cells: list[str]
    read: dict[str, str | int | None]
    reasons: list[str]


@dataclass(slots=True)
class Listed:
    """What a file said. `unsaid_rh`: rows whose group came without its Rh and counts as positive;
    `no_home`: the list has no column for where people live."""

    headings: list[str]
    found: list[str]
    rows: list[Row] = field(default_factory=list)
    unsaid_rh: int = 0
    no_home: bool = False

    @property
    def good(self) -> list[Row]:
        return [row for row in self.rows if not row.reasons]

    @property
    def faulty(self) -> list[Row]:
        return [row for row in self.rows if row.reasons]


def read(file_name: str, content: bytes, *, place: Placed, here: int, today: date) -> Listed:
    """Read the first sheet that has the headings. `here`: where everybody lives on a list that
    does not say. Raises NotAList if there is nothing to read."""
    rows: list[list[str]] = []
    for rows in sheet.sheets(file_name, content):
        found = columns.recognise(rows)
        if found is not None:
            return _Reading(found, place, here, today).all(rows)
    raise columns.missing(rows)


@dataclass(slots=True)
class _Reading:
    columns: Columns
    place: Placed
    here: int
    today: date
    seen: dict[tuple[str, str], int] = field(default_factory=dict)

    def all(self, rows: Sequence[Sequence[str]]) -> Listed:
        at = self.columns.at
        listed = Listed(
            headings=list(self.columns.headings),
            found=[f"{self.columns.headings[i]} → {columns.TITLES[c]}" for c, i in at.items()],
            no_home="home" not in at,
        )
        for number, row in enumerate(rows[self.columns.row + 1 :], self.columns.row + 2):
            if any(cell.strip() for cell in row):
                listed.rows.append(self._row(number, list(row), listed))
        if not listed.rows:
            raise sheet.NotAList(say("Danh sách không có dòng nào."), code="list.empty")
        return listed

    def _row(self, number: int, row: list[str], listed: Listed) -> Row:
        reasons: list[str] = []
        understood: dict[str, str | int | None] = {}

        def attempt(key: str, understand: Callable[[], str | int | None]) -> None:
            try:
                understood[key] = understand()
            except Refused as refused:
                reasons.append(str(refused.sentence))

        cell = self.columns.cell
        name = f"{cell(row, 'family')} {cell(row, 'name')}".strip()
        said_rh = True

        def group() -> int:
            nonlocal said_rh
            found, said_rh = cells.group(cell(row, "group"))
            return int(found)

        attempt("name", lambda: names.person_name(name))
        attempt("phone", lambda: phones.normalise(cell(row, "phone")))
        attempt("group", group)
        attempt("birth_year", lambda: self._birth_year(cell(row, "birth")))
        attempt("last_on", lambda: self._iso(cells.day(cell(row, "last"), self.today)))
        attempt("component", lambda: cells.component(cell(row, "component")))
        attempt("place", lambda: self._home(cell(row, "home")))
        if not reasons:
            reasons += self._repeated(understood, number)
        if not reasons and not said_rh:
            listed.unsaid_rh += 1
        if understood.get("last_on") is None:
            understood["component"] = None
        return Row(number, row, {} if reasons else understood, reasons)

    @staticmethod
    def _iso(found: date | None) -> str | None:
        return found.isoformat() if found else None

    def _birth_year(self, text: str) -> int | None:
        return names.birth_year(cells.birth_year(text, self.today), self.today.year)

    def _home(self, text: str) -> int:
        if "home" not in self.columns.at:
            return self.here
        if not text:
            raise cells.NotReadable(say("Chưa ghi phường, xã nơi ở."), code="place.missing")
        return self.place(text)

    def _repeated(self, understood: dict[str, str | int | None], number: int) -> list[str]:
        key = (str(understood["phone"]), fold(str(understood["name"])))
        first = self.seen.setdefault(key, number)
        if first == number:
            return []
        return [say("Trùng người với dòng %(number)s.") % {"number": first}]
