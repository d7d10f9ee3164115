"""Templates as Zalo lists them, with their blanks and prices, chosen for a purpose."""

import pytest
from django.urls import reverse

from chungtay.channels.models import Template
from chungtay.channels.tests.loopback import PURPOSE

OFFERED = {
    "template_id": "300001", "name": "Nhắc lịch", "text": "Chào <ten>, <noi_dung>",
    "params": [
        {"name": "ten", "require": True, "type": "STRING", "maxLength": 30, "minLength": 0,
         "acceptNull": False},
        {"name": "noi_dung", "require": True, "type": "STRING", "maxLength": 200, "minLength": 0,
         "acceptNull": False},
    ],
    "status": "ENABLE", "price_sdt": 120, "price_uid": 60,
}  # fmt: skip


@pytest.fixture
def channel(office):
    office.zalo.ask("templates", **OFFERED)
    return office.connect()


def address(channel, *template):
    name = "choose_template" if template else "templates"
    return reverse(f"tending:{name}", args=[channel.pk, *template])


def chosen():
    return Template.objects.unscoped(why="a test of it").get()


def test_they_are_listed_with_their_state(office, channel):
    office.zalo.ask("templates", template_id="300002", name="Chờ", text="<a>", status="REJECT")
    page = office.client.get(address(channel)).content.decode()
    assert "Nhắc lịch" in page and "Đã duyệt" in page
    assert "Chờ" in page and "REJECT" in page


def test_one_is_chosen_with_what_fills_each_blank(office, channel):
    page = office.client.get(address(channel, "300001")).content.decode()
    assert "60 đ mỗi tin" in page and "120 đ theo số điện thoại" in page
    assert "ten" in page and "đến 30 chữ" in page
    said = {"purpose": PURPOSE, "by_uid": "on", "blank_0": "name", "blank_1": "text"}
    page = office.client.post(address(channel, "300001"), said, follow=True).content.decode()
    assert "Đã chọn mẫu này" in page
    row = chosen()
    assert (row.purpose, row.external_id, row.approved) == (PURPOSE, "300001", True)
    assert row.fields == {"ten": "name", "noi_dung": "text"}
    assert row.lengths == {"ten": 30, "noi_dung": 200}
    assert (row.by_uid, row.by_phone) == (True, False)
    assert "1 mẫu đã chọn" in office.page()


def test_a_blank_left_empty_is_asked_for(office, channel):
    said = {"purpose": PURPOSE, "by_uid": "on", "blank_0": "name"}
    answer = office.client.post(address(channel, "300001"), said)
    assert answer.status_code == 422
    assert "Chọn điều điền vào chỗ trống này" in answer.content.decode()
    assert not Template.objects.unscoped(why="a test of it").exists()


def test_when_zalo_does_not_answer_that_is_said(office, channel):
    office.zalo.fail_next("500", path="/template/all")
    page = office.client.get(address(channel)).content.decode()
    assert "Tải lại trang để hỏi Zalo lần nữa" in page


def test_a_template_that_is_not_there_leads_back(office, channel):
    page = office.client.get(address(channel, "999"), follow=True)
    assert page.redirect_chain and page.status_code == 200
    assert office.client.get(address(channel, "abc")).status_code == 404
