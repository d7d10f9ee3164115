"""A file is brought in: kept, looked at, nobody written down."""

import contextlib
import io
import subprocess
import sys
import zipfile

import openpyxl
import pytest
import xlsxwriter

from chungtay.journal.act import NotAllowed
from chungtay.lists.actions import bring
from chungtay.lists.actions.bringing import file_of
from chungtay.lists.models import Intake
from chungtay.lists.tests.examples import LIST, bringing, brought, intakes
from chungtay.people.models import Person
from chungtay.sheets.opening import MOST_UNPACKED
from chungtay.sheets.sheet import MOST_ROWS, TITLES, NotAList, sheets

PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r='
        '"http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
        '<sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    ),
}
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def xlsx(sheet, before=""):
    """A workbook whose only sheet holds this XML."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in PARTS.items():
            packed.writestr(name, text)
        packed.writestr(
            "xl/worksheets/sheet1.xml", f"{before}<worksheet {MAIN}>{sheet}</worksheet>"
        )
    return out.getvalue()


def cell(at, text):
    return f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'


def two_rows(more=""):
    head = cell("A1", "Họ tên") + cell("B1", "Năm sinh")
    row = cell("A2", "Mai Xuân Lộc") + cell("B2", "1980")
    return f'<sheetData><row r="1">{head}</row><row r="2">{row}</row>{more}</sheetData>'


def refused(content, name="a.xlsx"):
    with pytest.raises(NotAList) as said:
        sheets(name, content)
    return str(said.value)


def test_the_file_is_kept_and_nobody_is_written_down(world):
    intake = brought(world)
    (outline,) = file_of(intake).outline
    assert outline["known"]["SĐT"] == "phone" and outline["rows"] == 5
    assert intake.state == "brought" and not Person.objects.visible_to(world.system).exists()


def test_the_same_file_again_is_the_same_list(world):
    assert brought(world).pk == brought(world, name="khac.csv").pk
    assert brought(world, LIST + "\n").pk != brought(world).pk and intakes().count() == 2


def test_it_must_say_whose_list_it_is(world):
    with pytest.raises(NotAList):
        bring(actor=world.officer, at=world.at, **bringing(world, keeper="  "))


def test_a_list_is_brought_to_a_ward_and_not_to_a_province(world):
    with pytest.raises(NotAList):
        bring(actor=world.system, at=world.at, **bringing(world) | {"place": world.ward.province})


def test_the_officer_of_another_ward_may_not(world):
    with pytest.raises(NotAllowed):
        bring(actor=world.elsewhere, at=world.at, **bringing(world))
    assert not Intake.objects.visible_to(world.system).exists()


def test_a_file_without_a_list_says_so(world):
    with pytest.raises(NotAList) as said:
        brought(world, "xin chào\n1\n")
    assert "Ghi tên cột" in str(said.value)


def test_a_workbook_of_sound_parts_is_read():
    (sheet,) = sheets("a.xlsx", xlsx(two_rows()))
    assert sheet.rows[1] == (2, ["Mai Xuân Lộc", "1980"])


def test_a_zip_bomb_is_not_unpacked():
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed,
        packed.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(MOST_UNPACKED // 10_000_000 + 1):
            part.write(b"0" * 10_000_000)
    assert "bung ra quá lớn" in refused(out.getvalue())


def test_an_xml_bomb_stays_small():
    lol = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
    before = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{lol}]>'
    content = xlsx(two_rows(f'<row r="3">{cell("A3", "&l9;")}</row>'), before)
    with contextlib.suppress(NotAList):  # refused in words is as good
        assert sum(len(c) for s in sheets("a.xlsx", content) for _n, r in s.rows for c in r) < 1_000


@pytest.mark.parametrize("at", ["A10000000", "XFD1048576", "ZZZ900000"])
def test_a_cell_at_the_end_of_the_world_takes_no_memory(at):
    row = "".join(c for c in at if c.isdigit())
    assert "rất xa" in refused(xlsx(two_rows(f'<row r="{row}">{cell(at, "x")}</row>')))


def test_ten_million_rows_that_are_only_declared_are_none():
    size = '<dimension ref="A1:XFD10000000"/>'
    empty = "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(3, 5_000))
    (sheet,) = sheets("a.xlsx", xlsx(size + two_rows(empty)))
    assert len(sheet.rows) == 2


def test_a_huge_cell_is_cut():
    (sheet,) = sheets("a.xlsx", xlsx(two_rows(f'<row r="3">{cell("A3", "x" * 3_000_000)}</row>')))
    assert len(sheet.rows[2][1][0]) == 2_001


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_list_of_too_many_rows_is_refused(kind):
    if kind == "csv":
        content = b"a,b,c\n" + b"1,2,3\n" * (MOST_ROWS + TITLES + 1)
    else:
        out = io.BytesIO()
        with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
            sheet = book.add_worksheet()
            for n in range(MOST_ROWS + TITLES + 1):
                sheet.write_number(n, 0, 1)
        content = out.getvalue()
    assert "100.000" in refused(content, f"a.{kind}")


def test_titles_and_sums_do_not_count_among_the_rows():
    content = b"a,b,c\n" + b"1,2,3\n" * MOST_ROWS + b"Tong cong,,\n" * 160
    (sheet,) = sheets("a.csv", content)
    assert len(sheet.rows) == MOST_ROWS + 161


@pytest.mark.parametrize("content", [b"Ho ten,SDT\x00\nMy,1\n", b"\x00" * 50])
def test_nuls_are_no_list(content):
    assert refused(content, "a.csv").endswith(".")


def test_a_hidden_sheet_is_left_out():
    book = openpyxl.Workbook()
    book.active.append(["Họ tên", "Năm sinh"])
    book.create_sheet("Mật").append(["x"])
    book["Mật"].sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    assert [sheet.name for sheet in sheets("a.xlsx", out.getvalue())] == ["Sheet"]


def test_the_opener_speaks_even_when_its_input_is_rubbish():
    from chungtay.sheets.sheet import _OPENING

    done = subprocess.run(
        [sys.executable, "-I", str(_OPENING), "10"], input=b"PK\x03\x04" + b"\xff" * 1000,
        capture_output=True, check=False,
    )  # fmt: skip
    assert done.stdout == b'{"unfit": "broken"}' and not done.stderr
