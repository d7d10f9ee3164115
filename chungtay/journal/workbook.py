"""A figure as an Excel file. Texts are written as texts: no cell is ever read as a formula."""

from typing import TYPE_CHECKING, Any, BinaryIO

import xlsxwriter  # type: ignore[import-untyped]
from django.utils.translation import gettext as _

from chungtay.kit import clock
from chungtay.kit.amounts import NBSP
from chungtay.kit.quantities import Quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
           "strings_to_numbers": False, "remove_timezone": True}  # fmt: skip


def fill(file: BinaryIO, answer: Any, rows: "Sequence[Any]") -> None:
    """Three sheets: the figure, its months and places, its rows."""
    book = xlsxwriter.Workbook(file, OPTIONS)
    bold = book.add_format({"bold": True})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    _summary(book.add_worksheet(_("Con số")), answer, bold)
    _months(book.add_worksheet(_("Theo tháng")), answer, bold)
    if rows:
        _lines(book.add_worksheet(_("Các dòng")), answer, rows, bold, day)
    book.close()


def _summary(sheet: Any, answer: Any, bold: Any) -> None:
    question = answer.question
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 44)
    place = question.place.full_name if question.place else _("Mọi nơi")
    words = (
        answer.figure.quantity.words(question.measure.unit)
        if answer.figure.quantity
        else _("chưa ghi")
    )
    programme = question.programme.title if question.programme else _("Mọi chương trình")
    pairs = [
        (question.name, words), (_("Kỳ"), question.period), (_("Nơi"), place),
        (_("Chương trình"), programme),
        (_("Số dòng"), answer.figure.lines), (_("Chốt sổ"), answer.closed_on or _("chưa chốt")),
        *answer.facts,
    ]  # fmt: skip
    for row, (name, value) in enumerate(pairs):
        sheet.write_string(row, 0, name, bold)
        if isinstance(value, int):
            sheet.write_number(row, 1, value)
        else:
            sheet.write_string(row, 1, value.replace(NBSP, " "))


def _months(sheet: Any, answer: Any, bold: Any) -> None:
    sheet.set_column(0, 4, 18)
    _head(sheet, [_("Tháng"), _("Ít nhất"), _("Nhiều nhất"), _("Cách nói"), _("Số dòng")], bold)
    row = 1
    for month, cell in answer.figure.months.items():
        sheet.write_string(row, 0, f"{month:%m/%Y}")
        _quantity(sheet, row, 1, cell.quantity)
        sheet.write_number(row, 4, cell.lines)
        row += 1
    if answer.is_broken_down:
        row += 1
        sheet.write_string(row, 0, _("Nơi"), bold)
        for part in answer.places:
            row += 1
            sheet.write_string(row, 0, part.place.full_name)
            _quantity(sheet, row, 1, part.cell.quantity)
            sheet.write_number(row, 4, part.cell.lines)


def _lines(sheet: Any, answer: Any, rows: "Sequence[Any]", bold: Any, day: Any) -> None:
    sheet.set_column(0, 6, 18)
    _head(sheet, [_("Ngày"), _("Nơi"), _("Người ghi"), _("Dòng nhật ký"), _("Ít nhất"),
                  _("Nhiều nhất"), _("Cách nói")], bold)  # fmt: skip
    for number, row in enumerate(rows, 1):
        sheet.write_datetime(number, 0, row.line.at.astimezone(clock.VN).replace(tzinfo=None), day)
        sheet.write_string(number, 1, row.line.place.full_name)
        sheet.write_string(number, 2, row.who)
        sheet.write_string(number, 3, row.code)
        _quantity(sheet, number, 4, row.quantity)
    last = len(rows) + 1
    sheet.write_string(last, 0, _("Cộng"), bold)
    _quantity(sheet, last, 4, answer.figure.quantity, bold)
    sheet.freeze_panes(1, 0)


def _head(sheet: Any, titles: list[str], bold: Any) -> None:
    for column, title in enumerate(titles):
        sheet.write_string(0, column, title, bold)


def _quantity(
    sheet: Any, row: int, column: int, quantity: Quantity | None, style: Any = None
) -> None:
    """The bounds as numbers, where they are known, and the words beside."""
    if quantity is None:
        sheet.write_string(row, column + 2, _("chưa ghi"), style)
        return
    for offset, bound in enumerate((quantity.lo, quantity.hi)):
        if bound is not None:
            sheet.write_number(row, column + offset, float(bound), style)
    sheet.write_string(row, column + 2, quantity.words().replace(NBSP, " "), style)
