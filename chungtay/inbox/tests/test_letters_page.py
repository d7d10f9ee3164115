"""The list of who waits and a conversation, on a phone and on a desk."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.test import Client

from chungtay.inbox.tests.rows import fill
from chungtay.kit.tests.browser import assert_page_holds
from conftest import World


@pytest.mark.browser
def test_it_holds_on_a_phone_and_on_a_desk(own_database, site, phone, desktop):
    world = World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC))
    fill(world, "388613280878808645")
    client = Client()
    client.force_login(world.officer.account)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    for page in (phone, desktop):
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}]
        )
        page.goto(site + "/tin-den/")
        assert page.get_by_text("Mai chị qua được không?").is_visible()
        assert_page_holds(page)
        for name in ("Phan Thị Diễm My", "Người chưa có trong sổ"):
            page.goto(site + "/tin-den/")
            page.get_by_role("link", name=name).first.click()
            assert_page_holds(page)
        page.goto(site + "/tin-den/chua-toi/")
        assert_page_holds(page)
