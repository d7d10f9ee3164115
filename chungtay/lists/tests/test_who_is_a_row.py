"""Which rows of a list are somebody, and who lives with whom: nobody is lost or joined silently."""

import pytest

from chungtay.lists.tests import messy
from chungtay.lists.tests.examples import groups, read, rows


def names(intake):
    return [row.read["name"] for row in rows(intake) if row.read]


def homes(intake):
    return [row.home for row in rows(intake)]


@pytest.mark.parametrize(
    "name",
    ["Tống Văn An", "TỐNG THỊ LAN", "Tong Van An", "Cổng Thị Hà", "Cống Văn Ba", "Công Tằng Mai"],
)
def test_a_surname_is_no_sum(world, name):
    assert names(read(world, f"Họ tên,Năm sinh,Số nhà\n{name},,\n{name} Hai,1980,\n")) == [
        name, f"{name} Hai"
    ]  # fmt: skip


def test_a_surname_in_a_column_of_its_own_is_no_sum(world):
    found = names(read(world, "Họ,Tên,Năm sinh\nTống,An,\nTong,Ba,\nNguyễn,Cộng,\n"))
    assert found == ["Tống An", "Tong Ba", "Nguyễn Cộng"]


@pytest.mark.parametrize(
    "cells",
    [
        "Tổng cộng: 35 nhân khẩu,,", "TỔNG CỘNG,35,12", "Cộng,3,", "Tổng số nhân khẩu,35,",
        ",Tổng:,", "Tổng số hộ: 12,,", "Cong: 35,,", "Tổng 35 người,,", "TONG SO,35,",
    ],
)  # fmt: skip
def test_a_sum_is_passed_over_and_counted(world, cells):
    intake = read(world, f"Họ tên,Năm sinh,Số nhà\nMai Lộc,1980,\n{cells}\n")
    assert names(intake) == ["Mai Lộc"] and (intake.rows, intake.passed) == (1, 1)


def test_a_sum_has_no_telephone_and_no_year(world):
    text = "Họ tên,Năm sinh,SĐT\nTổng,1980,\nCộng,,0905123456\n"
    assert read(world, text).passed == 0


def test_a_row_with_only_a_name_is_a_person_and_what_is_passed_over_is_said(world, client):
    text = "TT,Họ tên,Năm sinh,Số nhà\n1,Mai Lộc,1980,\n,Tống Thị Ba,,\n"
    intake = read(world, text + "3,,,\n,,,Người lập\nCộng: 2,,,\n")
    assert names(intake) == ["Mai Lộc", "Tống Thị Ba"] and intake.passed == 3
    client.force_login(world.officer.account)
    assert "3 dòng bỏ qua" in client.get(f"/danh-sach/{intake.pk}/").text


def test_a_group_above_its_rows_is_still_a_title(world):
    intake = read(world, "Họ tên,Năm sinh\nTổ 31,\nMai Lộc,1980\n")
    assert names(intake) == ["Mai Lộc"] and intake.passed == 0


@pytest.mark.parametrize("nameless", [False, True])
def test_sheets_that_each_count_from_1_are_not_one_another_s_households(world, nameless):
    wanted = ["Tổ 31", "Tổ 32", "Tổ 33"]
    groups(world, *wanted)
    made = messy.ward(90, wanted, faults=0, bare=6, seed=2)
    found = rows(read(world, messy.workbook(made, nameless=nameless), "phuong.xlsx"))
    assert len(found) == 90 and not any(row.reasons for row in found)
    lived = {one.name: one.household for ones in made.groups.values() for one in ones}
    pairs = {(lived[name], row.home) for row in found if lived[name := row.read["name"]]}
    assert len(pairs) == len({home for _lived, home in pairs}) == len(set(lived.values()) - {0})


def test_two_heads_of_one_name_live_behind_two_doors(world):
    text = """Họ tên,Tổ,Số nhà,Chủ hộ
Lê Văn Ba,31,1 Duy Tân,Lê Văn Ba
Lê Thị Tư,31,1 Duy Tân,Lê Văn Ba
Lê Văn Ba,31,9 Núi Thành,Lê Văn Ba
Lê Thị Năm,31,,Lê Văn Ba
"""
    assert homes(read(world, text)) == [1, 1, 2, 2]
