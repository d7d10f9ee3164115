"""The pages of a call in a real browser, on a phone and on a desk, with script and without."""

import os
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from chungtay.blood.actions import cannot_come, come, not_today
from chungtay.blood.tests.examples import asks, call, hospital
from chungtay.blood.tests.test_come import Donor as Answering
from chungtay.donors.tests.examples import donor
from chungtay.kit import clock
from chungtay.kit.tests.browser import assert_page_holds_at_both_sizes
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


def signed_in(page, world, site):
    client = Client()
    client.force_login(world.officer.account)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])
    return page


def look(page, name, size):
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}-{size}.png", full_page=True)


PAGES = {
    "calls": "/hien-mau/",
    "call": "/hien-mau/loi-goi/{call}/",
    "stop": "/hien-mau/loi-goi/{call}/dung/",
}


def test_every_page_holds_on_a_phone_and_on_a_desk(world, running, site, phone):
    page = signed_in(phone, world, site)
    for name, path in PAGES.items():
        page.goto(site + path.format(call=running.pk))
        assert_page_holds_at_both_sizes(page)
        look(page, name, "phone")


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
