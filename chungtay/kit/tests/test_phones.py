"""Telephone numbers as people and spreadsheets write them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.kit import phones
from chungtay.kit.phones import EMERGENCY, NotAPhone, display, is_emergency, masked, normalise


@pytest.mark.parametrize(
    "text",
    [
        *["0905 123 456", "0905123456", "0905.123.456", "0905-123-456", " 0905\u00a0123 456 "],
        *["905123456", "905123456.0", "+84905123456", "+84 905 123 456", "84905123456"],
        *["0084905123456", "0084 905 123 456", "(+84) 905 123 456", "+84 0905 123 456"],
        *["+84(0)905123456", "84905123456.0", "840905123456"],
    ],
)
def test_one_number_written_many_ways(text: str) -> None:
    assert normalise(text) == "+84905123456"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0236 3822 222", "+842363822222"),
        ("2363822222", "+842363822222"),
        ("(0236) 3.822.222", "+842363822222"),
        ("028 3822 2222", "+842838222222"),
        ("845123456", "+84845123456"),
        ("0345123456", "+84345123456"),
        ("0905.123.000", "+84905123000"),
        ("+1 415 555 2671", "+14155552671"),
    ],
)
def test_landlines_and_other_countries(text: str, number: str) -> None:
    assert normalise(text) == number


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "Chưa có"),
        ("  ", "Chưa có"),
        ("0905123456/0912345678", "hai số"),
        ("0905123456 - 0912345678", "hai số"),
        ("0905123456 0912345678", "hai số"),
        ("0905123456, 0912345678", "hai số"),
        ("905123456;912345678", "hai số"),
        ("0905 123 456 (con gái)", "có cả chữ"),
        ("chưa có", "có cả chữ"),
        ("9.05E+08", "rút gọn"),
        ("9,05123E+08", "rút gọn"),
        ("0905 123", "thiếu"),
        ("0905 123 45", "thiếu"),
        ("0905 123 4567", "thừa"),
        ("01203123456", "2018"),
        ("0000000000", "điện thoại"),
        ("0155 123 456", "đầu số"),
        ("1900 545454", "tổng đài"),
        ("1800 1090", "tổng đài"),
        ("?", "không phải là số"),
        ("113", "khẩn cấp"),
        ("1 1 1", "khẩn cấp"),
    ],
)
def test_anything_else_is_refused_with_the_reason(text: str, part: str) -> None:
    with pytest.raises(NotAPhone) as refused:
        normalise(text)
    assert part in str(refused.value)
    assert str(refused.value).endswith(".")


def test_a_refusal_never_repeats_the_number() -> None:
    with pytest.raises(NotAPhone) as refused:
        normalise("0905 123 4567")
    assert not any(c.isdigit() for c in str(refused.value))


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_refused(text: str) -> None:
    try:
        assert normalise(normalise(text)) == normalise(text)
    except NotAPhone as refused:
        assert str(refused)


@given(st.integers(901_000_000, 909_999_999))
def test_what_is_shown_reads_back(n: int) -> None:
    assert normalise(display(f"+84{n}")) == f"+84{n}"


def test_the_five_hotlines() -> None:
    assert EMERGENCY == ("111", "112", "113", "114", "115")
    assert is_emergency("111")
    assert is_emergency(" 1 1 5 ")
    assert not is_emergency("116")


def test_people_and_logs_see_different_things() -> None:
    assert display("+84905123456") == "0905 123 456"
    assert display("+14155552671") == "+1 415-555-2671"
    assert masked("+84905123456") == "…456"
    assert masked("113") == "…"


@pytest.mark.parametrize(
    "text,found",
    [("gọi 0905 123.456 nhé", True), ("(+84)905-123-456", True), ("0084905123456", True),
     ("10905123456", False), ("0905 123 4567", False)],
)  # fmt: skip
def test_one_number_is_found_in_every_spelling_and_in_no_longer_one(text, found):
    assert bool(re.search(phones.pattern("+84905123456"), text)) is found
