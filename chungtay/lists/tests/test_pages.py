"""The pages of lists, from the file to the last decision."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from chungtay.lists.models import Intake
from chungtay.lists.tasks import finish_residents
from chungtay.lists.tests.examples import (
    HEAD,
    LIST,
    brought,
    groups,
    intakes,
    outcomes,
    read,
    rows,
    taken,
)
from chungtay.people.actions import register
from chungtay.people.models import Person


@pytest.fixture
def officer(world):
    client = Client()
    client.force_login(world.officer.account)
    return client


def upload(client, content=LIST, name="to-31.csv", keeper="Tổ 31"):
    file = SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())
    return client.post("/danh-sach/moi/", {"keeper": keeper, "file": file})


def chosen(client, intake):
    """What the mapping page offers, posted as it stands."""
    page = client.get(f"/danh-sach/{intake.pk}/cot/").context["form"]
    data = {f"c{i}": column.initial for i, column in enumerate(page.columns)}
    return data | {"sheets": page["sheets"].initial if "sheets" in page.fields else []}


def test_from_the_file_to_the_end(world, officer, django_capture_on_commit_callbacks):
    groups(world)
    answer = upload(officer)
    intake = intakes().get()
    assert answer.url == f"/danh-sach/{intake.pk}/cot/"
    data = chosen(officer, intake)
    assert [v for v in data.values() if v and v != "out"] == [
        "name", "birth_year", "phone", "group", "address", "household", "relation"
    ]  # fmt: skip
    assert officer.post(answer.url, data).url == f"/danh-sach/{intake.pk}/"
    page = officer.get(f"/danh-sach/{intake.pk}/")
    assert page.context["n"] | {} == {"ready": 4, "new": 4, "known": 0, "updated": 0, "faulty": 1,
                                      "doubtful": 0}  # fmt: skip
    assert "Phan Thị Diễm My" in page.text and "905123456" not in page.text
    assert not Person.objects.visible_to(world.officer).exists()
    officer.post(f"/danh-sach/{intake.pk}/")
    done = officer.get(f"/danh-sach/{intake.pk}/")
    assert "4 người mới vào sổ" in done.text and "Tải 1 dòng cần sửa" in done.text
    assert Person.objects.visible_to(world.officer).count() == 4


def test_the_next_file_with_the_same_headings_needs_no_question(world, officer):
    groups(world)
    upload(officer)
    first = intakes().get()
    data = chosen(officer, first)
    data["c3"] = "out"  # this ward does not bring telephones in
    officer.post(f"/danh-sach/{first.pk}/cot/", data)
    answer = upload(officer, f"{HEAD}\n9,Mai Xuân Lộc,1980,sai,31,1 Duy Tân,7,Chủ hộ\n", "moi.csv")
    second = intakes().order_by("pk").last()
    assert answer.url == f"/danh-sach/{second.pk}/" and outcomes(second) == ["ready"]
    other = upload(officer, f"{HEAD}\n9,Hồ Anh Thư,1980,,31,1 Duy Tân,7,\n", keeper="Tổ khác")
    assert other.url.endswith("/cot/")


def test_the_same_file_again_says_so(world, officer):
    intake = taken(world)
    answer = upload(officer)
    assert answer.url == f"/danh-sach/{intake.pk}/"
    assert "Không có gì thay đổi" in officer.get(answer.url).text


def test_the_name_of_a_file_is_no_path_and_no_page(world, officer):
    groups(world)
    upload(officer, name="../../<img src=x onerror=alert(1)>.csv")
    intake = intakes().get()
    assert "/" not in intake.file_name and ".." not in intake.file_name.replace("..csv", "")
    page = officer.get("/danh-sach/").text
    assert "<img src=x" not in page


@pytest.mark.parametrize("page", ["", "cot/", "giong-nguoi-da-co/", "can-sua.xlsx", "lay-lai/"])
def test_a_list_of_another_ward_is_not_there(world, page):
    intake = taken(world)
    client = Client()
    client.force_login(world.elsewhere.account)
    for ask in (client.get, client.post):
        assert ask(f"/danh-sach/{intake.pk}/{page}").status_code in {404, 405}
    assert client.get(f"/danh-sach/{intake.pk}/{page}").status_code == 404


def test_the_sheet_of_faults_is_the_same_list_with_reasons(world, officer):
    intake = taken(world)
    answer = officer.get(f"/danh-sach/{intake.pk}/can-sua.csv")
    head, row = answer.content.decode("utf-8-sig").splitlines()
    assert head == f"{HEAD},Lý do" and row.startswith("4,Đỗ Minh Khang,31/02/1988,12,Tổ 32")
    assert "no-store" in answer["Cache-Control"]
    assert officer.get(f"/danh-sach/{intake.pk}/can-sua.exe").status_code == 404


def test_lists_are_found_without_accents(world, officer):
    brought(world, keeper="Cảnh sát khu vực tổ 31")
    assert "tổ 31" in officer.get("/danh-sach/?q=canh sat khu vuc").text
    assert "Không thấy" in officer.get("/danh-sach/?q=xa la").text


def test_a_missing_name_column_is_said_on_the_form(world, officer):
    groups(world)
    upload(officer)
    intake = intakes().get()
    answer = officer.post(f"/danh-sach/{intake.pk}/cot/", chosen(officer, intake) | {"c1": "out"})
    assert answer.status_code == 422 and "Chọn cột nào là họ tên" in answer.text


def test_doubtful_rows_wait_for_a_decision(world, officer):
    (group, *_rest) = groups(world)
    register(actor=world.system, at=world.at, place=group, name="Lê Thu Thảo", birth_year=1990)
    register(actor=world.system, at=world.at, place=group, name="Mai Xuân Lộc", birth_year=1970)
    intake = taken(world, "Họ tên,Năm sinh,Tổ\nLê Thu Thảo,1990,31\nMai Xuân Lộc,1970,31\n")
    assert outcomes(intake) == ["doubtful", "doubtful"]
    page = f"/danh-sach/{intake.pk}/giong-nguoi-da-co/"
    assert re.search("Trong sổ có Lê Thu Thảo 1990, Tổ 31", officer.get(page).text)
    one, two = rows(intake)
    officer.post(page, {f"d{one.pk}": "new", f"d{two.pk}": "same"})
    assert outcomes(intake) == ["new", "known"]
    assert Person.objects.visible_to(world.officer).count() == 3
    assert "Không còn dòng nào" in officer.get(page).text


def test_taking_back_asks_first(world, officer):
    intake = taken(world)
    page = f"/danh-sach/{intake.pk}/lay-lai/"
    assert "4 người mới" in officer.get(page).text
    assert Person.objects.visible_to(world.officer).count() == 4
    officer.post(page)
    assert not Person.objects.visible_to(world.officer).exists()
    assert "đã được lấy lại" in officer.get(f"/danh-sach/{intake.pk}/").text


def test_progress_is_polled_and_then_the_page_is_another(world, officer):
    intake = read(world)
    Intake.objects.unscoped(why="as if a long list were being taken in").filter(
        pk=intake.pk
    ).update(taken_in=intake.mapped_in)
    page = reverse("lists:intake", args=[intake.pk])
    job = finish_residents.enqueue(intake.pk)
    poll = officer.get(page, headers={"HX-Request": "true"})
    assert poll.text.startswith('<div id="tien-do" hx-get') and "<html" not in poll.text
    assert "1 trên 5 dòng" in poll.text and "Ghi tiếp" not in poll.text
    ProcrastinateJob.objects.filter(pk=job.id).update(status="failed")
    poll = officer.get(page, headers={"HX-Request": "true"})
    assert (
        "Ghi tiếp" in poll.text and "dừng giữa chừng" in poll.text and "every 2s" not in poll.text
    )
    Intake.objects.unscoped(why="now it is done").filter(pk=intake.pk).update(finished_at=world.at)
    assert officer.get(page, headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_giving_up_asks_first(world, officer):
    intake = read(world)
    page = f"/danh-sach/{intake.pk}/bo/"
    assert page in officer.get(f"/danh-sach/{intake.pk}/").text
    assert page in officer.get(f"/danh-sach/{intake.pk}/cot/").text
    assert "Chưa ai trong đó vào sổ" in officer.get(page).text and len(rows(intake)) == 5
    officer.post(page)
    assert "Danh sách này đã bỏ" in officer.get(f"/danh-sach/{intake.pk}/").text
    assert "đã bỏ" in officer.get("/danh-sach/").text and rows(intake) == []
    assert officer.get(page).url == f"/danh-sach/{intake.pk}/"
    assert officer.get(f"/danh-sach/{intake.pk}/cot/", follow=True).status_code == 200


def test_an_odd_row_number_decides_nothing(world, officer):
    intake = taken(world)
    page = f"/danh-sach/{intake.pk}/giong-nguoi-da-co/"
    assert officer.post(page, {"d²": "new", "d" + "9" * 40: "same", "d": "new"}).status_code == 302
