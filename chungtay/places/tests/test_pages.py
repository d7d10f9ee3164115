"""The pages of places: found by anyone, with the same few queries whatever they show."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from chungtay.kit.tests.browser import assert_page_holds_at_both_sizes
from chungtay.places.models import Place

pytestmark = pytest.mark.django_db
MAP = Path(__file__).parents[1] / "pages" / "map.svg.html"
PAGES = [
    "/noi/",
    "/noi/?q=hoa+thuan+dong",
    "/noi/?q=hoa+cuog",
    "/noi/?q=khong+co+noi+nay",
    "/noi/20257/",
    "/noi/20246/2021-01-01/",
    "/noi/48/",
    "/noi/492/2021-01-01/",
    "/noi/22736/",
]


@pytest.fixture
def visitor() -> Client:
    return Client(headers={"accept-language": "vi"})


def text_of(visitor: Client, address: str) -> str:
    response = visitor.get(address)
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.mark.parametrize("q", ["hoa thuan dong", "Hoà Thuận Đông", "p. hoa thuan dong, da nang"])
def test_the_search_says_what_an_old_ward_is_today(visitor: Client, q: str) -> None:
    text = text_of(visitor, f"/noi/?q={q}")
    assert "Phường Hòa Thuận Đông, quận Hải Châu, thành phố Đà Nẵng" in text
    assert "từ 1/7/2025 thuộc phường Hòa Cường" in text


def test_the_start_page_lists_34_provinces(visitor: Client) -> None:
    assert "34 tỉnh, thành phố" in text_of(visitor, "/noi/")


def test_a_wrong_spelling_gets_a_question(visitor: Client) -> None:
    text = text_of(visitor, "/noi/?q=hoa cuog")
    assert "Không thấy “hoa cuog”. Có phải nơi này?" in text
    assert "Phường Hòa Cường, thành phố Đà Nẵng" in text


def test_nothing_found_helps_on(visitor: Client) -> None:
    assert "Không thấy “xyzzy”. Thử tên cũ." in text_of(visitor, "/noi/?q=xyzzy")


def test_what_is_typed_is_shown_as_text(visitor: Client) -> None:
    response = visitor.get("/noi/", {"q": "<script>alert(1)</script>"})
    assert b"<script>alert" not in response.content


def test_a_ward_tells_how_it_came_about(visitor: Client) -> None:
    text = text_of(visitor, "/noi/20257/")
    assert "1/1/2025 phường Bình Thuận nhận thêm phường Hòa Thuận Đông 1251/NQ-UBTVQH15" in text
    assert "phường Hòa Cường lập từ phường Bình Thuận" in text
    assert "1659/NQ-UBTVQH15" in text
    assert "Chưa ghi tổ dân phố, thôn nào." in text


def test_an_ended_ward_says_where_it_went(visitor: Client) -> None:
    text = text_of(visitor, "/noi/20246/2021-01-01/")
    assert "từ 1/1/2025 thuộc phường Bình Thuận, từ 1/7/2025 thuộc phường Hòa Cường" in text
    assert "Sau đó là Phường Bình Thuận" in text
    assert "trước 1/1/2021" in text


def test_a_new_city_keeps_its_time_as_a_province(visitor: Client) -> None:
    text = text_of(visitor, "/noi/75/")
    assert "tỉnh Đồng Nai thành thành phố Đồng Nai" in text
    assert "tỉnh Bình Phước và tỉnh Đồng Nai" in text


def test_a_province_of_three_tiers_shows_its_districts(visitor: Client) -> None:
    assert "8 quận, huyện" in text_of(visitor, "/noi/48/2021-01-01/")


def test_filtering_what_lies_inside(visitor: Client) -> None:
    text = text_of(visitor, "/noi/48/?q=hoi an")
    assert "3 xã, phường" in text and "Phường Hội An Tây" in text
    assert "Không thấy “zzz”." in text_of(visitor, "/noi/48/?q=zzz")


@pytest.mark.parametrize("address", ["/noi/99999/", "/noi/20257/1999-01-01/", "/noi/20257/x/"])
def test_no_such_place(visitor: Client, address: str) -> None:
    assert visitor.get(address).status_code == 404


def test_a_list_of_one_and_of_three_costs_the_same(visitor: Client) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ward = Place.objects.get(code="20257", valid_to=None)
    counts = []
    for n in range(1, 4):
        Place(
            code=f"20257-{n}", kind="group", type="tổ", name=f"Tổ {n}", parent=ward, commune=ward,
            valid_from=ward.valid_from,
        ).save()  # fmt: skip
        with CaptureQueriesContext(connection) as queries:
            assert f"{n} tổ dân phố, thôn" in text_of(visitor, "/noi/20257/")
        counts.append(len(queries))
    assert counts == [7, 7, 7]


def test_a_group_has_a_page_too(visitor: Client) -> None:
    ward = Place.objects.get(code="20257", valid_to=None)
    Place(
        code="20257-36", kind="group", type="tổ", name="Tổ 36", parent=ward, commune=ward,
        valid_from=ward.valid_from,
    ).save()  # fmt: skip
    assert "Tổ 36" in text_of(visitor, "/noi/20257-36/")


def test_pages_come_in_english_too(visitor: Client, settings: Any) -> None:
    visitor.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    text = text_of(visitor, "/noi/20246/2021-01-01/")
    assert "since 1/7/2025" in text and "What it went through" in text


def test_the_map_always_shows_hoang_sa_and_truong_sa(visitor: Client) -> None:
    for address in PAGES:
        text = text_of(visitor, address)
        assert "Quần đảo Hoàng Sa (Đà Nẵng)" in text
        assert "Quần đảo Trường Sa (Khánh Hòa)" in text


def test_the_map_colours_the_province_and_its_archipelago(visitor: Client) -> None:
    page = visitor.get("/noi/56/").content.decode()
    assert page.count('fill="#0e5a60"') == 2
    assert 'stroke="#0e5a60"' in page
    assert "tô đậm Tỉnh Khánh Hòa" in page


def test_the_map_is_small_and_has_no_style_of_its_own() -> None:
    svg = MAP.read_text(encoding="utf-8")
    assert len(svg.encode()) < 150_000
    assert " style=" not in svg and "<style" not in svg
    assert 'role="img"' in svg and "<title" in svg
    drawn = set(re.findall(r"here == '(\d\d)'", svg))
    today = Place.objects.standing().filter(kind="province").values_list("code", flat=True)
    assert drawn == set(today)


@pytest.mark.browser
@pytest.mark.parametrize("address", PAGES)
def test_every_page_holds(own_database, site, phone, address) -> None:  # type: ignore[no-untyped-def]
    phone.goto(site + address)
    assert_page_holds_at_both_sizes(phone)


@pytest.mark.browser
def test_looking_up_works_without_script(own_database, site, plain) -> None:  # type: ignore[no-untyped-def]
    plain.goto(site + "/noi/")
    plain.get_by_role("searchbox").fill("hoa thuan dong")
    plain.keyboard.press("Enter")
    plain.get_by_role("link", name="Phường Hòa Thuận Đông").click()
    plain.get_by_role("link", name="Phường Bình Thuận").click()
    assert plain.locator("h1").inner_text() == "Phường Bình Thuận"
