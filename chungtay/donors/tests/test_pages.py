"""The pages of the register as an officer without script meets them."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from chungtay.donors.models import Donor
from chungtay.donors.tests.examples import LIST, donor, intake
from chungtay.journal.models import Refusal
from chungtay.kit.tests import officers
from chungtay.lists.models import Intake
from chungtay.transfusion.groups import Group

world, client, text = officers.world, officers.client, officers.text


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


def test_of_other_wards_small_numbers_are_hidden_and_of_ones_own_they_are_not(world, client):
    for _ in range(3):
        donor(world, place=world.other_ward)
    donor(world)
    page = text(client.get(reverse("donors:registry")))
    ward, other = world.ward.full_name, world.other_ward.full_name
    rows = {name: page.split(f">{name}</th>")[1].split("</tr>")[0] for name in (ward, other)}
    assert "không ghi" not in rows[ward] and ">1</td>" in rows[ward]
    assert "không ghi" in rows[other] and "3" not in rows[other]


def test_whoever_only_reads_sees_no_small_number_of_a_group(world):
    from chungtay.access.roles import Role

    for _ in range(6):
        donor(world)
    for _ in range(2):
        donor(world, group=Group.AB_NEG)
    reader = Client()
    reader.force_login(world.account("doan", Role.YOUTH_UNION).account)
    page = text(reader.get(reverse("donors:registry")))
    row = page.split("AB−</th>")[1].split("</tr>")[0]
    assert "không ghi" in row and ">2<" not in row
    asked = {"component": "platelets", "group": "3", "units": "1"}
    answer = text(reader.get(reverse("donors:tonight"), asked))
    assert "vài người" in answer and ">2<" not in answer


def test_could_we_answer_a_call_for_platelets_of_ab_negative_tonight(world, client):
    asked = {"component": "platelets", "group": "3", "units": "1"}
    page = text(client.get(reverse("donors:tonight"), asked))
    assert "Chưa: Tiểu cầu cho người nhóm AB−, 1 đơn vị" in page and "không có ai" in page
    donor(world, group=Group.AB_NEG)
    donor(world, group=Group.AB_NEG, source=Donor.Source.SELF)
    donor(world, group=Group.AB_NEG, zalo=False)
    page = text(client.get(reverse("donors:tonight"), asked))
    assert "Có thể: Tiểu cầu cho người nhóm AB−" in page and "1 người hợp nhóm" in page
    assert "Chỉ ai có thẻ hiến máu hay phiếu xét nghiệm" in page


def test_whoever_wants_telephone_calls_only_or_pauses_is_not_counted_for_tonight(world, client):
    from chungtay.donors.actions import pause, say_when
    from chungtay.donors.models import PHONE
    from chungtay.donors.wishes import Wishes

    one, two, _three = donor(world), donor(world), donor(world)
    say_when(actor=world.officer, at=world.at, donor=one, wishes=Wishes(ways=PHONE))
    pause(actor=world.officer, at=world.at, donor=two, until=None)
    asked = {"component": "platelets", "group": "6", "units": "1"}
    assert "1 người hợp nhóm" in text(client.get(reverse("donors:tonight"), asked))


def test_a_question_without_its_parts_is_said_to_lack_them(client):
    page = text(client.get(reverse("donors:tonight"), {"units": "1"}))
    assert "Chọn nhóm máu" in page
