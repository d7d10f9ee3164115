"""A file's bytes as sheets of text, whatever Excel, a phone or an old machine made of them."""

import csv
import io
import json
import subprocess
import sys
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from chungtay.kit.errors import Refused
from chungtay.sheets.data.headings import LETTERS, OLD_FONTS

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 100_000
TITLES = 1_000
"""Rows above, between and below the lists of one file that do not count: ten for each sheet."""
LONGEST = 2_000
MOST_COLUMNS = 100
PATIENCE = 60
"""Seconds for the process that opens a workbook."""
_OPENING = Path(__file__).with_name("opening.py")
_PLAIN = set(LETTERS + "–—‘’“”…•°²³µ−×€₫™©®\u00a0\u200b\ufeff")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_FORMULA = ("=", "+", "-", "@")


class NotAList(Refused):
    """A file that cannot be read as a list."""

    code = "list.unreadable"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows that hold anything, each with its number as the person sees it; `merged` are ranges
    (first row, first column, last row, last column), counted from 0."""

    name: str
    rows: list[tuple[int, list[str]]]
    merged: list[list[int]] = field(default_factory=list)


_UNFIT = {
    "bomb": _("Tệp bung ra quá lớn. Chỉ giữ một trang tính, rồi gửi lại."),
    "wide": _("Tệp có ô ở rất xa phía dưới hoặc bên phải. Xóa các hàng, cột thừa rồi lưu lại."),
    "long": _("Danh sách dài hơn 100.000 dòng. Chia thành nhiều tệp."),
    "broken": _(
        "Không đọc được tệp này. Mở bằng Excel, lưu lại dạng .xlsx, không đặt mật khẩu."
    ),
}  # fmt: skip


def sheets(file_name: str, content: bytes) -> list[Sheet]:
    """The sheets of the file that hold anything; raises NotAList."""
    if not content:
        raise NotAList(_("Tệp trống."), code="list.empty")
    if len(content) > MOST_BYTES:
        raise NotAList(_("Tệp lớn hơn 10 MB. Chia danh sách thành nhiều tệp."), code="list.big")
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        found = _workbook(content)
    else:
        found = [Sheet("", _csv(_text(content)))]
    found = [sheet for sheet in found if sheet.rows]
    if sum(len(sheet.rows) for sheet in found) > MOST_ROWS + TITLES:
        raise NotAList(_UNFIT["long"])
    for sheet in found:
        _refuse_old_fonts(sheet.rows)
    return found


def _workbook(content: bytes) -> list[Sheet]:
    """Opened by a process of its own, which has limits (see `opening`)."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(_OPENING), str(MOST_ROWS + TITLES)],
            input=content, capture_output=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
        said: dict[str, Any] = json.loads(done.stdout) if done.stdout else {"unfit": "bomb"}
    except (subprocess.TimeoutExpired, ValueError):
        said = {"unfit": "bomb"}
    if "unfit" in said:
        raise NotAList(_UNFIT[said["unfit"]])
    return [
        Sheet(one["name"], [(number, cells) for number, cells in one["rows"]], one["merged"])
        for one in said["sheets"]
    ]


def _text(content: bytes) -> str:
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _decoded(content, encoding)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    # Excel's "CSV" on an old Vietnamese Windows; letters and tones stand apart there.
    try:
        text = unicodedata.normalize("NFC", content.decode("cp1258"))
    except UnicodeDecodeError:
        raise _old_font() from None
    if _strange(text) > 0:
        raise _old_font()
    return text


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise NotAList(_("Tệp bị cắt ngang hoặc hỏng. Lưu lại rồi gửi lần nữa.")) from None


def _csv(text: str) -> list[tuple[int, list[str]]]:
    if "\x00" in text:
        raise NotAList(_("Đây không phải là danh sách. Gửi tệp Excel hoặc CSV."))
    head = "\n".join(text[:20_000].splitlines()[:20])
    delimiter = max(",;\t|", key=head.count)
    lines = csv.reader(io.StringIO(unicodedata.normalize("NFC", text)), delimiter=delimiter)
    rows = []
    try:
        for number, line in enumerate(lines, 1):
            cells = [_unquoted(cell[: LONGEST + 1].strip()) for cell in line[:MOST_COLUMNS]]
            if any(cells):
                rows.append((number, cells))
            if len(rows) > MOST_ROWS + TITLES:
                raise NotAList(_UNFIT["long"])
    except csv.Error as error:
        raise NotAList(_("Tệp CSV hỏng. Mở bằng Excel rồi lưu lại.")) from error
    return rows


def _unquoted(cell: str) -> str:
    """Our own sheets of faults put a ' before a sign of formulas; it comes off again here."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def _strange(text: str) -> float:
    """The share of letters beyond ASCII that no Vietnamese text in Unicode has."""
    beyond = [c for c in text if ord(c) > 127]
    strange = [c for c in beyond if c not in _PLAIN]
    return len(strange) / len(beyond) if beyond else 0.0


def _refuse_old_fonts(rows: list[tuple[int, list[str]]]) -> None:
    text = " ".join(cell for _number, row in rows[:200] for cell in row)
    beyond = [c for c in text if ord(c) > 127]
    old = [c for c in beyond if c in OLD_FONTS and c not in LETTERS]
    if len(old) >= 3 and len(old) > 0.1 * len(beyond):
        raise _old_font()


def _old_font() -> NotAList:
    return NotAList(
        _(
            "Tệp gõ bằng bảng mã cũ (VNI, TCVN3 hoặc VISCII). Chuyển sang Unicode bằng Unikey, "
            "lưu lại dạng .xlsx, rồi gửi lại."
        ),
        code="list.old_encoding",
    )
