"""The page of an answer, on a phone, for old eyes and without script."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.test import Client

from chungtay.channels.tests.loopback import CAME
from chungtay.inbox.tests.rows import question
from chungtay.inbox.tests.test_answer_by_link import link_to
from chungtay.kit.tests.browser import assert_page_holds
from conftest import World

LEAST = 56
"""Height of an answer, in CSS pixels."""


@pytest.mark.browser
def test_it_holds_and_works_without_script(own_database, site, phone, plain):
    CAME.clear()
    world = World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC))
    delivery = question(world)
    address = link_to(world, delivery)
    phone.goto(site + address)
    assert phone.url == site + "/tra-loi/"
    assert_page_holds(phone)
    buttons = phone.locator("form button[name=answer]")
    row = phone.locator("main h1").bounding_box()
    assert buttons.count() == 2
    for button in buttons.all():
        box = button.bounding_box()
        assert box["height"] >= LEAST and box["width"] >= row["width"] - 1
    plain.goto(site + address)
    plain.get_by_role("button", name="Tôi đến được").click()
    assert plain.get_by_text("Đã ghi “Tôi đến được”").is_visible()
    assert [(delivery.message.recipient_id, 1)] == CAME
    phone.reload()
    assert phone.get_by_text("Đã ghi “Tôi đến được”").is_visible()
    assert_page_holds(phone)


@pytest.mark.browser
def test_the_officers_list_holds_on_a_phone(own_database, site, phone):
    world = World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC))
    question(world)
    client = Client()
    client.force_login(world.officer.account)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    phone.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}]
    )
    phone.goto(site + "/tin-den/chua-toi/")
    assert_page_holds(phone)
    phone.get_by_role("button", name="Tạo đường dẫn trả lời").click()
    assert "/tra-loi/" in phone.get_by_label("Đường dẫn", exact=True).input_value()
    assert_page_holds(phone)
