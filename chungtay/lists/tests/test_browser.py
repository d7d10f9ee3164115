"""The pages of lists in a real browser, on a phone and on a desk, with script and without."""

import os

import pytest
from django.conf import settings
from django.test import Client

from chungtay.kit import clock
from chungtay.kit.tests.browser import assert_page_holds_at_both_sizes
from chungtay.lists.tests.examples import LIST, another, brought, groups, read, taken
from chungtay.people.actions import register
from conftest import World

pytestmark = pytest.mark.browser
PICTURES = os.environ.get("CHUNGTAY_PICTURES", "")


@pytest.fixture
def pages(own_database):
    world = World(clock.now())
    group, *_others = groups(world)
    another(world)
    register(actor=world.system, at=world.at, place=group, name="Mai Xuân Lộc", birth_year=1980)
    done = taken(world, LIST + "6,Mai Xuân Lộc,1980,,31,,,\n", keeper="Tổ trưởng tổ 31")
    seen = read(world, LIST + "7,Hồ Anh Thư,1970,,99,,,\n", keeper="Công an phường")
    fresh = brought(world, LIST.replace("SĐT", "Số máy"), keeper="Hội Phụ nữ")
    one = "/danh-sach/{}/"
    return world, {
        "index": "/danh-sach/", "bring": "/danh-sach/moi/",
        "columns": one.format(fresh.pk) + "cot/", "read": one.format(seen.pk),
        "done": one.format(done.pk), "back": one.format(done.pk) + "lay-lai/",
        "doubtful": one.format(done.pk) + "giong-nguoi-da-co/",
    }  # fmt: skip


def signed_in(page, world, site):
    client = Client()
    client.force_login(world.officer.account)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])
    return page


def test_every_page_holds_on_a_phone_and_on_a_desk(pages, site, phone):
    world, addresses = pages
    signed_in(phone, world, site)
    for name, address in addresses.items():
        phone.goto(site + address)
        assert_page_holds_at_both_sizes(phone)
        if PICTURES:
            phone.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


def test_a_list_comes_in_without_script(pages, site, plain, tmp_path):
    world, _addresses = pages
    page = signed_in(plain, world, site)
    file = tmp_path / "moi.csv"
    file.write_text("Họ tên,Năm sinh,Tổ,Ghi chú\nVõ Thị Hạnh,1961,31,x\n", encoding="utf-8")
    page.goto(f"{site}/danh-sach/moi/")
    page.fill("input[name=keeper]", "Tổ trưởng")
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Đọc danh sách").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Chúng tôi nhận ra 3 trên 4 cột"
    page.get_by_role("button", name="Xem trước").click()
    page.get_by_role("button", name="Ghi danh sách vào sổ").click()
    assert page.get_by_role("heading", level=1).inner_text() == "1 người mới vào sổ"
