"""The pages of groups in a real browser: a phone and a desk, with script and without."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from chungtay.groups.actions import Pasted, answer, paste_back, post
from chungtay.groups.tests.examples import TEXT, elder, group, notice, token_of
from chungtay.groups.tests.rows import words
from chungtay.kit import clock
from chungtay.kit.quantities import UNKNOWN
from chungtay.kit.tests.browser import (
    NARROW,
    assert_page_holds,
    assert_page_holds_at_both_sizes,
    visiting,
)
from conftest import World

pytestmark = pytest.mark.browser
LEAST = 52
"""Height of what a resident taps, in CSS pixels (LOOK.md: Layout)."""


@pytest.fixture
def town(own_database):
    """A notice posted in one of two groups, an answer, lines pasted back, a report link."""
    world = World(clock.now() - timedelta(hours=2))
    world.group, world.said = group(world, "Zalo tổ 36"), notice(world)
    group(world, "Chợ đầu mối", members=UNKNOWN)
    post(actor=world.officer, at=world.at, group=world.group, notice=world.said)
    answer(
        actor=world.system, at=world.at, notice=world.said, words="Nhà tôi có mẹ già.",
        name="Cô Tám", phone="0905 000 118",
    )  # fmt: skip
    paste_back(
        actor=world.officer, at=world.at, place=world.ward, group=world.group,
        letters=[Pasted("Còn nước", "Chú Tư")],
    )  # fmt: skip
    world.person = elder(world)
    world.public = reverse("groups:public", args=[world.said.code])
    return world


def signed_in(page, world, site):
    client = Client()
    client.force_login(world.officer.account)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": site}])


def officers_pages(world):
    said, found = [world.said.pk], [world.group.pk]
    one = {
        "notice": said, "end_notice": said, "group": found, "change_group": found,
        "close_group": found, "paste_back": found, "give_report_link": [world.person.pk],
    }  # fmt: skip
    none = ("index", "add_group", "write_notice", "forward", "report_links")
    return [reverse(f"groups:{n}") for n in none] + [
        reverse(f"groups:{n}", args=args) for n, args in one.items()
    ]


def test_every_page_of_an_officer_holds(town, site, phone):
    token_of(town, town.person)
    signed_in(phone, town, site)
    for address in officers_pages(town):
        phone.goto(site + address)
        assert_page_holds_at_both_sizes(phone)


def test_every_page_of_a_resident_holds(town, site, phone):
    phone.goto(site + town.public)
    assert_page_holds_at_both_sizes(phone)
    phone.goto(site + reverse("groups:arrived", args=[town.said.code]) + "?goi=114")
    assert_page_holds_at_both_sizes(phone)
    phone.goto(
        site + reverse("groups:enter_report", args=[token_of(town, town.person, clock.now())])
    )
    assert phone.url == site + reverse("groups:report")
    assert_page_holds_at_both_sizes(phone)
    phone.get_by_role("link", name="Xem lại những tin đã báo").click()
    assert_page_holds_at_both_sizes(phone)
    phone.get_by_label("4 số cuối điện thoại của anh/chị").fill("3456")
    phone.get_by_role("button", name="Xem những tin đã báo").click()
    assert phone.url == site + reverse("groups:reported")
    assert_page_holds_at_both_sizes(phone)


def test_a_resident_answers_without_script_and_without_a_cookie(town, site, plain):
    plain.goto(site + town.public)
    button = plain.get_by_role("button", name="Gửi cho phường")
    assert button.bounding_box()["height"] >= LEAST
    button.click()
    assert plain.get_by_role("alert").is_visible()
    plain.get_by_label("Anh/chị trả lời").fill("Kiệt 14 cần chở nước")
    plain.context.clear_cookies()
    plain.get_by_role("button", name="Gửi cho phường").click()
    assert plain.get_by_role("heading", name="Phường đã nhận lời của anh/chị").is_visible()
    assert words()[-1] == "Kiệt 14 cần chở nước"


def test_somebody_old_reports_without_script(town, site, plain):
    token = token_of(town, town.person, clock.now())
    plain.goto(site + reverse("groups:enter_report", args=[token]))
    plain.get_by_label("Anh/chị muốn báo điều gì?").fill("Cột điện nghiêng")
    plain.get_by_role("button", name="Gửi cho phường").click()
    assert plain.get_by_role("heading", name="Phường đã nhận tin").is_visible()
    assert words()[-1] == "Cột điện nghiêng"


def test_the_text_to_copy_ends_with_the_link_and_is_copied_by_one_tap(town, site, desktop):
    desktop.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)
    signed_in(desktop, town, site)
    desktop.goto(site + reverse("groups:notice", args=[town.said.pk]))
    box = desktop.get_by_label("Chạm vào khung, chọn hết, chép")
    assert box.input_value().startswith(TEXT)
    assert box.input_value().endswith(site + town.public)
    desktop.get_by_role("button", name="Chép cả lời").click()
    desktop.get_by_text("Đã chép. Dán vào nhóm").wait_for()
    copied = desktop.evaluate("navigator.clipboard.readText()")
    assert copied.replace("\r\n", "\n") == box.input_value()


def test_without_script_the_box_can_be_selected(town, site, plain):
    signed_in(plain, town, site)
    plain.goto(site + reverse("groups:notice", args=[town.said.pk]))
    box = plain.get_by_label("Chạm vào khung, chọn hết, chép")
    assert box.is_editable() is False and box.is_visible()
    assert plain.get_by_role("button", name="Chép cả lời").count() == 0


def test_an_officer_pastes_looks_and_takes_in_on_a_phone(town, site, phone):
    signed_in(phone, town, site)
    phone.goto(site + reverse("groups:paste_back", args=[town.group.pk]))
    lines = "Nguyễn Thị Mận: tổ 36 còn nước\nChú Tư: Còn nước\nLưu ý: mai cúp"
    phone.get_by_label("Dán vào đây").fill(lines)
    phone.get_by_role("button", name="Đọc thử").click()
    assert_page_holds(phone)
    phone.get_by_label("Lưu ý").select_option("text")
    phone.get_by_label("Nguyễn Thị Mận").select_option(str(town.person.pk))
    phone.get_by_role("button", name="Nhận vào hộp thư").click()
    assert phone.get_by_role("heading", name="Đọc được 2 tin").is_visible()
    assert_page_holds(phone)
    before = len(words())
    phone.get_by_role("button", name="Nhận vào hộp thư").click()
    assert phone.url == site + reverse("groups:group", args=[town.group.pk])
    assert words()[before:] == ["tổ 36 còn nước", "Còn nước\nLưu ý: mai cúp"]


def test_the_poster_is_one_sheet_of_a4(town, site, desktop):
    signed_in(desktop, town, site)
    desktop.goto(site + reverse("groups:poster", args=[town.said.pk]))
    assert_page_holds(desktop)
    pdf = desktop.pdf(format="A4", prefer_css_page_size=True)
    assert pdf.count(b"/Type /Page\n") == 1 or pdf.count(b"/Type /Page ") == 1
    with visiting(desktop.context.browser, NARROW) as narrow:
        signed_in(narrow, town, site)
        narrow.goto(site + reverse("groups:poster", args=[town.said.pk]))
        assert_page_holds(narrow)
