"""Registering in a real browser: by oneself without script, and with an officer."""

import os
from datetime import timedelta

import pytest

from chungtay.donors.tests.test_browser import signed_in
from chungtay.kit import clock
from chungtay.kit.tests.browser import DESKTOP, PHONE, assert_page_holds_at_both_sizes
from chungtay.signups.models import Signup
from chungtay.signups.tests.examples import waiting
from conftest import World

pytestmark = pytest.mark.browser
PICTURES = os.environ.get("CHUNGTAY_PICTURES", "")
"""A folder for pictures of every page, for whoever wants to look at them."""


@pytest.fixture
def world(own_database):
    found = World(clock.now() - timedelta(minutes=50))
    assert found.officer
    return found


def look(page, name):
    if not PICTURES:
        return
    for size, view in (("d", DESKTOP), ("m", PHONE)):
        page.set_viewport_size(view)
        page.screenshot(path=f"{PICTURES}/{name}-{size}.png", full_page=True)


def test_the_pages_of_an_officer_hold_on_a_phone_and_on_a_desk(world, site, phone):
    waiting(world)
    page = signed_in(phone, world, site)
    for name in ("moi", "cho-xac-nhan", "to-in"):
        page.goto(f"{site}/hien-mau/nguoi-hien/{name}/")
        if name != "to-in":  # a sheet of paper, not a page for a screen
            assert_page_holds_at_both_sizes(page)
        look(page, name)


def test_somebody_registers_on_the_public_page_without_script(world, site, plain):
    path = f"{site}/hien-mau/dang-ky/{world.officer.posts[0].place.code}/"
    plain.goto(path)
    plain.get_by_role("button", name="Ghi tên", exact=True).click()
    assert plain.get_by_role("alert").is_visible()
    plain.complaints.clear()
    plain.get_by_label("Họ và tên").fill("Nguyễn Hoàng Phúc")
    plain.get_by_label("Năm sinh").fill("1990")
    plain.get_by_label("Số điện thoại").fill("0905 123 457")
    plain.get_by_text("O+", exact=True).click()
    plain.get_by_text("Thẻ hiến máu").click()
    plain.get_by_text("Zalo", exact=True).click()
    plain.get_by_text("Bất cứ lúc nào", exact=True).click()
    plain.get_by_text("Nhiều nhất 6 tháng một lần").click()
    plain.get_by_text("Tôi đồng ý như trên").click()
    plain.get_by_role("button", name="Ghi tên", exact=True).click()
    plain.get_by_role("heading", name="Còn một bước").wait_for()
    assert Signup.objects.visible_to(world.officer).get().told["often"] == "6m"


def test_the_public_pages_hold_on_a_phone_and_on_a_desk(world, site, phone):
    path = f"{site}/hien-mau/dang-ky/{world.officer.posts[0].place.code}/"
    for name, address in (("sign_up", path), ("signed_up", path + "con-mot-buoc/")):
        phone.goto(address)
        assert_page_holds_at_both_sizes(phone)
        look(phone, name)
