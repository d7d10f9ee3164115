"""The pages of the books in a real browser, on both sizes, and without script.

CHUNGTAY_SHOTS=DIR keeps a picture of each.
"""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from chungtay.journal.actions import void
from chungtay.journal.models import Heading, Line
from chungtay.journal.tests.books import MEALS, RICE, TREES, close_all, do
from chungtay.journal.tests.test_pages import mondays
from chungtay.kit.quantities import UNKNOWN, ZERO, exact, hundreds, more_than, nearly
from chungtay.kit.tests.browser import assert_page_holds_at_both_sizes

pytestmark = [pytest.mark.browser, pytest.mark.database]


@pytest.fixture
def told(committed):
    """A year of a ward: meals every Monday, a few trees, rice, one line taken back, one nested."""
    from chungtay.access import actions
    from chungtay.places.models import Place

    w = committed
    actions.name_groups(actor=w.system, at=w.at, place=w.ward, names=["Tổ 31", "Tổ 39", "Tổ 42"])
    groups = list(Place.objects.filter(commune=w.ward, kind="group").order_by("pk"))
    heading = Heading.objects.create(code="bua-com", kind="programme", title="Bữa cơm nhân ái")
    numbers = [58, 55, 58, 0, *([52, 55, 61, 55, 57, 60] * 8)]
    things = [
        {"measure": MEALS, "quantity": exact(n), "at": day, "programme": heading,
         "place": groups[i % 3] if i % 4 else w.ward}
        for i, (n, day) in enumerate(zip(numbers, mondays(2023), strict=True))
    ]  # fmt: skip
    things += [
        {"measure": MEALS, "quantity": exact(50), "at": d} for d in mondays(2022) if d.month > 5
    ]
    for quantity in (more_than(7), nearly(40), hundreds(), ZERO, UNKNOWN):
        things.append({"measure": TREES, "quantity": quantity})
    things.append({"measure": RICE, "quantity": exact("1500.5")})
    do(actor=w.system, at=w.at, place=w.ward, things=things)
    (whole,) = do(actor=w.system, at=w.at, place=w.ward,
                  things=[{"measure": RICE, "quantity": exact(900)}])  # fmt: skip
    do(actor=w.system, at=w.at, place=w.ward,
       things=[{"measure": RICE, "quantity": exact(200), "within": whole}])  # fmt: skip
    close_all(w.at)
    void(actor=w.officer, at=w.at, line=Line.objects.filter(measure=TREES.id).first())
    return w


def pages(world):
    entry = Line.objects.filter(measure=TREES.id, voids=None).first()
    second = Line.objects.filter(measure=TREES.id, voids=None)[1]
    ward = world.ward.code
    return {
        "figure": f"/so/test.meals/?tu=2023-01-01&den=2023-12-31&noi={ward}",
        "words": "/so/test.trees/?tu=2026-01-01&den=2026-12-31",
        "nested": "/so/test.rice/?tu=2026-01-01&den=2026-12-31",
        "empty": "/so/test.trees/?tu=2019-01-01&den=2019-12-31",
        "wrong": "/so/test.trees/?tu=2019-02-01&den=2019-01-01",
        "measures": "/so/",
        "journal": "/so/nhat-ky/",
        "entry": f"/so/dong/{entry.entry_id}/",
        "void": f"/so/dong/{second.entry_id}/huy/{second.pk}/",
        "closings": "/so/chot-so/",
    }


def signed_in(page, world, site):
    client = Client()
    client.force_login(world.officer.account)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": site}])


def keep(page, name):
    folder = os.environ.get("CHUNGTAY_SHOTS")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_every_page_holds(told, site, phone):
    for name in ("figure", "measures", "closings"):
        phone.goto(site + pages(told)[name])
        keep(phone, f"public-{name}")
        assert_page_holds_at_both_sizes(phone)
    signed_in(phone, told, site)
    for name, address in pages(told).items():
        phone.goto(site + address)
        keep(phone, name)
        assert_page_holds_at_both_sizes(phone)


def test_a_figure_is_asked_without_script(told, site, plain):
    signed_in(plain, told, site)
    plain.goto(site + "/so/")
    plain.get_by_role("link", name="Suất cơm đã phát").click()
    plain.get_by_text("Đổi kỳ, nơi, chương trình").click()
    plain.get_by_label("Từ ngày").fill("2023-01-01")
    plain.get_by_label("Đến hết ngày").fill("2023-12-31")
    plain.get_by_role("button", name="Xem con số").click()
    assert "năm 2023" in plain.get_by_role("heading", level=1).inner_text()
    plain.get_by_placeholder("Lọc").fill("09/01/2023")
    plain.get_by_role("button", name="Lọc").click()
    plain.get_by_role("link", name="NK-").first.click()
    plain.get_by_role("link", name="Hủy dòng").first.click()
    plain.get_by_role("button", name="Hủy dòng này").click()
    assert "hủy một dòng" in plain.get_by_role("heading", level=1).inner_text().lower()
