"""Lists that wait to be taken in neither hold an erasure up nor bring the person back."""

import io

import pytest

from chungtay.lists.models import Intake, IntakeFile, IntakeRow
from chungtay.rights.models import Proof
from chungtay.rights.tests.examples import erased, somebody
from chungtay.rights.tests.traces import NAME, intake, request_to_delete


def rows(model):
    return model.objects.unscoped(why="the tests look at everything")


def do(world, person):
    return erased(world, request_to_delete(world, person))


def workbook(*lines):
    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet()
    for number, line in enumerate(lines):
        sheet.write_row(number, 0, line)
    book.close()
    return file.getvalue()


def text(*lines, encoding="utf-8"):
    return "\n".join(",".join(line) for line in lines).encode(encoding)


def waits(world, content, name="ds.xlsx"):
    listed = intake(world)
    rows(Intake).filter(pk=listed.pk).update(file_name=name, rows=None)
    samples = [{"samples": {"Họ tên": [NAME]}}]
    IntakeFile.objects.create(place=world.ward, intake=listed, content=content, outline=samples)
    return listed


HEAD = ("Họ tên", "Năm sinh", "Điện thoại")


@pytest.mark.parametrize(
    "content,name",
    [
        (workbook(HEAD, (NAME, "1994", "0905 123 456")), "ds.xlsx"),
        (workbook(HEAD, ("Một người", "", "905123456")), "ds.xlsx"),
        (workbook(HEAD, ("PHAN THI DIEM MY", "1994", "")), "ds.xlsx"),
        (text(HEAD, (NAME, "1994", "")), "ds.csv"),
        (text(HEAD, (NAME, "", "0905.123.456"), encoding="utf-16"), "ds.csv"),
    ],
)
def test_a_file_that_waits_goes_and_its_list_is_over(world, content, name):
    listed = waits(world, content, name)
    erasure = do(world, somebody(world))
    assert not rows(IntakeFile).exists()
    listed.refresh_from_db()
    assert listed.rows == 0 and "gửi lại" in listed.trouble and NAME not in listed.trouble
    assert rows(Proof).get(erasure=erasure, spot="lists.files").found == 1


def test_a_file_of_others_stays(world):
    waits(world, workbook(HEAD, (NAME, "1961", "0905 999 888"), ("Trần Gia Bảo", "1994", "")))
    do(world, somebody(world))
    assert rows(IntakeFile).exists()


def row(world, listed, number, outcome, cells, read=None):
    return IntakeRow.objects.create(
        place=world.ward, intake=listed, number=number, outcome=outcome, cells=cells, read=read,
        reasons=["x"] if outcome == "faulty" else [], mark="m" if read else "",
    )  # fmt: skip


def test_rows_that_wait_are_blanked_by_name_with_year_or_ward(world):
    listed = intake(world)
    theirs = [
        row(world, listed, 1, "ready", [NAME, "1994"], {"name": NAME, "birth_year": 1994}),
        row(world, listed, 2, "faulty", ["phan thi", "Diễm My", "x"]),
        row(world, listed, 3, "doubtful", [NAME], {"name": NAME, "birth_year": None}),
    ]
    others = [
        row(world, listed, 4, "ready", [NAME, "1961"], {"name": NAME, "birth_year": 1961}),
        row(world, listed, 5, "ready", ["Phan Thị Diễm Mỹ Hạnh"[:12]], {"name": "Phan Thị"}),
    ]
    do(world, somebody(world))
    for each in theirs:
        each.refresh_from_db()
        assert (each.cells, each.read, each.mark, each.outcome) == ([], None, "", "known")
    for each in others:
        each.refresh_from_db()
        assert each.cells and each.outcome == "ready"
