"""The pages of upkeep as those who look after calls meet them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.blood.models import CallClosure, ListedNumber
from chungtay.blood.tests.examples import hospital_at
from chungtay.boards.tests.test_make_call_page import text
from chungtay.kit import clock
from chungtay.upkeep.tests.examples import doubted
from conftest import World


@pytest.fixture
def world(db):
    return World(clock.now() - timedelta(minutes=30))


def test_an_administrator_writes_down_the_number_and_where_it_stands(world):
    own = hospital_at(world, world.ward)
    admin = world.account("quantri", "administrator")
    client = Client()
    client.force_login(admin.account)
    assert "1 bệnh viện chưa có số để gọi lại" in text(client.get(reverse("upkeep:numbers")))
    address = reverse("upkeep:number", args=[own.pk])
    wrong = client.post(address, {"phone": "12", "source": ""})
    assert wrong.status_code == 422 and "Ghi nơi bệnh viện niêm yết số này" in text(wrong)
    assert client.post(address, {"phone": "12", "source": "bảng ở cổng"}).status_code == 422
    answer = client.post(
        address, {"phone": "0236 3821 118", "source": "bảng ở cổng"}, follow=True
    )  # fmt: skip
    assert "0236 3821 118 · bảng ở cổng" in text(answer)
    row = ListedNumber.objects.visible_to(admin).get(hospital=own)
    assert row.phone == "+842363821118"


def test_reported_calls_are_looked_at_and_settled(world):
    made = doubted(world)
    chief = world.account("truong", "police_chief")
    client = Client()
    client.force_login(chief.account)
    page = text(client.get(reverse("upkeep:doubts")))
    assert "1 lời gọi bị báo đang chờ xem" in page and "1 người báo" in page
    assert "ghi theo lời Điều dưỡng Hồ Thị Vân" in page and "0236 3821 118" in page
    assert "My" not in page
    settle = reverse("upkeep:settle", args=[made.pk])
    assert client.get(settle).status_code == 405
    answer = client.post(settle, {"verdict": "false"}, follow=True)
    assert "Không có lời gọi nào chờ xem" in text(answer)
    assert "lời gọi sai, đã dừng" in text(answer)
    assert CallClosure.objects.visible_to(chief).filter(call=made).exists()


def test_an_area_officer_does_not_see_who_is_reported(world, client):
    client.force_login(world.officer.account)
    assert client.get(reverse("upkeep:doubts")).status_code == 403
