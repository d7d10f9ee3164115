"""The rows that wait for a correction, given back as the same list with a column of reasons.

A cell that begins with a sign of formulas is text here and stays text in every spreadsheet.
"""

import csv
import io
from collections.abc import Iterable, Sequence

import xlsxwriter  # type: ignore[import-untyped]
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
        for r, row in enumerate(_table(headings, faults)):
            for c, cell in enumerate(row):
                sheet.write_string(r, c, cell, bold if r == 0 else None)
        sheet.autofit()
    return out.getvalue()
