"""A ward's week as an Excel file. Texts are written as texts: no cell is ever read as a formula."""

from typing import TYPE_CHECKING, Any, BinaryIO

import xlsxwriter  # type: ignore[import-untyped]
from django.utils.translation import gettext as _

from chungtay.journal.workbook import OPTIONS
from chungtay.kit import clock
from chungtay.weeks.week import Piece, Week

if TYPE_CHECKING:
    from collections.abc import Sequence


def fill(file: BinaryIO, week: Week) -> None:
    """The grid as it hangs on the wall, and a list with one turn a row."""
    book = xlsxwriter.Workbook(file, OPTIONS)
    bold = book.add_format({"bold": True})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    moment = book.add_format({"num_format": "hh:mm dd/mm/yyyy"})
    _grid(book.add_worksheet(_("Tuần")), week, bold, wrapped)
    _list(book.add_worksheet(_("Các ca")), week, bold, moment)
    book.close()


def _grid(sheet: Any, week: Week, bold: Any, wrapped: Any) -> None:
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, 7, 22)
    sheet.write_string(0, 0, _("Chỗ trực"), bold)
    for column, day in enumerate(week.days, 1):
        sheet.write_string(0, column, clock.day(day), bold)
    for at, row in enumerate(week.rows, 1):
        sheet.write_string(at, 0, row.watch.name, bold)
        for column, cell in enumerate(row.cells, 1):
            said = [f"{piece.hours} {piece.officer}{_why(piece)}" for piece in cell.pieces]
            sheet.write_string(at, column, "\n".join(said), wrapped)


def _list(sheet: Any, week: Week, bold: Any, moment: Any) -> None:
    sheet.set_column(0, 5, 24)
    heads = (_("Chỗ trực"), _("Từ"), _("Đến"), _("Người trực"), _("Thay cho"), _("Ghi chú"))
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, bold)
    for at, piece in enumerate(_all(week), 1):
        sheet.write_string(at, 0, piece.watch)
        sheet.write_datetime(at, 1, piece.starts_at.astimezone(clock.VN), moment)
        sheet.write_datetime(at, 2, piece.ends_at.astimezone(clock.VN), moment)
        sheet.write_string(at, 3, piece.officer)
        sheet.write_string(at, 4, piece.instead_of)
        sheet.write_string(at, 5, _("vắng, còn trống") if piece.empty_from else "")


def _why(piece: Piece) -> str:
    if piece.empty_from:
        return f" ({_('vắng')})"
    return f" ({_('thay')} {piece.instead_of})" if piece.instead_of else ""


def _all(week: Week) -> "Sequence[Piece]":
    found = [piece for row in week.rows for cell in row.cells for piece in cell.pieces]
    return sorted(found, key=lambda piece: (piece.starts_at, piece.watch))
