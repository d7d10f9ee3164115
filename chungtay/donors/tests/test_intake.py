"""Reading the list a club keeps, from bytes to rows with reasons. No database."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from chungtay.donors.intake import NotAList, day, days, read
from chungtay.kit.errors import Refused
from chungtay.sheets import reasons
from chungtay.sheets.opening import MOST_UNPACKED

TODAY = date(2026, 11, 20)
MADE_ON = datetime(2022, 9, 2)  # noqa: DTZ001 (a cell of a workbook has no zone)
HEAD = "Họ và tên;SĐT;Nhóm máu;Năm sinh;Lần hiến gần nhất;Loại hiến;Phường/Xã"
ROW = "Phan Thị Diễm My;0905123456;B+;1994;02/09/22;tiểu cầu;Hòa Cường"


def place(text):
    if "xa la" in text:
        raise Refused("Không thấy “xa la”.")
    return 7


def listed(content, name="danh-sach.csv"):
    return read(name, content, place=place, here=1, today=TODAY)


def only(content, name="danh-sach.csv"):
    (row,) = listed(content, name).rows
    return row


MY = {
    "name": "Phan Thị Diễm My", "phone": "+84905123456", "group": 6, "birth_year": 1994,
    "last_on": "2022-09-02", "component": "platelets", "place": 7,
    "weight": None, "source": None, "times": None, "platelet_times": None,
}  # fmt: skip


def workbook(rows, sheets=(), **_):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for name in sheets:
        book.create_sheet(name, 0)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_of_every_encoding_and_delimiter(encoding, delimiter):
    text = f"{HEAD}\n{ROW}\n".replace(";", delimiter)
    if encoding == "cp1258":
        text = text.translate(apart())
    assert only(text.encode(encoding)).read == MY


def apart():
    """Old Windows writes a tone as a sign of its own after its letter."""
    import unicodedata

    table = {}
    for code in range(0xC0, 0x1EFA):
        letters = unicodedata.normalize("NFD", chr(code))
        if len(letters) > 1 and letters[-1] in "\u0300\u0301\u0303\u0309\u0323":
            try:
                chr(code).encode("cp1258")
            except UnicodeEncodeError:
                table[code] = unicodedata.normalize("NFC", letters[:-1]) + letters[-1]
    return table


@pytest.mark.parametrize(
    "text",
    [
        "Hoï vaø teân,Ñieän thoaïi,Nhoùm maùu\nNguyeãn Thò Hoøa,0905123456,B\n".encode("latin-1"),
        "Hä vµ tªn,§iÖn tho¹i,Nhãm m¸u\nNguyÔn ThÞ Hßa,0905123456,B\n".encode("latin-1"),
        "H\xf7 v\xe0 t\xean,\xd0i\xaen tho\xd5i,Nh\xf3m m\xe1u\nNguy\xadn,0905123456,B\n".encode(
            "latin-1"
        ),
    ],
    ids=["VNI", "TCVN3", "VISCII"],
)
def test_old_encodings_are_refused_in_words(text):
    with pytest.raises(NotAList) as refused:
        listed(text)
    assert "Unicode" in str(refused.value) or "Không thấy cột" in str(refused.value)


def test_old_fonts_in_a_workbook_are_refused_too():
    rows = [["Hä vµ tªn", "§iÖn tho¹i", "Nhãm m¸u"], ["NguyÔn ThÞ Hßa", "0905123456", "B"]] * 3
    with pytest.raises(NotAList) as refused:
        listed(workbook(rows), "cu.xlsx")
    assert refused.value.code == "list.old_encoding"


def test_a_workbook_with_titles_an_empty_sheet_and_typed_cells():
    content = workbook(
        [
            ["DANH SÁCH THÀNH VIÊN"], [], ["TT", *HEAD.split(";")],
            [1, "Phan Thị Diễm My", 905123456, "B+", 1994, MADE_ON, "Tiểu cầu",
             "hoa cuong"],
            [2, "Nguyễn Hoàng Phúc", "0905.123.457", "O", 1990.0, 44806, "", "Hòa Cường"],
        ],
        sheets=["Bìa"],
    )  # fmt: skip
    one, two = listed(content, "clb.xlsx").rows
    assert (one.number, one.read) == (4, MY)
    assert two.read["last_on"] == "2022-09-02" and two.read["component"] is None


@pytest.mark.parametrize(
    "head",
    ["ho ten,dien thoai,nhom mau", "HỌ TÊN,ĐIỆN THOẠI,NHÓM MÁU", "Họ tên (ghi rõ),Số ĐT,Nhóm máu",
     "Người hiến,SĐT Zalo,Nhóm"],
)  # fmt: skip
def test_headings_in_any_spelling(head):
    found = listed(f"{head}\nPhan Thị Diễm My,0905123456,B\n".encode())
    assert found.rows[0].read["place"] == 1 and "place" not in found.found


def test_family_and_given_name_in_two_columns():
    found = only("Họ đệm,Tên,SĐT,Nhóm máu\nPhan Thị Diễm,My,0905123456,B+\n".encode())
    assert found.read["name"] == "Phan Thị Diễm My"


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        (0, "", "Chưa ghi họ tên"), (0, "Anh Tư; chị Năm", "hai người"),
        (1, "", "Chưa có số điện thoại"), (1, "0905123456 0905123457", "hai số"),
        (1, "12345", "thiếu"), (2, "", "Chưa ghi nhóm máu"), (2, "C", "Nhóm máu “C”"),
        (3, "19x4", "Năm sinh"), (3, "2027", "Năm sinh"), (4, "31/02/2022", "Ngày hiến"),
        (4, "9/22/2022", "Ngày hiến"), (4, "02/09/2030", "sau hôm nay"),
        (5, "nước", "Loại hiến"), (6, "", "Chưa ghi phường"), (6, "xa la", "Không thấy"),
    ],
)  # fmt: skip
def test_each_fault_says_what_it_is(column, value, reason):
    row = ROW.split(";")
    row[column] = f'"{value}"'
    found = only(f"{HEAD}\n{';'.join(row)}\n".encode())
    assert found.read == {} and len(found.reasons) == 1
    assert reason in found.reasons[0]


def test_all_faults_of_a_row_are_listed_together():
    assert len(only(f"{HEAD}\n;;;;;;xa la\n".encode()).reasons) == 4


def test_the_same_person_twice_is_pointed_out():
    found = listed(f"{HEAD}\n{ROW}\n{ROW.replace('Diễm My', 'DIỄM MY')}\n".encode())
    assert [row.reasons for row in found.rows] == [[], ["Trùng người với dòng 2."]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("02/09/22", date(2022, 9, 2)), ("2-9-2022", date(2022, 9, 2)),
        ("02.09.1999", date(1999, 9, 2)), ("02/09/99", date(1999, 9, 2)),
        ("2022-09-02", date(2022, 9, 2)), ("44806", date(2022, 9, 2)),
        ("44806.0", date(2022, 9, 2)),
        ("", None), ("chưa hiến", None), ("-", None),
    ],
)  # fmt: skip
def test_days_as_people_write_them(text, found):
    assert day(text, TODAY) == (found and found.isoformat())


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("9/2022", date(2022, 9, 1), date(2022, 9, 30)),
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("2026", date(2026, 1, 1), TODAY), ("11/2026", date(2026, 11, 1), TODAY),
    ],
)  # fmt: skip
def test_a_month_or_a_year_stays_one_and_ends_no_later_than_today(text, first, last):
    said = days(day(text, TODAY))
    assert (said.first, said.last, said.is_one_day) == (first, last, False)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "a.csv"), (b"\x00\x01\x02binary\x00", "a.csv"), (b"PK\x03\x04broken", "a.xlsx"),
        (b"\xd0\xcf\x11\xe0broken", "a.xls"), (b"\xff\xfea", "a.csv"), (b"a,b\n1,2\n", "a.csv"),
        (HEAD.encode(), "a.csv"), (b"x" * 10_500_000, "a.csv"),
    ],
)  # fmt: skip
def test_what_is_no_list_is_refused_in_one_sentence(content, name):
    with pytest.raises(NotAList) as refused:
        listed(content, name)
    assert str(refused.value).endswith(".")


def test_a_zip_bomb_is_not_opened():
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed,
        packed.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(MOST_UNPACKED // 10_000_000 + 1):
            part.write(b"0" * 10_000_000)
    with pytest.raises(NotAList) as refused:
        listed(out.getvalue(), "bom.xlsx")
    assert "quá lớn" in str(refused.value)


def test_missing_columns_are_named():
    with pytest.raises(NotAList) as refused:
        listed("Họ tên,Năm sinh\nMy,1994\n".encode())
    assert "Số điện thoại, Nhóm máu" in str(refused.value)


FAULTS = [(["=1+1", "+84905123456", "@x"], ["Chưa ghi nhóm máu.", "Thiếu chữ số."])]


def test_the_sheet_of_faults_runs_nothing():
    text = reasons.as_csv(["Họ tên", "SĐT", "Nhóm"], FAULTS).decode("utf-8-sig")
    assert text.splitlines()[1] == "'=1+1,'+84905123456,'@x,Chưa ghi nhóm máu. Thiếu chữ số."
    book = openpyxl.load_workbook(io.BytesIO(reasons.as_xlsx(["Họ tên", "SĐT", "Nhóm"], FAULTS)))
    head, row = book.active.iter_rows()
    assert [cell.value for cell in head] == ["Họ tên", "SĐT", "Nhóm", "Lý do"]
    assert [cell.data_type for cell in row] == ["s"] * 4


def test_a_corrected_sheet_can_come_back_as_it_is():
    content = reasons.as_xlsx(HEAD.split(";"), [(ROW.split(";"), ["Sửa rồi."])])
    assert only(content, "sua.xlsx").read == MY


EXTRA = HEAD + ";Cân nặng;Nhóm máu theo;Số lần hiến máu;Số lần hiến tiểu cầu"


def extra(weight="", source="", times="", platelets=""):
    return only(f"{EXTRA}\n{ROW};{weight};{source};{times};{platelets}\n".encode())


@pytest.mark.parametrize(("said", "kept"), [
    ("52", "50"), ("52,5 kg", "50"), ("44.9", "42"), ("41", "under_42"), ("trên 60", "60"),
    ("60kg", "60"), ("", None), ("chưa", None),
])  # fmt: skip
def test_a_weight_becomes_its_band(said, kept):
    assert extra(weight=said).read["weight"] == kept


@pytest.mark.parametrize(("said", "kept"), [
    ("Thẻ", "card"), ("theo thẻ", "card"), ("Xét nghiệm", "lab"), ("tự khai", "self"), ("", None),
])  # fmt: skip
def test_where_a_group_is_known_from(said, kept):
    assert extra(source=said).read["source"] == kept


@pytest.mark.parametrize(("said", "kept"), [
    ("trên 8 lần", "trên 8"), ("15", "15"), ("hơn 3", "hơn 3"), ("", None), ("0", None),
])  # fmt: skip
def test_how_often_they_gave_keeps_its_words(said, kept):
    assert extra(times=said).read["times"] == kept
    assert extra(platelets=said).read["platelet_times"] == kept


@pytest.mark.parametrize("wrong", [
    {"weight": "nặng"}, {"weight": "500"}, {"source": "hàng xóm"}, {"times": "nhiều lắm lắm"},
])  # fmt: skip
def test_what_nobody_understands_is_a_fault_in_words(wrong):
    row = extra(**wrong)
    assert len(row.reasons) == 1 and str(row.reasons[0])
