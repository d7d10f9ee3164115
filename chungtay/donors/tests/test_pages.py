"""The pages of the register as an officer without script meets them."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from chungtay.donors.models import Donor
from chungtay.donors.tests.examples import LIST, donor, intake
from chungtay.journal.models import Refusal
from chungtay.kit import clock
from chungtay.lists.models import Intake
from conftest import World


@pytest.fixture
def world(db):
    return World(clock.now() - timedelta(minutes=30))


@pytest.fixture
def client(world):
    found = Client()
    found.force_login(world.officer.account)
    return found


def text(answer):
    return " ".join(answer.content.decode().replace("\u00a0", " ").split())


def test_the_register_shows_counts_and_no_names(world, client):
    donor(world, 0)
    donor(world, 1, place=world.other_ward)
    page = text(client.get(reverse("donors:registry")))
    assert "2 người sẵn lòng cho máu" in page
    assert "My" not in page and "Phúc" not in page


def upload(client, content=LIST):
    file = SimpleUploadedFile("clb.csv", content.encode())
    about = {"club": "Câu lạc bộ máu nóng", "file": file}
    return client.post(reverse("donors:bring"), about, follow=True)


def test_a_list_is_read_looked_through_and_taken_in(world, client):
    page = text(upload(client))
    assert "2 người nhập được" in page and "1 dòng cần sửa" in page
    assert "…456" in page and "0905123456" not in page
    assert "checked" not in page
    path = reverse("donors:intake", args=[Intake.objects.visible_to(world.officer).get().pk])
    nothing = client.post(path, {})
    assert nothing.status_code == 422 and not Donor.objects.visible_to(world.system).exists()
    done = text(client.post(path, {"means": "form", "source": "card"}, follow=True))
    assert "2 người mới vào sổ" in done
    again = text(upload(client))
    assert "2 người mới vào sổ" in again


def test_a_list_that_may_not_be_taken_in_leaves_a_note_of_the_refusal(world, client):
    upload(client)
    path = reverse("donors:intake", args=[Intake.objects.visible_to(world.officer).get().pk])
    for _ in range(2):
        client.post(path, {"means": "form", "source": "card"})
    assert Refusal.objects.get().code == "intake.already_taken_in"


def test_what_cannot_be_read_is_said_beside_the_file(world, client):
    page = text(upload(client, "a,b\n1,2\n"))
    assert page.count("Không thấy cột: Họ tên, Số điện thoại, Nhóm máu") == 2


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_faulty_rows_come_back_with_their_reasons(world, client, kind):
    brought = intake(world)
    answer = client.get(reverse("donors:faults", args=[brought.pk, kind]))
    assert answer["Content-Disposition"] == f'attachment; filename="can-sua-{brought.pk}.{kind}"'
    if kind == "csv":
        rows = answer.content.decode("utf-8-sig").splitlines()
        assert rows[0].endswith("Lý do") and "Đỗ Minh Khang" in rows[1]
    else:
        book = openpyxl.load_workbook(io.BytesIO(answer.content))
        assert book.active.cell(2, 9).value.startswith("Số điện thoại này thiếu")


def test_elsewhere_a_list_is_not_there(world):
    brought = intake(world)
    other = Client()
    other.force_login(world.elsewhere.account)
    for name, args in [("intake", [brought.pk]), ("faults", [brought.pk, "csv"])]:
        assert other.get(reverse(f"donors:{name}", args=args)).status_code == 404


def test_an_account_without_post_sees_nothing_of_it(world):
    other = Client()
    other.force_login(world.stranger.account)
    for name in ("registry", "bring"):
        assert other.get(reverse(f"donors:{name}")).status_code == 403
