"""The form of a call in a real browser, on a phone and on a desk, with script and without."""

import os
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from chungtay.blood.models import Call
from chungtay.blood.tests.examples import hospital, listed
from chungtay.donors.tests.examples import donor
from chungtay.kit import clock
from chungtay.kit.tests.browser import assert_page_holds, assert_page_holds_at_both_sizes
from chungtay.transfusion.groups import Group
from conftest import World

pytestmark = pytest.mark.browser
PICTURES = os.environ.get("CHUNGTAY_PICTURES", "")
"""A folder for pictures of every page, for whoever wants to look at them."""


@pytest.fixture
def world(own_database):
    found = World(clock.now() - timedelta(minutes=50))
    for _ in range(9):
        donor(found)
    for _ in range(5):
        donor(found, place=found.other_ward)
    donor(found, group=Group.O_NEG)
    listed(found)
    return found


def signed_in(page, world, site):
    client = Client()
    client.force_login(world.officer.account)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])
    return page


def look(page, name, size):
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}-{size}.png", full_page=True)


def test_the_form_holds_on_a_phone_and_on_a_desk(world, site, phone):
    page = signed_in(phone, world, site)
    page.goto(site + "/hien-mau/loi-goi/moi/")
    assert_page_holds_at_both_sizes(page)
    look(page, "make_call", "phone")


def fill(page, world):
    later = clock.now() + timedelta(hours=3)
    page.get_by_label("Bệnh viện nào?").select_option(label=hospital(world).name)
    page.get_by_text("Tiểu cầu").click()
    page.get_by_label("Ngày", exact=True).fill(clock.day(later))
    page.get_by_label("Giờ (24 giờ)").fill(clock.time_of(later))
    page.get_by_text("Nguy kịch").click()
    page.get_by_label("Người hiến đến đâu?").fill("Khoa Huyết học, tầng 2, nhà B")
    page.get_by_label("Ai ở bệnh viện xác nhận?").fill("Điều dưỡng Hồ Thị Vân")


@pytest.mark.parametrize("size", ["phone", "desktop", "plain"])
def test_a_call_is_made_from_a_form_with_a_fault(world, site, request, size):
    page = signed_in(request.getfixturevalue(size), world, site)
    page.goto(site + "/hien-mau/loi-goi/moi/")
    fill(page, world)
    page.get_by_label("Lời dặn cho người hiến").fill("Cho bà Hoa giường 14, gặp cô Vân.")
    page.get_by_role("button", name="Xem lại và gọi người hiến").click()
    assert page.get_by_role("alert").get_by_role("link").count() == 2
    look(page, "make_call_faulty", size)
    assert all("422" in said for said in page.complaints)
    page.complaints.clear()
    page.get_by_role("alert").get_by_role("link").first.click()
    page.get_by_text("B+", exact=True).click()
    page.get_by_label("Lời dặn cho người hiến").fill("Gửi xe ở cổng sau, gặp cô Vân.")
    page.get_by_role("button", name="Xem lại và gọi người hiến").click()
    look(page, "review_call", size)
    if size != "plain":
        assert_page_holds(page)
    page.get_by_label("Tôi đã gọi lại số này và gặp người xác nhận").check()
    page.get_by_role("button", name="Gọi ngay").click()
    page.get_by_role("heading", level=1, name="Tiểu cầu nhóm B+").wait_for()
    assert Call.objects.visible_to(world.officer).count() == 1
