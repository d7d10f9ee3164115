"""A file's bytes as rows of text, whatever Excel, a phone or an old machine made of them. Pure."""

import csv
import io
import unicodedata
import zipfile
from collections.abc import Iterator
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineError, CalamineWorkbook

from chungtay.kit.errors import Refused
from chungtay.lists.data.headings import LETTERS, OLD_FONTS

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 200 * 1024 * 1024
MOST_ROWS = 100_000
_PLAIN = set(LETTERS + "–—‘’“”…•°²³µ−×€₫™©®\u00a0\u200b\ufeff")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class NotAList(Refused):
    """A file that cannot be read as a list."""

    code = "list.unreadable"


def sheets(file_name: str, content: bytes) -> Iterator[list[list[str]]]:
    """The sheets of the file, each as rows of cells; raises NotAList."""
    if not content:
        raise NotAList(_("Tệp trống."), code="list.empty")
    if len(content) > MOST_BYTES:
        raise NotAList(_("Tệp lớn hơn 10 MB. Chia danh sách thành nhiều tệp."), code="list.big")
    found = _workbook(content) if _is_workbook(content) else [_csv(_text(content))]
    for rows in found:
        if len(rows) > MOST_ROWS:
            raise NotAList(_("Danh sách dài hơn 100.000 dòng. Chia thành nhiều tệp."))
        _refuse_old_fonts(rows)
        yield rows


def _is_workbook(content: bytes) -> bool:
    return content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))


def _workbook(content: bytes) -> list[list[list[str]]]:
    try:
        if content.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                if sum(item.file_size for item in packed.infolist()) > MOST_UNPACKED:
                    raise NotAList(_("Tệp bung ra quá lớn. Chỉ giữ một trang tính, rồi gửi lại."))
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [
            [[_cell(value) for value in row] for row in book.get_sheet_by_name(name).to_python()]
            for name in book.sheet_names
        ]
    except (CalamineError, zipfile.BadZipFile, ValueError, OSError) as error:
        raise NotAList(
            _("Không đọc được tệp này. Mở bằng Excel, lưu lại dạng .xlsx, không đặt mật khẩu.")
        ) from error


def _cell(value: object) -> str:
    """A cell as a person would type it. Days as 02/09/2022, whole numbers without a tail."""
    if isinstance(value, datetime | date):
        return f"{value.day:02}/{value.month:02}/{value.year:04}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return unicodedata.normalize("NFC", str(value)).strip()


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


def _csv(text: str) -> list[list[str]]:
    if "\x00" in text:
        raise NotAList(_("Đây không phải là danh sách. Gửi tệp Excel hoặc CSV."))
    head = "\n".join(text.splitlines()[:20])
    delimiter = max(",;\t|", key=head.count)
    try:
        rows = csv.reader(io.StringIO(unicodedata.normalize("NFC", text)), delimiter=delimiter)
        return [[cell.strip() for cell in row] for row in rows]
    except csv.Error as error:
        raise NotAList(_("Tệp CSV hỏng. Mở bằng Excel rồi lưu lại.")) from error


def _strange(text: str) -> float:
    """The share of letters beyond ASCII that no Vietnamese text in Unicode has."""
    beyond = [c for c in text if ord(c) > 127]
    strange = [c for c in beyond if c not in _PLAIN]
    return len(strange) / len(beyond) if beyond else 0.0


def _refuse_old_fonts(rows: list[list[str]]) -> None:
    text = " ".join(cell for row in rows[:200] for cell in row)
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
