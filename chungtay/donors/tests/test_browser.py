"""The pages of the register in a real browser, on a phone and on a desk."""

import os
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from chungtay.donors.actions import take_in_donors
from chungtay.donors.models import Donor
from chungtay.donors.tests.examples import LIST, donor, intake
from chungtay.kit import clock
from chungtay.kit.tests.browser import DESKTOP, PHONE, assert_page_holds_at_both_sizes
from chungtay.people.models import Consent, ContactPoint
from chungtay.rights.tests.test_own_page import link_to
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
    donor(found, place=found.other_ward)
    donor(found, group=Group.O_NEG)
    return found


def signed_in(page, world, site):
    client = Client()
    client.force_login(world.officer.account)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])
    return page


def look(page, name):
    if not PICTURES:
        return
    for size, view in (("d", DESKTOP), ("m", PHONE)):
        page.set_viewport_size(view)
        page.screenshot(path=f"{PICTURES}/{name}-{size}.png", full_page=True)


PAGES = {
    "registry": "/hien-mau/nguoi-hien/",
    "tonight": "/hien-mau/nguoi-hien/toi-nay/?component=platelets&group=6&units=1",
    "bring": "/hien-mau/nguoi-hien/danh-sach/",
    "intake": "/hien-mau/nguoi-hien/danh-sach/{intake}/",
}


def test_every_page_holds_on_a_phone_and_on_a_desk(world, site, phone):
    brought = intake(world)
    page = signed_in(phone, world, site)
    for name, path in PAGES.items():
        page.goto(site + path.format(intake=brought.pk))
        assert_page_holds_at_both_sizes(page)
        look(page, name)
    take_in_donors(
        actor=world.officer, at=world.at, intake=brought, means=Consent.Means.FORM,
        source=Donor.Source.CARD,
    )  # fmt: skip
    page.reload()
    assert_page_holds_at_both_sizes(page)
    look(page, "intake_done")


def test_a_list_comes_in_from_the_browser(world, site, phone, tmp_path):
    file = tmp_path / "clb.csv"
    file.write_text(LIST, encoding="utf-8")
    page = signed_in(phone, world, site)
    page.goto(site + "/hien-mau/nguoi-hien/danh-sach/")
    page.get_by_label("Danh sách của ai?").fill("Câu lạc bộ máu nóng")
    page.get_by_label("Tệp danh sách").set_input_files(str(file))
    page.get_by_role("button", name="Đọc danh sách").click()
    page.get_by_text("Giấy ký").click()
    page.get_by_text("Thẻ hiến máu").click()
    page.get_by_role("button", name="Ghi 2 người vào sổ").click()
    page.get_by_role("heading", name="2 người mới vào sổ").wait_for()


def test_a_donor_pauses_on_their_own_page(world, site, phone):
    one = donor(world)
    points = ContactPoint.objects.visible_to(world.system)
    number = points.get(person=one.person_id, kind="phone").value
    phone.goto(site + link_to(world, one.person))
    phone.locator("input[name=digits]").fill(number[-4:])
    phone.get_by_role("button", name="Mở trang của tôi").click()
    phone.get_by_role("link", name="Trang hiến máu của tôi").click()
    for name in ("", "tam-ngung/", "khi-nao/", "sua/", "rut-ten/"):
        phone.goto(f"{site}/hien-mau/cua-toi/{name}")
        assert_page_holds_at_both_sizes(phone)
        look(phone, f"own-{name.strip('/')}")
    phone.goto(f"{site}/hien-mau/cua-toi/tam-ngung/")
    phone.get_by_text("Ba tháng").click()
    phone.get_by_role("button", name="Tạm ngừng").click()
    phone.get_by_role("heading", name="Anh/chị đang tạm ngừng").wait_for()
    assert_page_holds_at_both_sizes(phone)
    look(phone, "own-paused")
    phone.get_by_role("button", name="Cho hỏi lại từ hôm nay").click()
    phone.get_by_text("Từ nay chúng tôi lại hỏi").wait_for()
