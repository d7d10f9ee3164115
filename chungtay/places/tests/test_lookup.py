"""Any way a person writes an address finds the unit, and what it is today."""

from datetime import date

import pytest

from chungtay.places.lookup import Found, find
from chungtay.places.names import Part, read

pytestmark = pytest.mark.django_db


def first(text: str, **kwargs: date) -> Found:
    found = find(text, **kwargs)
    assert found, text
    return found[0]


def today(text: str) -> list[str]:
    return [f"{p.full_name}, {p.province.name}" for p in first(text).today]


@pytest.mark.parametrize(
    "text",
    [
        "hoa thuan dong",
        "Hoà Thuận Đông",
        "Hòa Thuận Đông",
        "HÒA THUẬN ĐÔNG",
        "p. hoa thuan dong, da nang",
        "P.Hòa Thuận Đông, Q.Hải Châu, TP.Đà Nẵng",
        "phuong hoa thuan dong quan hai chau",
        "hoa thuan dong hai chau da nang",
        "hoa thuam dong",
    ],
)
def test_hoa_thuan_dong_is_hoa_cuong_today_in_two_hops(text: str) -> None:
    found = first(text)
    assert found.place.address == "Phường Hòa Thuận Đông, quận Hải Châu, thành phố Đà Nẵng"
    assert [(step.on, step.kind) for step in found.steps] == [
        (date(2025, 1, 1), "whole"),
        (date(2025, 7, 1), "whole"),
    ]
    assert found.sentence == (
        "Phường Hòa Thuận Đông, quận Hải Châu, thành phố Đà Nẵng: từ 1/1/2025 thuộc phường Bình "
        "Thuận, từ 1/7/2025 thuộc phường Hòa Cường, thành phố Đà Nẵng."
    )


@pytest.mark.parametrize(
    ("old", "now"),
    [
        ("Hưng Phú, Cái Răng, Cần Thơ", ["Phường Hưng Phú, Cần Thơ"]),
        ("phường Bình Thủy, quận Bình Thủy", ["Phường Bình Thủy, Cần Thơ"]),
        ("An Thới, Bình Thủy, Cần Thơ", ["Phường Bình Thủy, Cần Thơ"]),
        ("Thanh Khê Đông", ["Phường Thanh Khê, Đà Nẵng"]),
        ("Hòa Thuận Đông", ["Phường Hòa Cường, Đà Nẵng"]),
        ("An Nghiệp, Ninh Kiều", ["Phường Ninh Kiều, Cần Thơ"]),
        ("Trung Hà, Chiêm Hóa", ["Xã Trung Hà, Tuyên Quang"]),
        ("Minh Thanh, Sơn Dương", ["Xã Minh Thanh, Tuyên Quang"]),
    ],
)
def test_old_places_of_the_articles(old: str, now: list[str]) -> None:
    assert today(old) == now


def test_an_nghiep_passed_through_thoi_binh_in_2024() -> None:
    assert "từ 1/11/2024 thuộc phường Thới Bình" in first("an nghiep ninh kieu").sentence


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("phuong 5 quan 3", "Phường 5, quận 3, thành phố Hồ Chí Minh"),
        ("P5 Q3", "Phường 5, quận 3, thành phố Hồ Chí Minh"),
        ("phường 05, quận 3, sài gòn", "Phường 5, quận 3, thành phố Hồ Chí Minh"),
        ("tp. hcm", "Thành phố Hồ Chí Minh"),
        ("tphcm", "Thành phố Hồ Chí Minh"),
        ("tinh dac lac", "Tỉnh Đắk Lắk"),
        ("da nang", "Thành phố Đà Nẵng"),
        ("da nag", "Thành phố Đà Nẵng"),
        ("hoa cuog", "Phường Hòa Cường, thành phố Đà Nẵng"),
        ("hoa cuo", "Phường Hòa Cường, thành phố Đà Nẵng"),
        ("Quan Hoa, Hà Nội", "Phường Quan Hoa, quận Cầu Giấy, thành phố Hà Nội"),
        ("huyen long thanh", "Huyện Long Thành, tỉnh Đồng Nai"),
        ("Xã Cẩm Giàng, Hải Phòng", "Xã Cẩm Giàng, thành phố Hải Phòng"),
        ("xa hong son, ha noi", "Xã Hồng Sơn, thành phố Hà Nội"),
        ("tam ky, quang nam", "Phường Tam Kỳ, thành phố Đà Nẵng"),
        ("tam ky, da nang", "Phường Tam Kỳ, thành phố Đà Nẵng"),
    ],
)
def test_ways_of_writing(text: str, address: str) -> None:
    assert first(text).place.address == address


def test_a_unit_that_was_divided_keeps_all_its_successors() -> None:
    found = first("phường Quan Hoa, Cầu Giấy")
    assert [p.name for p in found.today] == ["Nghĩa Đô", "Cầu Giấy"]
    assert "chia cho phường Nghĩa Đô và phường Cầu Giấy" in found.sentence
    assert "tính là phường Nghĩa Đô" in found.sentence


def test_a_unit_whose_successor_no_source_knows() -> None:
    found = first("xã Phúc Thành A, Kim Thành")
    assert found.today == []
    assert "chưa rõ nay thuộc đâu" in found.sentence


def test_a_district_is_the_communes_its_own_became() -> None:
    found = first("quan hai chau, da nang")
    assert [p.name for p in found.today] == ["Hải Châu", "Hòa Cường"]
    assert "cấp huyện thôi từ 1/7/2025" in found.sentence


def test_changes_of_type_in_2026_are_told() -> None:
    sentence = first("tt long thanh, dong nai").sentence
    assert "từ 1/7/2025 là xã Long Thành" in sentence
    assert "từ 30/4/2026 là phường Long Thành, thành phố Đồng Nai" in sentence


def test_on_a_day_prefers_the_unit_of_that_day() -> None:
    then = first("bình thủy, cần thơ", on=date(2022, 9, 2)).place
    assert then.valid_to == date(2025, 7, 1)
    assert first("bình thủy, cần thơ").place.valid_to is None


@pytest.mark.parametrize("text", ["", "   ", ",;-", "xyzzy plugh", "%", "'; DROP TABLE", "\x00"])
def test_nonsense_finds_nothing_and_does_no_harm(text: str) -> None:
    assert find(text) == []


def test_a_very_long_text_is_cut() -> None:
    assert isinstance(find("hoa thuan dong, " * 10_000), list)


def test_four_queries_at_most(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    find("da nang")
    with django_assert_max_num_queries(4):
        find("p. hoa thuan dong, q. hai chau, da nang")
    with django_assert_max_num_queries(7):
        find("hoa thuam dong, da nang")


def test_reading_takes_levels_apart() -> None:
    reading = read("P.5, Q.3, TP.HCM")[0]
    assert reading.unit == Part("phường", "5")
    assert reading.above == (Part("quận", "3"), Part("thành phố", "hcm"))


def test_a_name_that_begins_like_a_type_is_tried_as_it_stands() -> None:
    units = [reading.unit for reading in read("quan hoa")]
    assert Part("quận", "hoa") in units and Part(None, "quan hoa") in units
