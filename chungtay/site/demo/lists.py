"""A club's list as a workbook: title rows, Vietnamese headers, and a few rows gone wrong."""

import io

import xlsxwriter  # type: ignore[import-untyped]

from chungtay.site.demo.names import Listed, club_list

HEADERS = [
    "STT",
    "Họ và tên",
    "SĐT",
    "Nhóm máu",
    "Năm sinh",
    "Lần hiến gần nhất",
    "Loại hiến",
    "Phường, xã",
]
WHOLE, PLATELETS = "toàn phần", "tiểu cầu"
FAULTY = [
    Listed("Lê Quang Hòa và Lê Bình", "0905009001", "B+", 1990, "12/03/26", WHOLE, "Hòa Cường"),
    Listed("Trần Gia Hân", "09050", "A+", 1995, "02/01/26", WHOLE, "Hải Châu"),
    Listed("Phạm Nhật Minh", "0905009003", "C+", 1988, "20/05/26", PLATELETS, "Hòa Cường"),
    Listed("Võ Thị Út", "0905009004", "O+", 1992, "31/02/26", WHOLE, "Phường Không Đâu"),
]  # fmt: skip


def workbook(count: int, seed: int, *, faulty: bool) -> bytes:
    """The list as XLSX; with `faulty`, four rows that must be refused in words."""
    rows = club_list(count, seed) + (FAULTY if faulty else [])
    body = io.BytesIO()
    with xlsxwriter.Workbook(body, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Danh sách")
        sheet.merge_range(0, 0, 0, 7, "CÂU LẠC BỘ MÁU NÓNG ĐÀ NẴNG")
        sheet.merge_range(1, 0, 1, 7, "Danh sách thành viên, tháng 11/2026")
        sheet.write_row(3, 0, HEADERS)
        for index, row in enumerate(rows):
            # A spreadsheet that took the telephone for a number has lost its leading zero.
            number = int(row.phone) if index % 3 == 0 else row.phone
            sheet.write_row(
                4 + index, 0,
                [index + 1, row.name, number, row.group, row.birth_year, row.last_gift,
                 row.component, row.commune],
            )  # fmt: skip
    return body.getvalue()
