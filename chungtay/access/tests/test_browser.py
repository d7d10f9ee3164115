"""The pages of posts and approvals in a real browser, on a phone and on a desk."""

import pytest
from django.conf import settings
from django.test import Client

from chungtay.access.models import Post
from chungtay.access.tests.standing_in import post_of, stand_in
from chungtay.approvals.tests.examples import administrator, asked, chief
from chungtay.kit import clock
from chungtay.kit.tests.browser import assert_page_holds, assert_page_holds_at_both_sizes
from chungtay.places.models import Place
from conftest import World

pytestmark = pytest.mark.browser


@pytest.fixture
def world(own_database):
    found = World(clock.now())
    administrator(found), chief(found)
    return found


def signed_in(page, holder, site):
    client = Client()
    client.force_login(holder.account)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])


def test_every_page_of_posts_holds(world, site, phone):
    absent, waits = stand_in(world), asked(world)
    for who, paths in (
        (administrator(world), [
            "/phan-viec/", "/phan-viec/moi/", "/phan-viec/to-dan-pho/", "/cho-duyet/",
            f"/phan-viec/{absent.post_id}/", f"/phan-viec/{absent.post_id}/lam-thay/",
            f"/phan-viec/lam-thay/{absent.pk}/dung/", f"/phan-viec/{absent.post_id}/ket-thuc/",
        ]),
        (chief(world), ["/cho-duyet/", f"/cho-duyet/{waits.pk}/"]),
    ):  # fmt: skip
        signed_in(phone, who, site)
        for path in paths:
            phone.goto(site + path)
            assert_page_holds_at_both_sizes(phone)


def test_a_list_is_pasted_looked_through_and_made(world, site, phone):
    signed_in(phone, administrator(world), site)
    phone.goto(site + "/phan-viec/to-dan-pho/")
    phone.get_by_label("Danh sách tổ dân phố, thôn").fill("1. Tổ 1\n2. Tổ 2\n36\nThôn Đông")
    phone.get_by_role("button", name="Xem lại danh sách").click()
    phone.get_by_role("heading", name="3 tổ mới").wait_for()
    assert_page_holds(phone)
    phone.get_by_role("button", name="Lập 3 tổ").click()
    phone.get_by_role("heading", name="có 3 tổ dân phố, thôn").wait_for()
    assert Place.objects.filter(parent=world.ward, kind="group").count() == 3


def test_two_people_give_a_post(world, site, desktop):
    """The administrator asks, the head of the ward police says yes, and it is held."""
    officer = post_of(world, "hoai").account
    signed_in(desktop, administrator(world), site)
    desktop.goto(site + "/phan-viec/moi/")
    desktop.get_by_label("Giao cho ai?").select_option(str(officer.pk))
    desktop.get_by_label("Phần việc nào?").select_option("administrator")
    if desktop.get_by_label("Ở đâu?").input_value() == "":
        desktop.get_by_label("Ở đâu?").select_option(str(world.ward.pk))
    desktop.get_by_role("button", name="Giao phần việc").click()
    desktop.get_by_text("Đã gửi xin duyệt").wait_for()
    signed_in(desktop, chief(world), site)
    desktop.goto(site + "/cho-duyet/")
    desktop.get_by_role("button", name="Duyệt", exact=True).click()
    desktop.get_by_text("Đã duyệt, việc đã được làm").wait_for()
    assert Post.objects.filter(account=officer, role="administrator", ends_at=None).exists()
