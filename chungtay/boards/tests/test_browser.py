"""The pages of a call in a real browser, on a phone and on a desk, with script and without."""

import os
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from chungtay.blood.actions import cannot_come, come, not_today, set_out, turn_elsewhere
from chungtay.blood.tests.examples import asks, call, hospital
from chungtay.blood.tests.test_come import Donor as Answering
from chungtay.donors.tests.examples import donor
from chungtay.kit import clock
from chungtay.kit.tests.browser import (
    DESKTOP,
    PHONE,
    assert_page_holds,
    assert_page_holds_at_both_sizes,
)
from chungtay.releases.tests import scene as duty
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
    hospital(found)
    return found


@pytest.fixture
def running(world):
    """A call under way: two come, one is in reserve, one cannot, one took it back."""
    made = call(world, units=2, note="Gửi xe ở cổng sau, gặp cô Vân.")
    one, two, three, four, *_others = asks(made)
    minute = timedelta(minutes=1)
    come(actor=Answering(one), at=world.at + 4 * minute, ask=one)
    not_today(actor=Answering(two, "blood.not_today"), at=world.at + 7 * minute, ask=two)
    come(actor=Answering(three), at=world.at + 11 * minute, ask=three)
    come(actor=Answering(four), at=world.at + 12 * minute, ask=four)
    cannot_come(actor=Answering(one, "blood.cannot_come"), at=world.at + 20 * minute, ask=one)
    return made


def signed_in(page, world, site, acting=None):
    client = Client()
    client.force_login((acting or world.officer).account)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])
    return page


def look(page, name, size):
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}-{size}.png", full_page=True)


PAGES = {
    "calls": "/hien-mau/",
    "call": "/hien-mau/loi-goi/{call}/",
    "log": "/hien-mau/loi-goi/{call}/nhat-ky/",
    "stop": "/hien-mau/loi-goi/{call}/dung/",
}


def at_both_sizes(page, name):
    """What every page must hold, and a picture of each size."""
    assert_page_holds_at_both_sizes(page)
    for size, viewport in (("phone", PHONE), ("desktop", DESKTOP)) if PICTURES else ():
        page.set_viewport_size(viewport)
        look(page, name, size)


def test_every_page_holds_on_a_phone_and_on_a_desk(world, running, site, phone):
    set_out(actor=world.officer, at=clock.now(), ask=asks(running)[2], minutes=0)
    page = signed_in(phone, world, site)
    for name, path in PAGES.items():
        page.goto(site + path.format(call=running.pk))
        at_both_sizes(page, name)


def test_the_province_sees_its_calls_and_opens_one(world, running, site, phone):
    call(world, units=1, place=world.other_ward, actor=world.system)
    turned = call(world, units=3, urgency="today")
    turn_elsewhere(actor=world.system, at=clock.now(), call=turned)
    page = signed_in(
        phone, world, site, world.account("tinh", "province_duty", world.ward.province)
    )
    page.goto(site + "/hien-mau/tinh/")
    at_both_sizes(page, "province")
    page.get_by_role("link", name="Đã nhờ nơi khác").click()
    page.get_by_role("link", name="Tiểu cầu nhóm B+, cần 3 người hiến").click()
    page.get_by_role("heading", level=1, name="cần 3 người hiến").wait_for()


@pytest.fixture
def cleared(own_database):
    """An officer on duty said yes and a doctor has answered; the commander is asked."""
    found = World(clock.now() - timedelta(minutes=2))
    release = duty.cleared(found, others=7)
    duty.spare(found, "Hồ Anh Thư")
    minute = timedelta(minutes=1)
    others = [one for one in asks(duty.call_of(release)) if one.pk != release.ask_id]
    come(actor=Answering(others[0]), at=found.at + minute, ask=others[0])
    set_out(actor=found.system, at=found.at + minute, ask=others[0], minutes=45)
    not_today(actor=Answering(others[1], "blood.not_today"), at=found.at + minute, ask=others[1])
    return found, release


@pytest.mark.parametrize("size", ["phone", "desktop", "plain"])
def test_the_commander_answers_with_one_tap_where_they_are(cleared, site, request, size):
    world, release = cleared
    page = signed_in(request.getfixturevalue(size), world, site, duty.commander(world))
    page.goto(f"{site}/hien-mau/loi-goi/{release.call_id}/")
    if size == "phone":
        at_both_sizes(page, "commander")
    page.get_by_label("Hồ Anh Thư").check()
    page.get_by_role("button", name="Duyệt, đổi ca").click()
    page.get_by_text("Đã duyệt, có người thay").locator("visible=true").first.wait_for()
    assert page.get_by_role("button", name="Duyệt, đổi ca").count() == 0


def test_what_was_chosen_outlives_a_poll(cleared, site, desktop):
    world, release = cleared
    page = signed_in(desktop, world, site, duty.commander(world))
    page.goto(f"{site}/hien-mau/loi-goi/{release.call_id}/")
    page.get_by_label("Hồ Anh Thư").check()
    page.get_by_text("Cách tính").click()
    silent = asks(duty.call_of(release))[-1]
    not_today(actor=Answering(silent, "blood.not_today"), at=clock.now(), ask=silent)
    page.get_by_text("chưa được (2)").wait_for()
    assert page.get_by_label("Hồ Anh Thư").is_checked()
    assert page.get_by_text("Im lặng càng lâu").is_visible()


def test_the_keyboard_alone_records_a_gift(world, site, desktop):
    made = call(world, units=1)
    ask = asks(made)[0]
    come(actor=Answering(ask), at=clock.now(), ask=ask)
    page = signed_in(desktop, world, site)
    page.goto(f"{site}/hien-mau/loi-goi/{made.pk}/")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == f"hien-{ask.pk}":
            break
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Ghi một lần hiến").wait_for()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip() == "Ghi đã hiến":
            break
    look(page, "gave", "desktop")
    page.keyboard.press("Enter")
    page.get_by_text("Đã ghi lần hiến và gửi lời cảm ơn.").wait_for()


def test_a_desk_at_200_per_cent_still_fits(world, running, site, desktop):
    """A browser that enlarges twice lays out half as many pixels."""
    page = signed_in(desktop, world, site)
    page.set_viewport_size({"width": DESKTOP["width"] // 2, "height": DESKTOP["height"] // 2})
    for path in PAGES.values():
        page.goto(site + path.format(call=running.pk))
        assert_page_holds(page)


def test_an_answer_shows_by_itself_and_the_page_keeps_its_place(world, site, desktop):
    made = call(world, units=1)
    page = signed_in(desktop, world, site)
    page.goto(f"{site}/hien-mau/loi-goi/{made.pk}/")
    page.get_by_role("link", name="Dừng gọi và cảm ơn mọi người").focus()
    ask = asks(made)[0]
    come(actor=Answering(ask), at=clock.now(), ask=ask)
    page.get_by_role("heading", name="1 người nhận lời").wait_for()
    assert page.evaluate("document.activeElement.id") == "nut-dung"
    page.get_by_role("button", name="Đã hiến").click()
    page.get_by_role("button", name="Ghi đã hiến").click()
    page.get_by_text("Đã ghi lần hiến và gửi lời cảm ơn.").wait_for()
    assert page.get_by_text("đủ máu", exact=True).is_visible()


def test_a_call_is_stopped_from_the_question(world, site, phone):
    made = call(world, units=1)
    page = signed_in(phone, world, site)
    page.goto(f"{site}/hien-mau/loi-goi/{made.pk}/")
    page.get_by_role("link", name="Dừng gọi và cảm ơn mọi người").click()
    look(page, "stop_dialog", "phone")
    page.get_by_role("dialog").get_by_role("button", name="Dừng và cảm ơn").click()
    page.get_by_text("Đã dừng gọi. Mọi người đã được cảm ơn.").wait_for()
