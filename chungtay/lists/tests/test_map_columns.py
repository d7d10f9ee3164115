"""Columns are recognised, corrected, remembered; the rows are read under them."""

import io
import unicodedata

import pytest
import xlsxwriter

from chungtay.lists.actions import AlreadyDecided, NotAColumn, map_columns
from chungtay.lists.actions.bringing import file_of, remembered
from chungtay.lists.actions.reading import read_rows
from chungtay.lists.models import Choice
from chungtay.lists.residents import KNOWN
from chungtay.lists.tests import messy
from chungtay.lists.tests.examples import (
    HEAD,
    LIST,
    brought,
    groups,
    mapping,
    outcomes,
    read,
    rows,
    taken,
)
from chungtay.sheets.sheet import Sheet
from chungtay.sheets.tables import find


def table(*lines, merged=()):
    return find(Sheet("", list(enumerate([list(line) for line in lines], 1)), list(merged)), KNOWN)


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("HỌ VÀ TÊN", "name"), ("ho ten", "name"), ("Họ, chữ đệm và tên (khai sinh)", "name"),
        ("Ngày, tháng, năm sinh", "birth_year"), ("NS", "birth_year"), ("SĐT Zalo", "phone"),
        ("Tổ DP", "group"), ("Tổ dân phố số", "group"), ("Thôn/Tổ", "group"),
        ("Số nhà, đường", "address"), ("Nơi thường trú", "address"), ("Số SHK", "household"),
        ("QH với chủ hộ", "relation"), ("Họ tên chủ hộ", "head"), ("Dân tộc", None),
        ("Số CCCD", None), ("Tôn giáo", None),
    ],
)  # fmt: skip
def test_headings_in_any_spelling(heading, key):
    found = table(["Họ tên" if key != "name" else "Năm sinh", heading, "x"], ["My", "1", "2"])
    assert found.known.get(heading) == key


def test_title_rows_and_the_row_that_counts_columns_are_passed_over():
    found = table(["DANH SÁCH TỔ 36"], ["TT", "Họ tên", "SĐT"], ["(1)", "(2)", "(3)"],
                  ["1", "Mai Xuân Lộc", "0905123456"])  # fmt: skip
    assert found.titles == "DANH SÁCH TỔ 36" and [n for n, _cells in found.rows] == [4]


def test_headings_over_two_rows():
    found = table(
        ["TT", "Họ và tên", "Năm sinh", "", "Địa chỉ", ""],
        ["", "", "Nam", "Nữ", "Số nhà", "Tổ"],
        ["1", "Mai Xuân Lộc", "", "1980", "12 Duy Tân", "36"],
        merged=[[0, 2, 0, 3], [0, 4, 0, 5], [0, 1, 1, 1]],
    )
    assert found.headings[2:] == ["Năm sinh Nam", "Năm sinh Nữ", "Địa chỉ Số nhà", "Địa chỉ Tổ"]
    assert list(found.known.values()) == ["name", "birth_year", "birth_year", "address", "group"]


def test_of_a_day_in_three_columns_only_the_year_is_taken():
    found = table(["TT", "Họ tên", "Ngày sinh", "", ""], ["", "", "Ngày", "Tháng", "Năm"],
                  ["1", "Mai Xuân Lộc", "2", "9", "1980"])  # fmt: skip
    assert found.known == {"Họ tên": "name", "Ngày sinh Năm": "birth_year"}


def test_a_cell_merged_over_a_household_stands_in_each_row():
    found = table(
        ["Họ tên", "Số hộ"],
        ["Mai Lộc", "7"],
        ["Anh Thư", ""],
        ["Hà My", "8"],
        merged=[[1, 1, 2, 1]],
    )
    assert [cells[1] for _n, cells in found.rows] == ["7", "7", "8"]


def test_two_columns_of_one_heading_are_two():
    found = table(["Họ tên", "SĐT", "Ghi chú", "Ghi chú"], ["A", "1", "2", "3"])
    assert found.headings == ["Họ tên", "SĐT", "Ghi chú", "Ghi chú (2)"]


def test_each_row_says_what_it_will_be_or_what_is_wrong(world):
    intake = read(world)
    assert outcomes(intake) == ["ready", "ready", "ready", "faulty", "ready"]
    first, second, third, faulty, _last = rows(intake)
    assert {r.home for r in (first, second, third)} == {first.home} and faulty.home != first.home
    assert first.read["phone"] == "+84905123456" and first.read["head"]
    assert second.read["birth_year"] == 1990 and third.read["phone"] == ""
    assert len({r.read["place"] for r in (first, second, third)}) == 1
    assert len(faulty.reasons) == 2


def test_a_column_may_be_left_out_or_be_another(world):
    intake = brought(world)
    args = mapping(intake) | {"chosen": {"Họ và tên": "name", "SĐT": "address"}}
    map_columns(actor=world.officer, at=world.at, **args)
    read_rows(intake, actor=world.officer, at=world.at)
    assert rows(intake)[0].read | {"place": 0} == {
        "name": "Phan Thị Diễm My", "phone": "", "birth_year": None, "place": 0, "head": False,
        "address": "905123456",
    }  # fmt: skip


def test_choosing_again_reads_again(world):
    intake = read(world)
    map_columns(actor=world.officer, at=world.at, **mapping(intake))
    intake.refresh_from_db()
    assert intake.state == "reading" and not rows(intake)
    assert read_rows(intake, actor=world.officer, at=world.at).rows == 5


def test_the_choice_is_remembered_for_this_keeper_and_these_headings(world):
    read(world)
    assert remembered(brought(world, LIST + "6,Mai Xuân Lộc,1980,,31,,,\n")) is not None
    assert remembered(brought(world, LIST + "7,A B,1980,,31,,,\n", keeper="Người khác")) is None
    assert remembered(brought(world, LIST.replace("Số nhà", "Nhà số mấy"))) is None
    assert Choice.objects.visible_to(world.officer).count() == 1


@pytest.mark.parametrize(
    "chosen", [{}, {"SĐT": "phone"}, {"Không có": "name"}, {"SĐT": "is_active"}]
)
def test_a_name_and_known_columns_only(world, chosen):
    intake = brought(world)
    with pytest.raises(NotAColumn):
        map_columns(actor=world.officer, at=world.at, **mapping(intake) | {"chosen": chosen})


def test_without_a_sheet_there_is_nothing(world):
    intake = brought(world)
    with pytest.raises(NotAColumn):
        map_columns(actor=world.officer, at=world.at, **mapping(intake) | {"sheets": [7]})


def test_what_was_taken_in_is_not_read_again(world):
    intake = taken(world)
    args = {"sheets": [0], "chosen": {"Họ và tên": "name"}}
    with pytest.raises(AlreadyDecided):
        map_columns(actor=world.officer, at=world.at, intake=intake, **args)


@pytest.mark.parametrize(
    "written", ["Tổ 31", "31", "to 31", "TDP số 31", "tổ dân phố 031", "TỔ 31"]
)
def test_a_group_in_free_spelling(world, written):
    intake = read(world, f"Họ tên,Tổ\nMai Xuân Lộc,{written}\n")
    (row,) = rows(intake)
    assert row.read["place"] == groups(world)[0].pk


def test_a_group_nobody_made_is_said(world):
    (row,) = rows(read(world, "Họ tên,Tổ\nMai Xuân Lộc,Tổ 99\n"))
    assert row.reasons == ["Phường Hòa Cường chưa có tổ dân phố nào tên “Tổ 99”."]


def test_a_group_may_stand_above_its_rows_and_goes_into_the_sheet_of_faults(world):
    text = "Họ tên,Năm sinh,SĐT\nTổ 31,,\nMai Xuân Lộc,1980,\nTỔ 32,,\nA B,x,\nCộng,1,\n"
    intake = read(world, text)
    one, two = rows(intake)
    assert one.read["place"] == groups(world)[0].pk and two.cells == ["A B", "x", "", "Tổ 32"]
    assert intake.columns[-1] == "Tổ dân phố"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1258"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_of_every_encoding_and_delimiter(world, encoding, delimiter):
    # As old Windows writes: a letter, then its tone.
    text = "Họ tên,Năm sinh,Tổ\nMai Xuân Lộc,02/09/80,31\n".replace(",", delimiter)
    if encoding == "cp1258":
        apart = {ord(c): c for c in "ăâđêôơư"}
        text = "".join(
            c if c.lower() in apart.values() else _old(c)
            for c in unicodedata.normalize("NFC", text)
        )
    (row,) = rows(read(world, text.encode(encoding)))
    assert (row.read["name"], row.read["birth_year"]) == ("Mai Xuân Lộc", 1980)


def _old(letter):
    try:
        letter.encode("cp1258")
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", letter)
        return (
            unicodedata.normalize("NFC", parts.replace(parts[1:], "")) + parts[1:]
            if (len(parts) == 2)
            else unicodedata.normalize(
                "NFC",
                parts[0] + next(p for p in parts[1:] if p not in "\u0300\u0301\u0303\u0309\u0323"),
            )
            + next(p for p in parts[1:] if p in "\u0300\u0301\u0303\u0309\u0323")
        )
    return letter


def test_a_messy_workbook_of_several_sheets(world):
    names = ["Tổ 31", "Tổ 32", "Tổ 33"]
    there = {g.full_name: g.pk for g in groups(world, *names)}
    made = messy.ward(120, names, faults=6, seed=2)
    intake = read(world, messy.workbook(made), "phuong.xlsx")
    assert [one["name"] for one in file_of(intake).outline] == names
    found = rows(intake)
    good = [row for row in found if row.outcome == "ready"]
    assert (len(good), len(found) - len(good)) == (120, 6)
    typed = {one.name: (one, group) for group, ones in made.groups.items() for one in ones}
    for row in good:
        one, group = typed[row.read["name"]]
        assert row.read["place"] == there[group]
        year = getattr(one.born, "year", None) or str(one.born)[-4:]
        assert not one.born or str(row.read["birth_year"])[-2:] == str(year)[-2:]
        assert bool(row.read["phone"]) == bool(one.phone)
    homes = {row.home for row in good}
    assert len(homes) == len({one.household for ones in made.groups.values() for one in ones})


def test_sheets_may_have_their_columns_in_another_order(world):
    groups(world)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for name, head, row in [("a", ["Họ tên", "Tổ"], ["Mai Xuân Lộc", "31"]),
                                ("b", ["Tổ", "Họ tên"], ["99", "Hồ Anh Thư"])]:  # fmt: skip
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, head)
            sheet.write_row(1, 0, row)
    intake = read(world, out.getvalue(), "a.xlsx")
    assert rows(intake, outcome="faulty")[0].cells == ["Hồ Anh Thư", "99"]


def test_one_person_twice_on_a_list(world):
    same = f"{HEAD}\n1,Lê Hoa,1990,0905123456,31,,,\n2,LÊ HOA,,0905123456,31,,,\n"
    assert rows(read(world, same))[1].reasons == ["Trùng người với dòng 2."]
    sisters = f"{HEAD}\n1,Lê Thị Hoa,1990,0905123456,31,,,\n2,Lê Thị Hòa,1990,0905123456,31,,,\n"
    assert outcomes(read(world, sisters)) == ["ready", "ready"]
