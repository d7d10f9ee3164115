"""The rows that wait for a correction, given back as the same list with a column of reasons.

A cell that begins with a sign of formulas is text here and stays text in every spreadsheet.
"""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as say

_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Fault = tuple[Sequence[str], Sequence[str]]
"""The cells of a row, and the reasons."""


def safe(cell: str) -> str:
    """A cell that no spreadsheet runs."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _table(headings: Sequence[str], faults: Iterable[Fault]) -> Iterable[list[str]]:
    width = len(headings)
    yield [*headings, say("Lý do")]
    for cells, reasons in faults:
        yield [*[*cells, *[""] * width][:width], " ".join(reasons)]


def as_csv(headings: Sequence[str], faults: Iterable[Fault]) -> bytes:
    """UTF-8 with its mark, so that Excel shows the accents."""
    out = io.StringIO()
    csv.writer(out).writerows([safe(c) for c in row] for row in _table(headings, faults))
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(headings: Sequence[str], faults: Iterable[Fault]) -> bytes:
    """Every cell as text: telephones keep their zeros."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(say("Cần sửa"))
        bold = book.add_format({"bold": True})
        # Excel keeps such a cell a text even when it is edited or saved as CSV.
        quoted = book.add_format({"quote_prefix": True})
        for r, row in enumerate(_table(headings, faults)):
            for c, cell in enumerate(row):
                look = bold if r == 0 else quoted if cell.startswith(_FORMULA) else None
                sheet.write_string(r, c, cell, look)
        sheet.autofit()
    return out.getvalue()


_KINDS: dict[str, tuple[str, Callable[[Sequence[str], Iterable[Fault]], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
}


def answer(headings: Sequence[str], rows: QuerySet[Any], kind: str, name: str) -> HttpResponse:
    """Faulty rows as a file to keep; 404 for a kind of file that we do not write."""
    if kind not in _KINDS:
        raise Http404
    content_type, write = _KINDS[kind]
    in_order = rows.order_by("sheet", "number").values_list("cells", "reasons")
    found = HttpResponse(write(headings, in_order), content_type=content_type)
    found["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    found["Cache-Control"] = "no-store"
    return found
