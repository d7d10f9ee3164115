"""Reads an update file: what a resolution changed, one fact a line.

CSV (UTF-8, with or without BOM; comma or semicolon) or a JSON list of objects. Columns:

| column | holds |
| --- | --- |
| `on` | the day it takes effect, 2026-04-30 |
| `act` | `new` a unit begins · `change` of name, type or the unit above · `merge` into another |
| `code` | of the unit it is about |
| `type`, `name` | of the new spell; in `change` only what is new |
| `above` | code of the unit it lies in; in `change` only if that is new |
| `into` | `merge`: code of the unit that takes it in, one line for each |
| `share` | `merge`: `whole` (default) or `part` |
| `default` | `merge` of a part: `1` on the one line to assume when nothing closer is known |
| `lat`, `lon`, `area_km2` | `new`, optional |
| `document`, `note` | the resolution; how it came about |

Lines of one day take effect together; days in their order.
"""

import csv
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import Any

from django.utils.translation import gettext_lazy as _

from chungtay.kit.errors import Refused

COLUMNS = ("on", "act", "code", "type", "name", "above", "into", "share", "default", "lat", "lon",
           "area_km2", "document", "note")  # fmt: skip
NEEDED = ("on", "act", "code")
ACTS = ("new", "change", "merge")
MOST_LINES = 20_000
LONGEST = {"name": 80, "document": 60, "note": 2_000}
FIRST, LAST = date(2021, 1, 1), date(2100, 1, 1)


class BadFile(Refused):
    """The file cannot be taken as it is; the sentence names the line."""

    code = "places.bad_file"

    def __init__(self, line: int, sentence: Any, **values: object) -> None:
        self.line = line
        said = str(sentence) % values if values else str(sentence)
        super().__init__(_("Dòng %(line)s: %(sentence)s") % {"line": line, "sentence": said})


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of an update file; empty text and None stand for "not said"."""

    line: int
    on: date
    act: str
    code: str
    type: str = ""
    name: str = ""
    above: str = ""
    into: str = ""
    share: str = "whole"
    default: bool = False
    lat: float | None = None
    lon: float | None = None
    area_km2: float | None = None
    document: str = ""
    note: str = ""


def read_facts(content: bytes) -> list[Fact]:
    """The facts of a file, by day and then by line. Raises `BadFile`."""
    text = _decoded(content)
    rows = _json_rows(text) if text.lstrip().startswith(("[", "{")) else _csv_rows(text)
    facts = [_fact(line, row) for line, row in rows]
    if not facts:
        raise BadFile(1, _("tệp không có dòng nào để cập nhật."))
    if len(facts) > MOST_LINES:
        raise BadFile(MOST_LINES + 1, _("tệp dài quá. Chia thành nhiều tệp, mỗi đợt một tệp."))
    return sorted(facts, key=lambda f: (f.on, f.line))


def _decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise BadFile(
            line, _("tệp không phải UTF-8. Lưu lại thành “CSV UTF-8” rồi thử lại.")
        ) from error
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        raise BadFile(line, _("tệp không phải UTF-8. Lưu lại thành “CSV UTF-8” rồi thử lại."))
    return text


def _csv_rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    head = text.split("\n", 1)[0]
    reader = csv.reader(
        StringIO(text, newline=""), delimiter=";" if ";" in head else ",", strict=True
    )
    columns: list[str] = []
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise BadFile(line, _("dấu ngoặc kép mở mà không đóng.")) from error
        if row is None:
            return
        if not columns:
            columns = [cell.strip() for cell in row]
            _check_columns(line, columns)
        elif any(cell.strip() for cell in row):
            if len(row) != len(columns):
                raise BadFile(line, _("có %(has)s ô, đầu bảng có %(needs)s."),
                              has=len(row), needs=len(columns))  # fmt: skip
            yield line, dict(zip(columns, (cell.strip() for cell in row), strict=True))


def _json_rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        rows = json.loads(text)
    except ValueError as error:
        raise BadFile(getattr(error, "lineno", 1), _("không đúng cú pháp JSON.")) from error
    if not isinstance(rows, list):
        raise BadFile(1, _("tệp JSON phải là một danh sách."))
    for number, row in enumerate(rows, 1):
        if not isinstance(row, dict):
            raise BadFile(number, _("mỗi mục của tệp JSON phải là một đối tượng."))
        _check_columns(number, list(row))
        yield number, {k: "" if v is None else str(v).strip() for k, v in row.items()}


def _check_columns(line: int, columns: list[str]) -> None:
    for column in columns:
        if column not in COLUMNS:
            raise BadFile(line, _("không có cột “%(column)s”. Các cột được dùng: %(all)s."),
                          column=column[:40], all=", ".join(COLUMNS))  # fmt: skip
        if columns.count(column) > 1:
            raise BadFile(line, _("cột “%(column)s” có hai lần."), column=column)
    for column in NEEDED:
        if column not in columns:
            raise BadFile(line, _("thiếu cột “%(column)s”."), column=column)


def _fact(line: int, row: dict[str, str]) -> Fact:
    on, act, code = row["on"], row["act"], row["code"]
    if act not in ACTS:
        raise BadFile(line, _("không có việc “%(act)s”. Chọn %(all)s."), act=act[:40],
                      all=", ".join(ACTS))  # fmt: skip
    _check_code(line, code)
    for column, longest in LONGEST.items():
        if len(row.get(column, "")) > longest:
            raise BadFile(line, _("“%(column)s” dài quá %(longest)s chữ."),
                          column=column, longest=longest)  # fmt: skip
    share = row.get("share") or "whole"
    if share not in {"whole", "part"}:
        raise BadFile(line, _("“%(share)s” phải là whole hoặc part."), share=share[:40])
    default = row.get("default", "").lower()
    if default not in {"", "0", "1", "true", "false"}:
        raise BadFile(line, _("cột default chỉ nhận 1 hoặc để trống."))
    for column in ("above", "into"):
        if row.get(column):
            _check_code(line, row[column])
    return Fact(
        line, _day(line, on), act, code, row.get("type", "").lower(),
        " ".join(row.get("name", "").split()),
        row.get("above", ""), row.get("into", ""), share, default in {"1", "true"},
        _number(line, row, "lat", lambda x: -90 <= x <= 90),
        _number(line, row, "lon", lambda x: -180 <= x <= 180),
        _number(line, row, "area_km2", lambda x: 0 < x < 100_000),
        row.get("document", ""), row.get("note", ""),
    )  # fmt: skip


def _check_code(line: int, code: str) -> None:
    # 48, 492, 20194; a residential group hangs on its commune: 20194-36
    if not re.fullmatch(r"\d{2}|\d{3}|\d{5}(-[0-9A-Za-z.-]{1,14})?", code):
        raise BadFile(
            line, _("“%(code)s” không phải mã đơn vị (2, 3 hay 5 chữ số)."), code=code[:40]
        )


def _day(line: int, text: str) -> date:
    try:
        day = date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None
    except ValueError:
        day = None
    if day is None:
        raise BadFile(line, _("“%(text)s” không phải một ngày có thật. Ghi như 2026-04-30."),
                      text=text[:40])  # fmt: skip
    if not FIRST < day < LAST:
        raise BadFile(line, _("ngày %(text)s nằm ngoài khoảng sổ ghi được."), text=text)
    return day


def _number(
    line: int, row: dict[str, str], column: str, fits: Callable[[float], bool]
) -> float | None:
    text = row.get(column, "")
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not fits(value):
        raise BadFile(
            line, _("“%(text)s” không hợp với cột %(column)s."), text=text[:40], column=column
        )
    return value
