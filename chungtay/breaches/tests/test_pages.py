"""The register's pages: what an officer sees, and what they never do."""

import pytest
from django.test import Client
from django.urls import reverse

from chungtay.breaches.models import Breach, BreachClosure, BreachNotice
from chungtay.breaches.tests.examples import breach, chief, told


def signed_in(acting):
    client = Client()
    client.force_login(acting.account)
    return client


def all_of(model):
    return model.objects.unscoped(why="the tests look at everything")


@pytest.fixture
def head(world):
    return signed_in(chief(world))


def test_a_breach_from_the_page_with_its_clock(world, head):
    said = {"kinds": ["location"], "what": "Mất một máy tính bảng.", "persons": "40"}
    head.post(reverse("breaches:report"), said)
    [row] = all_of(Breach)
    page = reverse("breaches:breach", args=[row.pk])
    assert "còn " in head.get(page).content.decode()
    head.post(reverse("breaches:notify", args=[row.pk]),
              {"to": "authority", "means": "Mẫu 08"})  # fmt: skip
    early = head.post(reverse("breaches:close", args=[row.pk]), {"outcome": "Đã khóa máy"})
    assert "chưa khép được" in early.content.decode() and "Đã khóa máy" in early.content.decode()
    head.post(reverse("breaches:notify", args=[row.pk]), {"to": "people", "means": "Họp tổ"})
    assert set(all_of(BreachNotice).values_list("to", flat=True)) == {"authority", "people"}
    head.post(reverse("breaches:close", args=[row.pk]), {"outcome": "Đã khóa máy"})
    assert "Giữ hồ sơ ít nhất đến" in head.get(page).content.decode()


def test_a_faulty_notice_is_shown_again(world, head):
    row = breach(world)
    page = head.post(reverse("breaches:notify", args=[row.pk]), {"to": "authority"})
    assert page.status_code == 200 and not all_of(BreachNotice).exists()


def test_elsewhere_there_is_no_such_breach(world):
    row = breach(world)
    client = signed_in(world.account("loan", "police_chief", world.other_ward))
    assert client.get(reverse("breaches:breach", args=[row.pk])).status_code == 404
    for name in ("notify", "close"):
        assert client.post(reverse(f"breaches:{name}", args=[row.pk]), {}).status_code == 404
    assert not all_of(BreachNotice).exists() and not all_of(BreachClosure).exists()


def test_a_long_outcome_is_neither_cut_nor_lost(world, head):
    row = told(world)
    page = head.post(reverse("breaches:close", args=[row.pk]), {"outcome": "Thu hồi. " * 60})
    assert page.status_code == 422 and "Thu hồi. Thu hồi." in page.content.decode()
    assert not all_of(BreachClosure).exists()


def test_the_heading_counts_all_that_are_open(world, head, monkeypatch):
    monkeypatch.setattr("chungtay.breaches.views.PAGE", 1)
    breach(world), breach(world)
    assert "2 vụ đang mở" in head.get(reverse("breaches:breaches")).content.decode()
