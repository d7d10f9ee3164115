"""The list of who waits and a conversation, on a phone and on a desk."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.test import Client

from chungtay.inbox.tests.rows import claimed, fill
from chungtay.kit.tests.browser import assert_page_holds_at_both_sizes
from chungtay.people.tests.examples import phone as number
from chungtay.people.tests.examples import somebody
from conftest import World


@pytest.mark.browser
def test_it_holds_on_a_phone_and_on_a_desk(own_database, site, phone):
    world = World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC))
    fill(world, "388613280878808645")
    client = Client()
    client.force_login(world.officer.account)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    phone.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}]
    )
    phone.goto(site + "/tin-den/")
    assert phone.get_by_text("Mai chị qua được không?").is_visible()
    assert_page_holds_at_both_sizes(phone)
    for name in ("Phan Thị Diễm My", "Người chưa có trong sổ"):
        phone.goto(site + "/tin-den/")
        phone.get_by_role("link", name=name).first.click()
        assert_page_holds_at_both_sizes(phone)
    phone.goto(site + "/tin-den/chua-toi/")
    assert_page_holds_at_both_sizes(phone)


@pytest.mark.browser
def test_saying_who_it_is_holds_on_a_phone_and_on_a_desk(own_database, site, phone):
    world = World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC))
    row, person = claimed(world), somebody(world, "Trần Thị Mận")
    number(world, person, "0905 123 456")
    client = Client()
    client.force_login(world.officer.account)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    phone.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}]
    )
    phone.goto(f"{site}/tin-den/{row.pk}/")
    assert_page_holds_at_both_sizes(phone)
    phone.get_by_role("link", name="Nói đây là ai").click()
    assert phone.get_by_role("heading", name="Trần Thị Mận").is_visible()
    assert_page_holds_at_both_sizes(phone)
    phone.get_by_role("searchbox").fill("khong ai ca")
    phone.get_by_role("searchbox").press("Enter")
    assert phone.get_by_text("Không thấy “khong ai ca”").is_visible()
    assert_page_holds_at_both_sizes(phone)
    phone.get_by_role("searchbox").fill("man")
    phone.get_by_role("searchbox").press("Enter")
    phone.get_by_role("button", name="Là người này").click()
    assert phone.get_by_role("heading", level=1, name="Trần Thị Mận").is_visible()
    assert_page_holds_at_both_sizes(phone)
    phone.get_by_role("button", name="Bỏ, chưa rõ là ai").click()
    assert phone.get_by_role("link", name="Nói đây là ai").is_visible()
