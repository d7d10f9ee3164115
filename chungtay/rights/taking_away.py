"""A person's data as files they may take away: JSON for machines, a workbook for people."""

import json
from io import BytesIO
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from django.utils.translation import gettext as _

from chungtay.rights.mine import Section

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
           "strings_to_numbers": False}  # fmt: skip
LONGEST_NAME = 31
_FORBIDDEN = str.maketrans("", "", "[]:*?/\\")


def as_json(sections: list[Section]) -> str:
    said: dict[str, Any] = {
        section.code: {
            "title": section.title,
            "rows": [{"name": name, "value": value} for name, value in section.rows],
        }
        for section in sections
    }
    return json.dumps(said, ensure_ascii=False, indent=2)


def as_workbook(sections: list[Section]) -> bytes:
    """One sheet a section. Every text is written as text: no cell is read as a formula."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, OPTIONS)
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
    for number, section in enumerate(sections, 1):
        title = f"{number}. {section.title.translate(_FORBIDDEN)}"[:LONGEST_NAME]
        sheet = book.add_worksheet(title)
        sheet.set_column(0, 0, 36)
        sheet.set_column(1, 1, 70)
        sheet.write_string(0, 0, section.title, bold)
        for row, (name, value) in enumerate(section.rows, 1):
            sheet.write_string(row, 0, name)
            sheet.write_string(row, 1, value, wrap)
        if not section.rows:
            sheet.write_string(1, 0, _("Không có gì"))
    book.close()
    return file.getvalue()
