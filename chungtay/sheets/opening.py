"""Opens a workbook in a process of its own: bytes in on stdin, JSON out on stdout.

A crafted file may ask for any amount of memory or time, and the reader below is native code that
ends its process when memory runs out; so it ends this one, which has limits, and not the server.
Run by its path, without the rest of the house (no Django).
"""

import io
import json
import re
import resource
import sys
import unicodedata
import zipfile
from datetime import date, datetime, timedelta
from typing import Any

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

MEMORY = 1536 * 1024 * 1024
SECONDS = 40
MOST_UNPACKED = 400 * 1024 * 1024
"""A sheet of 100.000 rows and 12 columns takes about 90 MB."""
MOST_PARTS = 2_000
MOST_AREA = 6_000_000
"""Cells between the first and the last, the empty ones included: the reader keeps them all."""
MOST_COLUMNS = 100
MOST_SHEETS = 100
LONGEST = 2_000
"""Letters kept of a cell."""
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml$")
_FILLED = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,4})([0-9]{1,9})"[^>]*(?<!/)>')
_TAIL = 256


class Unfit(Exception):
    """The file is no workbook for us; its argument is a code that the caller has a sentence for."""


def column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def area(part: Any) -> int:
    """Cells of the rectangle that a sheet's filled cells span, read as a stream."""
    rows = columns = 0
    rest = b""
    while block := part.read(1 << 20):
        block = rest + block
        for letters, row in _FILLED.findall(block):
            rows, columns = max(rows, int(row)), max(columns, column(letters))
        rest = block[-_TAIL:]
    return rows * columns


def look_inside(content: bytes) -> None:
    """Refuse what would not fit, before the reader unpacks it."""
    if not content.startswith(b"PK"):
        return
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = packed.infolist()
        if len(parts) > MOST_PARTS or sum(item.file_size for item in parts) > MOST_UNPACKED:
            raise Unfit("bomb")
        for item in parts:
            if _SHEET.match(item.filename):
                with packed.open(item) as part:
                    if area(part) > MOST_AREA:
                        raise Unfit("wide")


def words(value: object) -> str:
    """A cell as a person would type it. Days as 02/09/2022, with the
    hour where there is one; whole numbers without a tail."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value[: LONGEST + 1]).strip()
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, datetime | date):
        day = f"{value.day:02}/{value.month:02}/{value.year:04}"
        timed = isinstance(value, datetime) and (value.hour or value.minute)
        return f"{day} {value:%H:%M}" if timed else day
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value) if not isinstance(value, timedelta) else ""


def sheet(book: CalamineWorkbook, name: str, most: int) -> dict[str, Any]:
    found = book.get_sheet_by_name(name)
    height, width = found.total_height, found.total_width
    if height * width > MOST_AREA:
        raise Unfit("wide")
    rows = []
    for index, cells in enumerate(found.to_python(skip_empty_area=False)):
        row = [words(cell) for cell in cells[:MOST_COLUMNS]]
        if any(row):
            rows.append((index + 1, row))
        if len(rows) > most:
            raise Unfit("long")
    merged = [[*start, *end] for start, end in found.merged_cell_ranges or []]
    return {"name": name[:80], "rows": rows, "merged": merged[:20_000]}


def workbook(content: bytes, most: int) -> list[dict[str, Any]]:
    """The visible sheets that hold anything: name, rows as (number, cells), merged ranges."""
    look_inside(content)
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    names = [
        meta.name
        for meta in book.sheets_metadata
        if meta.typ == SheetTypeEnum.WorkSheet and meta.visible == SheetVisibleEnum.Visible
    ]
    found, left = [], most
    for name in names[:MOST_SHEETS]:
        one = sheet(book, name, left)
        left -= len(one["rows"])
        found.append(one)
    return found


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        said: dict[str, Any] = {"sheets": workbook(sys.stdin.buffer.read(), int(sys.argv[1]))}
    except Unfit as unfit:
        said = {"unfit": str(unfit)}
    except MemoryError:
        said = {"unfit": "bomb"}
    except Exception:  # whatever native code thinks of a broken file, the answer is the same
        said = {"unfit": "broken"}
    sys.stdout.buffer.write(json.dumps(said, ensure_ascii=False).encode("utf-8", "replace"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
