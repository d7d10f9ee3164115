"""The desk of rights and a person's own page in a real browser, on both sizes."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.test import Client

from chungtay.breaches.tests.examples import breach
from chungtay.kit.tests.browser import assert_page_holds, assert_page_holds_at_both_sizes
from chungtay.people.actions import give_consent
from chungtay.people.models import Consent
from chungtay.people.tests.examples import purpose
from chungtay.rights.tests.examples import asked, chief, somebody
from chungtay.rights.tests.test_own_page import link_to
from conftest import World

pytestmark = [pytest.mark.browser, pytest.mark.database]


@pytest.fixture
def town(own_database):
    world = World(datetime(2026, 11, 20, 7, 5, tzinfo=UTC))
    person = world.person = somebody(world)
    give_consent(
        actor=world.system, at=world.at, person=person, purpose=purpose(), means=Consent.Means.FORM
    )
    asked(world, "view", person, wish="Phường giữ gì về tôi?")
    asked(world, "delete", person)
    breach(world, ["location"])
    return world


def signed_in(page, world, site):
    client = Client()
    client.force_login(chief(world).account)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": site}])


def test_every_page_of_the_desk_holds(town, site, phone):
    signed_in(phone, town, site)
    for path in ("", "?trang-thai=ended", "1/", "1/thu/", "2/", "2/xoa/", "moi/?q=diem+my",
                 f"moi/?nguoi={town.person.pk}", "vu-lo/", "vu-lo/moi/", "vu-lo/1/"):  # fmt: skip
        phone.goto(f"{site}/quyen-du-lieu/{path}")
        assert phone.get_by_role("heading", level=1).count() == 1
        assert_page_holds_at_both_sizes(phone)


@pytest.mark.parametrize("size", ["phone", "plain"])
def test_a_person_comes_in_and_takes_a_consent_back(town, site, request, size):
    page = request.getfixturevalue(size)
    page.goto(f"{site}/quyen-du-lieu/xin-duong-dan/")
    if size == "phone":
        assert_page_holds(page)
    page.goto(site + link_to(town, town.person))
    page.get_by_label("4 số cuối").fill("3456")
    page.get_by_role("button", name="Mở trang của tôi").click()
    assert "Phan Thị Diễm My" in page.get_by_role("heading", level=1).inner_text()
    if size == "phone":
        assert_page_holds(page)
    page.get_by_role("link", name="Rút:").click()
    page.get_by_role("button", name="Rút lời đồng ý").click()
    assert page.get_by_role("link", name="Rút:").count() == 0
