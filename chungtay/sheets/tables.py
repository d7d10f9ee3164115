"""Where in a sheet the list stands: title rows above, headings over one row or two. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from chungtay.kit.vietnamese import fold
from chungtay.sheets.sheet import Sheet

LOOK_AT = 20
"""Title rows above the headings: how far down headings are looked for."""
LONGEST_HEADING = 120
_NUMBERING = re.compile(r"\(?([0-9]{1,2}|[A-Za-z])\)?")
_OF_A_DAY = {"ngay", "thang"}
"""Under "Ngày sinh": the day and the month; only the year is wanted."""

Known = Mapping[str, str]
"""Folded heading → key of the column."""


@dataclass(frozen=True, slots=True)
class Table:
    """A list: its headings (each once), which columns they are known as, its rows with numbers.
    `titles` are the words that stand above."""

    name: str
    titles: str
    headings: list[str]
    known: dict[str, str]
    rows: list[tuple[int, list[str]]]


def find(sheet: Sheet, columns: Known) -> Table | None:
    """The list of a sheet; None if nothing in it looks like one."""
    known = _recogniser(columns)
    first = sheet.rows[:LOOK_AT]
    scores = [len({key for cell in row if (key := known("", cell))}) for _number, row in first]
    at = scores.index(max(scores)) if scores and max(scores) > 1 else _likely(first)
    if at is None:
        return None
    number, upper = sheet.rows[at]
    after = at + 1
    lower: Sequence[str] = ()
    if after < len(sheet.rows) and _goes_on(upper, sheet.rows[after][1], known):
        lower = sheet.rows[after][1]
        after += 1
    parts = _spread(upper, lower, [m for m in sheet.merged if m[0] == number - 1])
    if after < len(sheet.rows) and _is_numbering(sheet.rows[after][1]):
        after += 1
    headings = _each_once([" ".join(filter(None, part))[:LONGEST_HEADING] for part in parts])
    found = {h: key for h, part in zip(headings, parts, strict=True) if (key := known(*part))}
    titles = " ".join(cell for _number, row in sheet.rows[:at] for cell in row if cell)[:300]
    return Table(sheet.name, titles, headings, found, _filled_down(sheet, after))


def _recogniser(columns: Known):  # type: ignore[no-untyped-def]
    @lru_cache(maxsize=2_000)
    def known(above: str, below: str) -> str | None:
        """The column of a heading, with or without a remark in brackets; of one over two rows by
        both, by the lower, or by the upper alone."""
        tried = [f"{above} {below}", below]
        if not (above and fold(below) in _OF_A_DAY):
            tried.append(above)
        for text in tried:
            short = re.split(r"[(\n:*]", text)[0]
            if key := columns.get(fold(text)) or columns.get(fold(short)):
                return key
        return None

    return known


def _likely(rows: Sequence[tuple[int, list[str]]]) -> int | None:
    """Headings nobody knows: the first row of three words or more, none of them a number."""
    for index, (_number, row) in enumerate(rows):
        words = [cell for cell in row if cell]
        if len(words) >= 3 and not any(re.search(r"\d{4}", word) for word in words):
            return index
    return None


def _goes_on(upper: Sequence[str], lower: Sequence[str], known) -> bool:  # type: ignore[no-untyped-def]
    """Does the row beneath belong to the headings? There the name's cell is empty (merged), and
    nothing holds a number."""
    words = [cell for cell in lower if cell]
    names = [i for i, cell in enumerate(upper) if known("", cell) in {"name", "family"}]
    if not words or not names or any(re.search(r"\d", word) for word in words):
        return False
    return len(words) > 1 and all(i >= len(lower) or not lower[i] for i in names)


def _spread(
    upper: Sequence[str], lower: Sequence[str], merged: Sequence[Sequence[int]]
) -> list[tuple[str, str]]:
    """Headings as (above, below); an upper one goes for all the columns it is merged over, or,
    where the file does not say, for those beside it that have only a lower one."""
    if not lower:
        return [("", " ".join(cell.split())) for cell in upper]
    width = max(len(upper), len(lower))
    above = [*upper, *[""] * (width - len(upper))]
    below = [*lower, *[""] * (width - len(lower))]
    for column in range(1, width):
        covered = any(m[1] < column <= m[3] for m in merged)
        if not above[column] and below[column] and (covered or not merged):
            above[column] = above[column - 1]
    pairs = zip(above, below, strict=True)
    return [(" ".join(a.split()), " ".join(b.split())) if b else ("", a) for a, b in pairs]


def _is_numbering(row: Sequence[str]) -> bool:
    """The row that counts the columns: (1) (2) (3), or A B 1 2."""
    words = [cell for cell in row if cell]
    return len(words) > 1 and all(_NUMBERING.fullmatch(word) for word in words)


def _each_once(headings: Sequence[str]) -> list[str]:
    seen: dict[str, int] = {}
    each = []
    for heading in headings:
        seen[heading] = seen.get(heading, 0) + 1
        again = heading and seen[heading] > 1
        each.append(f"{heading} ({seen[heading]})" if again else heading)
    return each


def _filled_down(sheet: Sheet, after: int) -> list[tuple[int, list[str]]]:
    """The rows below the headings; a cell merged over several rows stands in each of them."""
    rows = sheet.rows[after:]
    tall = [m for m in sheet.merged if m[1] == m[3] and m[0] < m[2]]
    if not tall:
        return rows
    by_number = dict(rows)
    for top, column, bottom, _same in tall:
        cells = by_number.get(top + 1)
        if cells is None or column >= len(cells):
            continue
        for number in range(top + 2, min(bottom, top + 200) + 2):
            beneath = by_number.get(number)
            if beneath is not None and column < len(beneath):
                beneath[column] = beneath[column] or cells[column]
    return rows
