"""A figure through its months: the chart's columns, and a comparison only where both years wrote.

What is missing stays empty and is never counted as zero.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chungtay.journal.figures import Cell, Figure
from chungtay.journal.selection import a_year_before
from chungtay.kit.amounts import number
from chungtay.kit.drawing import Column, Columns
from chungtay.kit.quantities import Quantity

MONTHS, QUARTERS = 14, 42
"""So many months are drawn one by one, so many by quarter, more by year."""
SHORT = ((10**9, gettext_lazy("tỷ")), (10**6, gettext_lazy("tr")), (10**4, gettext_lazy("ng")))


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a period stands to the same one a year before, over the months that both have.

    `change` in hundredths, None where it cannot be said; `missing` are the months of the year
    before that were not recorded though this year's were.
    """

    change: int | None
    compared: tuple[date, ...]
    missing: tuple[date, ...]

    @property
    def is_whole(self) -> bool:
        return not self.missing


def compare(now: Figure, before: Figure) -> Comparison | None:
    """None where no month can be compared."""
    written = [month for month, cell in now.months.items() if cell.lines]
    both = tuple(m for m in written if _cell(before.months, a_year_before(m)).lines)
    if not both:
        return None
    sums = (
        sum((now.months[m] for m in both), Cell()),
        sum((_cell(before.months, a_year_before(m)) for m in both), Cell()),
    )
    return Comparison(_change(*sums), both, tuple(m for m in written if m not in both))


def _change(now: Cell, before: Cell) -> int | None:
    a, b = now.total.quantity(), before.total.quantity()
    if not (a.is_exact and b.is_exact) or not b.lo or a.lo is None:
        return None
    return int(((a.lo - b.lo) * 100 / b.lo).quantize(Decimal(1)))


def _cell(cells: Mapping[date, Cell], month: date) -> Cell:
    return cells.get(month, Cell())


def spans(months: Iterable[date]) -> str:
    """Months in words: "1–5", "6", "1–3, 7"."""
    runs: list[list[date]] = []
    for month in months:
        if runs and month.year * 12 + month.month == runs[-1][1].year * 12 + runs[-1][1].month + 1:
            runs[-1][1] = month
        else:
            runs.append([month, month])
    return ", ".join(str(a.month) if a == b else f"{a.month}–{b.month}" for a, b in runs)


def chart(now: Figure, before: Figure | None, quarters: bool = False) -> Columns:
    """Columns by month, quarter or year, whichever fits; the year before beside, if it wrote."""
    size = _grain(len(now.months), quarters)
    columns = _grouped(now.months, size)
    past = _grouped(before.months, size) if before and before.lines else {}
    first = min(now.months)
    return Columns(
        [
            Column(
                _label(month, size, len(columns)), height(cell.quantity), short(cell.quantity),
                height(_cell(past, a_year_before(month)).quantity),
            )
            for month, cell in columns.items()
        ],
        compare=bool(past), name=str(first.year) if past or size == 1 else _("số đã ghi"),
        before_name=str(first.year - 1),
    )  # fmt: skip


def _grain(months: int, quarters: bool) -> int:
    if months <= MONTHS and not quarters:
        return 1
    return 3 if months <= QUARTERS else 12


def _grouped(months: Mapping[date, Cell], size: int) -> dict[date, Cell]:
    found: dict[date, Cell] = {}
    for month, cell in months.items():
        start = month.replace(month=(month.month - 1) // size * size + 1)
        found[start] = found.get(start, Cell()) + cell
    return found


def _label(month: date, size: int, count: int) -> str:
    if size == 12:
        return str(month.year)
    if size == 3:
        quarter = _("q%(n)d") % {"n": (month.month + 2) // 3}
        return quarter if count <= 4 else f"{quarter}/{month:%y}"
    return str(month.month) if count <= 12 else f"{month.month}/{month:%y}"


def height(quantity: Quantity | None) -> Decimal | None:
    """What a column shows of a quantity: the bound that is known."""
    if quantity is None:
        return None
    return quantity.lo if quantity.lo is not None else quantity.hi or Decimal(0)


def short(quantity: Quantity | None) -> str:
    """A few characters above a column: 223, 700+, <40, 12 ng; a question mark for nobody knows."""
    known = height(quantity)
    if quantity is None or known is None:
        return ""
    if quantity.lo is None and quantity.hi is None:
        return "?"
    size, word = next(((s, w) for s, w in SHORT if known >= s), (1, ""))
    text = number((known / size).quantize(Decimal("0.1") if size > 1 else Decimal("0.001")))
    sign = "<" if quantity.lo is None else ""
    return f"{sign}{text}{' ' if word else ''}{word}{'+' if quantity.hi is None else ''}"
