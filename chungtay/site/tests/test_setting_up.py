"""A new administrator sets up a ward in the browser: groups, three officers, 6,000 residents.

The account is made as on a real server (`./run account`); everything after is done by hand. How
long it took is printed (`-s` shows it), never asserted.
"""

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings

from chungtay.access.roles import Role
from chungtay.command import demo as started
from chungtay.command import postgres
from chungtay.kit.tests.browser import DESKTOP, PHONE, assert_page_holds, visiting
from chungtay.lists.tests import messy
from chungtay.site.tests.demo_house import Demo

pytestmark = pytest.mark.browser

GROUPS = [f"Tổ {n}" for n in range(31, 43)]
PASSWORD = "mua he qua phuong moi 7"
OFFICERS = [
    ("Huỳnh Đức Phúc", "huynhphuc", Role.AREA_OFFICER),
    ("Tôn Nữ Hoài An", "tonnuan", Role.DESK_OFFICER),
    ("Đặng Thu Uyên", "danguyen", Role.GROUP_HEAD),
]


def on_the_server(demo: Demo, *lines: str) -> str:
    """`./run account`, answered line by line."""
    marks = json.loads((demo.folder / "demo.json").read_text())
    cluster = postgres.Cluster(demo.folder / "postgres", postgres.bin_directory())
    env = started.environment(cluster, demo.folder, marks, int(demo.site.rsplit(":", 1)[1]))
    done = subprocess.run(
        [sys.executable, "-m", "chungtay.command", "account"], env=env, cwd=settings.ROOT,
        input="\n".join(lines) + "\n", capture_output=True, text=True, check=False,
        start_new_session=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def sign_in(page, demo: Demo, username: str) -> None:
    page.goto(demo.site + "/vao/")
    page.fill("[name=username]", username)
    page.fill("[name=password]", PASSWORD)
    page.locator("main button.btn-primary").click()
    page.wait_for_url("**/hom-nay/")


def name_groups(page) -> None:
    page.get_by_role("link", name=re.compile("Lập tổ dân phố")).click()
    page.fill("[name=names]", "\n".join(GROUPS))
    page.locator("button[value=look]").click()
    assert_page_holds(page)
    page.locator("button[value=make]").click()
    page.get_by_text("Đã lập 12 tổ").first.wait_for()


def invite(page, demo: Demo, name: str, role: Role) -> str:
    """The link that the administrator would send by Zalo."""
    page.goto(demo.site + "/loi-moi/moi/")
    page.fill("[name=name]", name)
    page.select_option("[name=role]", role.value)
    where = "Tổ 36" if role == Role.GROUP_HEAD else "Thanh Khê"
    choice = page.locator("[name=place] option", has_text=where).first
    page.select_option("[name=place]", value=choice.get_attribute("value"))
    page.locator("main button.btn-primary").click()
    return page.locator("#duong-dan").input_value()


def accept(browser, demo: Demo, link: str, username: str) -> None:
    with visiting(browser, PHONE) as phone:
        phone.goto(link)
        assert "/loi-moi/nhan/" in phone.url, "the token stays out of the address"
        phone.fill("[name=username]", username)
        phone.fill("[name=password]", PASSWORD)
        phone.fill("[name=again]", PASSWORD)
        phone.locator("main button.btn-primary").click()
        phone.wait_for_url(re.compile(r"/(hom-nay|tai-khoan/bao-ve)/"))
        assert_page_holds(phone)


def bring_residents(page, file: Path, expected: messy.Ward) -> None:
    page.get_by_role("link", name=re.compile("Nhập danh sách dân cư")).click()
    page.locator("a[href$='/danh-sach/moi/']").first.click()
    page.fill("[name=keeper]", "Công an phường Thanh Khê")
    page.set_input_files("[name=file]", file)
    page.locator("main button.btn-primary").click()
    page.wait_for_url("**/danh-sach/*/cot/")
    assert_page_holds(page)
    page.locator("main button.btn-primary").click()
    counted = page.get_by_text(re.compile(r"\d dòng ghi được vào sổ")).first
    counted.wait_for(timeout=120_000)
    assert_page_holds(page)
    page.get_by_role("button", name="Ghi danh sách vào sổ").click()
    page.get_by_text(re.compile(r"\d người mới vào sổ")).first.wait_for(timeout=180_000)
    assert_page_holds(page)
    said = page.locator("h1").inner_text().replace(".", "")
    assert int(re.findall(r"\d+", said)[0]) == expected.count


def test_a_new_administrator_sets_up_a_ward(browser, demo, tmp_path):
    residents = messy.ward(6_000, GROUPS)
    file = tmp_path / "nhan-khau-2026.xlsx"
    file.write_bytes(messy.workbook(residents))
    administrator = str(list(Role).index(Role.ADMINISTRATOR) + 1)
    on_the_server(
        demo, "phường Thanh Khê, Đà Nẵng", administrator, "quantri.tk", "Lâm Gia Bảo", PASSWORD
    )
    start = time.monotonic()
    with visiting(browser, DESKTOP) as page:
        sign_in(page, demo, "quantri.tk")
        assert_page_holds(page)
        name_groups(page)
        for name, username, role in OFFICERS:
            accept(browser, demo, invite(page, demo, name, role), username)
        page.goto(demo.site + "/hom-nay/")
        page.get_by_text("3 người đã vào, 0 lời mời đang chờ.").wait_for()
        bring_residents(page, file, residents)
        seconds = time.monotonic() - start
        page.goto(demo.site + "/hom-nay/")
        assert page.get_by_text("Dựng phường").count() == 0, "nothing is left to set up"
    print(f"\ndựng phường trong trình duyệt: {seconds:.0f} s")
    with visiting(browser, PHONE) as phone:  # and the ward works: its officer finds a resident
        sign_in(phone, demo, "huynhphuc")
        name = next(one.name for one in residents.groups["Tổ 36"] if not one.wrong)
        phone.goto(f"{demo.site}/nguoi-dan/?q={name}")
        assert phone.get_by_text(re.compile(re.escape(name), re.IGNORECASE)).count()
        assert_page_holds(phone)
