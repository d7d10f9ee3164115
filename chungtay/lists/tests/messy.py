"""A workbook of residents as wards keep them: titles, merged cells, sheets by group, mixed dates,
lost zeros, a few rows gone wrong. Every name is invented.

    python -m chungtay.lists.tests.messy 6000 danh-sach.xlsx
"""

import io
import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi",
            "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Đoàn", "Mai", "Tôn Thất", "Châu",
            "Tống", "Cổng", "Cống")  # fmt: skip
MIDDLE = ("Văn", "Thị", "Hữu", "Đức", "Ngọc", "Thanh", "Minh", "Quang", "Thu", "Xuân", "Bảo",
          "Gia", "Kim", "Hoài", "Thị Thanh", "Thị Ngọc", "Công", "Đình", "Khánh")  # fmt: skip
GIVEN = ("An", "Bình", "Chi", "Dũng", "Duyên", "Đạt", "Giang", "Hà", "Hải", "Hạnh", "Hiếu", "Hoa",
         "Hòa", "Hùng", "Hương", "Khoa", "Lan", "Linh", "Loan", "Long", "Mai", "My", "Nam", "Nga",
         "Ngân", "Nhi", "Nhung", "Oanh", "Phong", "Phúc", "Phương", "Quân", "Quyên", "Sơn", "Tâm",
         "Thảo", "Thủy", "Thúy", "Tiến", "Trang", "Trinh", "Tú", "Tuấn", "Tuyết", "Uyên", "Vân",
         "Vinh", "Vy", "Xuân", "Yến")  # fmt: skip
STREETS = ("Núi Thành", "Tiểu La", "Lê Thanh Nghị", "Duy Tân", "Trưng Nữ Vương", "Phan Thành Tài",
           "Hoàng Diệu", "Ỷ Lan Nguyên Phi", "Lương Nhữ Hộc", "Châu Thượng Văn")  # fmt: skip
PREFIXES = ("090", "091", "093", "097", "098", "032", "035", "038", "077", "086")
RELATIONS = ("Vợ", "Con", "Con", "Mẹ", "Con dâu", "Cháu nội")
HEADS = ["TT", "Họ và tên", "Ngày, tháng, năm sinh", "Số hộ", "QH với chủ hộ", "Số nhà, đường",
         "Số ĐT", "Ghi chú"]  # fmt: skip


@dataclass(slots=True)
class One:
    """A row as somebody would type it; `wrong` says what is wrong with it."""

    name: str
    born: Any
    household: int
    relation: str
    address: str
    phone: Any
    wrong: str = ""

    @property
    def bare(self) -> bool:
        """Only the name is filled."""
        return not any((self.born, self.household, self.relation, self.address, self.phone))


@dataclass(slots=True)
class Ward:
    """A ward's residents by group; `faulty` counts the rows that must be refused."""

    groups: dict[str, list[One]] = field(default_factory=dict)
    faulty: int = 0
    count: int = 0


def ward(
    count: int, groups: Sequence[str], *, seed: int = 1, faults: int = 12, bare: int = 0
) -> Ward:
    """`count` good rows in the groups ("Tổ 31", …) and `faults` bad ones among them; `bare` of the
    good ones hold a name and nothing else."""
    chance = random.Random(seed)
    made = Ward({group: [] for group in groups})
    used: set[tuple[str, str]] = set()
    number = home = 0
    while number < count - bare:
        home += 1
        group = groups[home * len(groups) // (count // 4 + 2) % len(groups)]
        address = f"{home % 997 + 1}/{home} {chance.choice(STREETS)}"
        for place in range(min(chance.randint(2, 6), count - bare - number)):
            number += 1
            name = _name(chance, used, address)
            made.groups[group].append(
                One(name, _born(chance, place), home, _relation(chance, place), address,
                    _phone(chance, number, place))
            )  # fmt: skip
    for index in range(bare):
        number += 1
        name = _name(chance, used, str(index))
        made.groups[groups[index % len(groups)]].append(One(f"Tống {name}", "", 0, "", "", ""))
    for index in range(faults):
        rows = made.groups[groups[index % len(groups)]]
        rows.insert(min(len(rows), 3 + index), _faulty(index, rows[0]))
    made.count, made.faulty = number, faults
    return made


def _name(chance: random.Random, used: set[tuple[str, str]], address: str) -> str:
    while True:
        name = f"{chance.choice(SURNAMES)} {chance.choice(MIDDLE)} {chance.choice(GIVEN)}"
        if (name, address) not in used:
            used.add((name, address))
            shouted = chance.random() < 0.1
            return name.upper() if shouted else name


def _born(chance: random.Random, place: int) -> Any:
    """A year, a real date, a date as text with two or four digits, or nothing."""
    year = chance.randint(1940, 1985) if place < 2 else chance.randint(1985, 2024)
    day, month = chance.randint(1, 28), chance.randint(1, 12)
    kind = chance.randint(0, 9)
    if kind < 4:
        return year
    if kind < 6:
        return date(year, month, day)
    if kind < 8:
        return f"{day:02}/{month:02}/{year}"
    if kind == 8:
        return f"{day}-{month}-{year % 100:02}" if year > 1927 else year
    return ""


def _relation(chance: random.Random, place: int) -> str:
    return chance.choice(("Chủ hộ", "chủ hộ", "CH")) if place == 0 else chance.choice(RELATIONS)


def _phone(chance: random.Random, number: int, place: int) -> Any:
    if place and chance.random() < 0.6:
        return ""
    digits = f"{PREFIXES[number % len(PREFIXES)]}{number:07}"
    kind = chance.randint(0, 3)
    if kind == 0:
        return int(digits)  # the spreadsheet has eaten the zero
    return (digits, f"{digits[:4]} {digits[4:7]} {digits[7:]}", f"+84{digits[1:]}")[kind - 1]


def _faulty(index: int, near: One) -> One:
    wrong = [
        One("Trần Văn Sáu và Lê Thị Bảy", 1960, near.household, "", near.address, "", "two"),
        One("Phạm Thị Tám", "31/02/1970", near.household, "", near.address, "", "date"),
        One("Lê Văn Chín", 1975, near.household, "", near.address, "09051", "phone"),
        One("", 1980, near.household, "Con", near.address, "0905888777", "name"),
        One("=HYPERLINK(1)", 1988, near.household, "", near.address, "=1+1", "formula"),
        One("Võ Thị Mười", 2190, near.household, "", near.address, "", "year"),
    ]
    return wrong[index % len(wrong)]


def workbook(made: Ward, *, nameless: bool = False) -> bytes:
    """A cover, a hidden sheet, then a sheet for each group; `nameless`: no sheet says of which
    group it is, and each numbers its households from 1."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.add_worksheet("Bìa").write(4, 2, "DANH SÁCH NHÂN KHẨU NĂM 2026")
        book.add_worksheet("Nháp").hide()
        looks = {"day": book.add_format({"num_format": "dd/mm/yyyy"}),
                 "title": book.add_format({"bold": True, "align": "center"})}  # fmt: skip
        for group, rows in made.groups.items():
            if nameless:
                first = min(one.household for one in rows if one.household)
                rows = [replace(one, household=one.household and one.household - first + 1)
                        for one in rows]  # fmt: skip
                group = f"Trang {group.removeprefix('Tổ ')}"
            _sheet(book.add_worksheet(group), group, rows, looks)
    return out.getvalue()


def _sheet(sheet: Any, group: str, rows: Sequence[One], looks: dict[str, Any]) -> None:
    sheet.merge_range(0, 0, 0, 7, "CÔNG AN PHƯỜNG", looks["title"])
    sheet.merge_range(1, 0, 1, 7, f"DANH SÁCH NHÂN KHẨU {group.upper()}", looks["title"])
    sheet.write_row(3, 0, HEADS)
    sheet.write_row(4, 0, [f"({n})" for n in range(1, len(HEADS) + 1)])
    at, last = 5, None
    start = at
    for index, one in enumerate(rows):
        if one.household != last and last is not None:
            _merge_household(sheet, start, at - 1, last)
            start = at
        last = one.household
        if one.bare:
            sheet.write(at, 1, one.name)
            at += 1
            continue
        sheet.write_row(at, 0, [index + 1, one.name])
        if isinstance(one.born, date):
            sheet.write_datetime(at, 2, one.born, looks["day"])
        else:
            sheet.write(at, 2, one.born)
        sheet.write(at, 3, one.household)
        sheet.write_row(at, 4, [one.relation, one.address, one.phone])
        at += 1
    if last:
        _merge_household(sheet, start, at - 1, last)
    sheet.write(at, 0, f"Tổng cộng: {len(rows)} nhân khẩu")
    sheet.write(at + 2, 5, "Cảnh sát khu vực")


def _merge_household(sheet: Any, first: int, last: int, number: int) -> None:
    if last > first:
        sheet.merge_range(first, 3, last, 3, number)


def table(made: Ward) -> list[list[str]]:
    """The same rows as plain text, the group in a column: for CSV."""
    rows = [[*HEADS[:-1], "Tổ"]]
    for group, ones in made.groups.items():
        for index, one in enumerate(ones):
            born = f"{one.born:%d/%m/%Y}" if isinstance(one.born, date) else str(one.born)
            rows.append([str(index + 1), one.name, born, str(one.household), one.relation,
                         one.address, str(one.phone), group.removeprefix("Tổ ")])  # fmt: skip
    return rows


if __name__ == "__main__":
    GROUPS = [f"Tổ {n}" for n in range(31, 43)]
    Path(sys.argv[2]).write_bytes(workbook(ward(int(sys.argv[1]), GROUPS)))
