"""Reading quantities as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.kit.amounts import number
from chungtay.kit.quantities import (
    MANY,
    UNKNOWN,
    ZERO,
    NotAQuantity,
    Quantity,
    at_least,
    between,
    exact,
    hundreds,
    many,
    more_than,
    nearly,
)
from chungtay.kit.quantity_text import parse


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("hơn 700", more_than(700)),
        ("Hơn\u00a0700", more_than(700)),
        ("ho\u031bn 700", more_than(700)),
        ("gần 40 triệu", nearly(40_000_000)),
        ("1.500.000", exact(1_500_000)),
        ("1500000", exact(1_500_000)),
        ("57,8", exact("57.8")),
        ("0,125", exact("0.125")),
        ("12.345,678", exact("12345.678")),
        ("hàng trăm", hundreds()),
        ("hàng chục nghìn", many("hàng chục nghìn")),
        ("hàng vạn", many("hàng chục nghìn")),
        ("hàng ngàn", many("hàng nghìn")),
        ("1,5 tỷ", exact(1_500_000_000)),
        ("1 triệu 500 nghìn", exact(1_500_000)),
        ("40triệu", exact(40_000_000)),
        ("ít nhất 5", at_least(5)),
        ("từ 45 đến 55", between(45, 55)),
        ("45-55", between(45, 55)),
        ("45 – 55", between(45, 55)),
        ("từ 1 triệu đến 2 triệu", between(1_000_000, 2_000_000)),
        ("0", ZERO),
        ("007", exact(7)),
        ("chưa rõ số", UNKNOWN),
        ("không rõ", UNKNOWN),
    ],
)
def test_it_reads(text: str, quantity: Quantity) -> None:
    assert parse(text) == quantity


def test_the_word_that_was_typed_is_kept() -> None:
    assert parse("trên 8").word == "trên"
    assert parse("hơn 8").word == "hơn"
    assert parse("gần 8").word == "gần"


@pytest.mark.parametrize(
    "text",
    [
        *["", "   ", "nhiều", "vài chục", "bảy trăm", "NaN", "inf", "-5", "1e5", "0x10", "700 cái"],
        *[
            "1.5",
            "1.50.000",
            "1,2,3",
            "1..5",
            "1.500.00",
            ",5",
            "5,",
            "57,81234",
            "1,500",
            "12,345",
        ],
        *["hơn", "hơn gần 7", "gần hơn 7", "40 nghìn triệu", "500 nghìn 1 triệu", "5 5"],
        *["từ 55 đến 45", "từ 45", "khoảng 50", "~50", "999999999999999999", "hàng", "²"],
        *["٣", "1 triệu triệu", "hàng trăm trăm"],
    ],
)
def test_it_refuses_in_a_sentence(text: str) -> None:
    with pytest.raises(NotAQuantity) as refused:
        parse(text)
    assert str(refused.value).endswith((".", "”."))


def test_about_asks_for_a_range_and_a_lone_comma_for_clearness() -> None:
    with pytest.raises(NotAQuantity, match="từ 45 đến 55"):
        parse("khoảng 50")
    with pytest.raises(NotAQuantity, match="đọc hai cách"):
        parse("1,500")


@given(st.integers(0, 10**14))
def test_a_written_number_reads_back(n: int) -> None:
    assert parse(number(n)) == exact(n)


@given(st.integers(0, 10**9), st.sampled_from([more_than, nearly, at_least, exact]))
def test_its_own_words_read_back(n: int, make) -> None:
    assert parse(make(n).words()) == make(n)


@pytest.mark.parametrize("word", MANY)
def test_every_word_for_a_range_reads_back(word: str) -> None:
    assert parse(many(word).words()) == many(word)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        assert isinstance(parse(text), Quantity)
    except NotAQuantity as refused:
        assert str(refused)
