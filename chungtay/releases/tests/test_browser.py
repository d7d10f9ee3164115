"""The pages of a release in a real browser, on a phone and on a desk: they hold, and one press
without script approves."""

import os
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from chungtay.access.models import Post
from chungtay.blood.tests.examples import hospital
from chungtay.kit import clock
from chungtay.kit.tests.browser import assert_page_holds_at_both_sizes
from chungtay.releases.tests.scene import (
    HOUR,
    asked,
    came,
    cleared,
    commander,
    deputy,
    leave_of,
    spare,
    stand_in,
)
from chungtay.rosters.tests import examples as rosters
from conftest import World

pytestmark = pytest.mark.browser
PICTURES = os.environ.get("CHUNGTAY_PICTURES", "")
"""A folder for a picture, for whoever wants to look at it."""


@pytest.fixture
def world(own_database):
    return World(clock.now() - timedelta(minutes=2))


def as_(page, account, site):
    client = Client()
    client.force_login(getattr(account, "account", account))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])
    return page


def test_every_page_holds_and_one_press_approves(world, site, phone):
    van = world.account("van", "hospital_desk", world.ward)
    Post.objects.filter(account=van.account).update(organisation=hospital(world).actor_id)
    release = came(world)
    clearance = asked(world, release)
    for who, paths in (
        (release.account, ["/hien-mau/toi/", "/hien-mau/toi/khong-di-nua/", "/tai-khoan/"]),
        (van, ["/hien-mau/y-kien-bac-si/", f"/hien-mau/y-kien-bac-si/{clearance.pk}/"]),
    ):
        page = as_(phone, who, site)
        for path in paths:
            page.goto(site + path)
            assert_page_holds_at_both_sizes(page)
    cleared(world, release)
    page = as_(phone, commander(world), site)
    for path in ("", f"{release.pk}/", f"{release.pk}/khong-duyet/"):
        page.goto(f"{site}/hien-mau/roi-ca/{path}")
        assert_page_holds_at_both_sizes(page)
    page.goto(f"{site}/hien-mau/roi-ca/{release.pk}/")
    page.get_by_role("button", name="Duyệt, đổi ca").click()
    page.get_by_text("Đã duyệt, Mai Xuân Lộc trực thay").first.wait_for()
    assert leave_of(release).granted
    assert_page_holds_at_both_sizes(page)


def test_with_nobody_rested_the_page_holds_and_leads_on(world, site, phone):
    release = cleared(world, hours=23, deadline=world.at + 20 * HOUR)
    for away in (stand_in(world), deputy(world).account, commander(world).account):
        rosters.absence(world, away, days=2)
    rosters.shift(world, spare(world, "Hồ Anh Thư"), starts=world.at - 13 * HOUR, hours=12)
    page = as_(phone, commander(world), site)
    page.goto(f"{site}/hien-mau/roi-ca/{release.pk}/")
    assert_page_holds_at_both_sizes(page)
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/nobody.png", full_page=True)
    assert page.get_by_text("Sớm nhất").count() == 1
    page.get_by_role("link", name="Để người khác đến hiến thay").click()
    page.get_by_role("button", name="Không duyệt").click()
    page.get_by_text("Chỉ người ấy được báo").first.wait_for()
    assert leave_of(release).granted is False
