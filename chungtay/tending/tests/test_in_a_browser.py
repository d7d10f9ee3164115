"""Connecting an account and looking after it, on a phone, on a desk, and without script."""

import pytest
from django.conf import settings
from django.test import Client

from chungtay.channels.tests.loopback import APP_ID, OA_ID, OA_SECRET, SECRET
from chungtay.kit.tests.browser import DESKTOP, assert_page_holds_at_both_sizes, visiting
from chungtay.tending.tests.examples import trouble
from chungtay.tending.tests.office import channels, joining


def sign_in(page, site, acting):
    client = Client()
    client.force_login(acting.account)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}]
    )


def connect(page, site):
    """The whole way as an officer goes it, up to the account's own word about itself."""
    page.goto(site + "/kenh/noi/")
    page.get_by_label("ID của OA").fill(OA_ID)
    page.get_by_label("ID ứng dụng").fill(APP_ID)
    page.get_by_label("Khóa bí mật của ứng dụng").fill(SECRET)
    page.get_by_label("OA Secret Key").fill(OA_SECRET)
    page.get_by_role("button", name="Giữ khóa, làm tiếp").click()
    page.get_by_label("Tên tệp xác thực tên miền").fill("zalo_verifierAbC123xY.html")
    page.get_by_label("Tôi đã lưu các điều trên").check()
    page.get_by_role("button", name="Đã lưu, làm tiếp").click()
    page.get_by_role("link", name="Sang Zalo xin phép").click()
    page.locator("main form button[type=submit], main form button").first.click()
    page.get_by_role("button", name="Nhận khóa, nối").click()
    page.wait_for_url(site + "/kenh/noi/")


@pytest.mark.browser
def test_every_page_of_the_way_holds(office, site, phone):
    page = phone
    sign_in(page, site, office.officer)
    page.goto(site + "/kenh/noi/")
    assert_page_holds_at_both_sizes(page)
    page.get_by_role("button", name="Giữ khóa, làm tiếp").click()
    page.get_by_role("alert").wait_for()
    page.wait_for_load_state()
    assert all("422" in said for said in page.complaints), "a form not filled in"
    page.complaints.clear()
    assert_page_holds_at_both_sizes(page)
    connect(page, site)
    (channel,) = channels()
    page.asked.clear()  # Zalo's own page was on the way
    page.reload()
    assert page.get_by_text("đã xác thực").is_visible()
    assert_page_holds_at_both_sizes(page)
    trouble(office.world, channel)
    for path in ("", f"{channel.pk}/", f"{channel.pk}/nguoi-giu/", f"{channel.pk}/chay-thu/",
                 f"{channel.pk}/mau/", "noi-sms/", "noi-thu/", "noi/thoi/"):  # fmt: skip
        page.goto(f"{site}/kenh/{path}")
        assert_page_holds_at_both_sizes(page)
        # Words that stick out of a box that does not.
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    page.goto(f"{site}/kenh/{channel.pk}/chay-thu/")
    page.get_by_role("button", name="Tính thử").click()
    page.get_by_text("Không gửi, vì sao").wait_for()
    assert_page_holds_at_both_sizes(page)


@pytest.mark.browser
def test_it_goes_without_script(office, site, plain):
    sign_in(plain, site, office.officer)
    connect(plain, site)
    assert len(channels()) == 1
    assert plain.get_by_text("nhắn:").is_visible()
    plain.goto(site + "/kenh/noi/")
    assert plain.get_by_text(joining().word).first.is_visible()


@pytest.mark.browser
def test_the_page_of_a_channel_asks_again_by_itself(office, site, browser):
    with visiting(browser, DESKTOP) as desktop:
        sign_in(desktop, site, office.officer)
        channel = office.connect()
        desktop.clock.install()
        desktop.goto(f"{site}/kenh/{channel.pk}/")
        assert desktop.get_by_text("Không có sự cố nào đang mở").is_visible()
        trouble(office.world, channel)
        desktop.clock.fast_forward("00:20")
        desktop.get_by_text("Hết hạn mức gửi tin của Zalo").first.wait_for()
