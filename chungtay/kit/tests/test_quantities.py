"""Quantities keep what was said, add up exactly and refuse what no book can hold."""

from decimal import Decimal
from functools import reduce
from operator import add

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from chungtay.kit.errors import Refused
from chungtay.kit.quantities import (
    UNKNOWN,
    ZERO,
    NotAQuantity,
    Quantity,
    Total,
    at_least,
    between,
    exact,
    hundreds,
    many,
    more_than,
    nearly,
    tens,
    thousands,
    words,
)

bounds = st.decimals(0, 10**9, places=3) | st.integers(0, 10**9).map(Decimal)
quantities = st.one_of(
    bounds.map(exact),
    bounds.map(more_than),
    bounds.map(nearly),
    bounds.map(at_least),
    st.lists(bounds, min_size=2, max_size=2).map(sorted).map(lambda pair: between(*pair)),
    st.sampled_from([UNKNOWN, ZERO, tens(), hundreds(), thousands()]),
)


def plain(text: object) -> str:
    return str(text).replace("\u00a0", " ")


def test_the_words_of_the_articles_come_back() -> None:
    assert more_than(700).words("bánh tét") == "hơn\u00a0700\u00a0bánh tét"
    assert nearly("40000000").words("đ") == "gần\u00a040\u00a0triệu\u00a0đ"
    assert plain(hundreds().words("lượt")) == "hàng trăm lượt"
    assert plain(exact(700).words("m")) == "700 m"
    assert plain(more_than(7).words("km")) == "hơn 7 km"
    assert plain(nearly(2).words("km")) == "gần 2 km"
    assert plain(exact(2950).words("suất")) == "2.950 suất"
    assert plain(exact(6_000_000).words("đ")) == "6.000.000 đ"
    assert plain(exact(40).words("m²")) == "40 m²"
    assert plain(Quantity(Decimal(28), None, "trên").words("%")) == "trên 28 %"
    assert plain(exact(2).words("tấn")) == "2 tấn"


def test_zero_is_a_result_and_missing_is_not() -> None:
    assert plain(ZERO.words("lần")) == "0 lần"
    assert plain(UNKNOWN.words("phiếu")) == "chưa rõ số phiếu"
    assert plain(words(None, "phiếu")) == "chưa ghi"
    assert plain(words(exact(4), "người")) == "4 người"
    assert ZERO != UNKNOWN


@pytest.mark.parametrize(
    ("quantity", "said"),
    [
        (at_least(5), "ít nhất 5"),
        (between(45, 55), "từ 45 đến 55"),
        (between(100, 999), "từ 100 đến 999"),
        (more_than("1500000000"), "hơn 1,5 tỷ"),
        (more_than(1_234_567), "hơn 1.234.567"),
        (exact("57.8"), "57,8"),
        (exact("57.800"), "57,8"),
        (many("hàng chục nghìn"), "hàng chục nghìn"),
        (UNKNOWN, "chưa rõ số"),
        (Quantity(Decimal(8), None), "hơn 8"),
        (Quantity(None, Decimal(8)), "gần 8"),
    ],
)
def test_without_unit(quantity: Quantity, said: str) -> None:
    assert plain(quantity.words()) == said


def test_an_english_reader_reads_english() -> None:
    with translation.override("en"):
        assert plain(more_than(700).words("người")) == "more than 700 people"
        assert plain(nearly("40000000").words("đ")) == "nearly 40 million VND"
        assert plain(hundreds().words("lượt")) == "hundreds of turns"
        assert plain(hundreds().words()) == "hundreds"
        assert plain(UNKNOWN.words()) == "number unknown"


def test_words_stand_for_ranges() -> None:
    assert (tens().lo, tens().hi) == (10, 99)
    assert (hundreds().lo, hundreds().hi) == (100, 999)
    assert (thousands().lo, thousands().hi) == (1000, 9999)


@pytest.mark.parametrize(
    ("terms", "total"),
    [
        ([exact(2), exact("0.5")], exact("2.5")),
        ([more_than(700), exact(300)], more_than(1000)),
        ([Quantity(Decimal(8), None, "trên"), exact(2)], more_than(10)),
        ([nearly(40), nearly(2)], nearly(42)),
        ([nearly(40), exact(10)], Quantity(Decimal(10), Decimal(50), "gần")),
        ([hundreds(), hundreds()], between(200, 1998)),
        ([hundreds(), exact(1)], between(101, 1000)),
        ([hundreds(), ZERO], hundreds()),
        ([between(40, 499), between(60, 500)], hundreds()),
        ([exact(10), UNKNOWN], at_least(10)),
        ([nearly(40), more_than(700)], at_least(700)),
        ([nearly(40), UNKNOWN], UNKNOWN),
        ([ZERO, UNKNOWN], UNKNOWN),
        ([UNKNOWN, UNKNOWN], UNKNOWN),
        ([at_least(5), exact(3)], at_least(8)),
        ([ZERO, ZERO], ZERO),
    ],
)
def test_what_is_open_decides_the_word_of_a_sum(terms: list[Quantity], total: Quantity) -> None:
    assert reduce(add, terms) == total
    assert reduce(add, reversed(terms)) == total


@given(st.lists(bounds, min_size=1, max_size=8))
def test_a_sum_of_exact_numbers_is_exact(numbers: list[Decimal]) -> None:
    assert reduce(add, map(exact, numbers)) == exact(sum(numbers))


def test_nearly_nothing_is_nothing() -> None:
    assert nearly(0) == ZERO
    assert (exact("0.001") + nearly(0)) + tens() == exact("0.001") + (nearly(0) + tens())


@given(quantities, quantities, quantities)
def test_the_order_of_adding_does_not_matter(a: Quantity, b: Quantity, c: Quantity) -> None:
    assert a + b == b + a
    assert (a + b) + c == a + (b + c)


@given(quantities, quantities)
def test_a_sum_holds_every_sum_of_what_its_terms_could_be(a: Quantity, b: Quantity) -> None:
    total = a + b
    assert (total.lo or 0) <= (a.lo or 0) + (b.lo or 0)
    assert (total.hi is None) == (a.hi is None or b.hi is None)
    if a.hi is not None and b.hi is not None:
        assert total.hi == a.hi + b.hi


@given(st.lists(quantities, max_size=6), quantities)
def test_voiding_a_line_restores_the_total(lines: list[Quantity], voided: Quantity) -> None:
    before = reduce(add, map(Total.of, lines), Total())
    with_line = before + Total.of(voided)
    assert with_line + -voided == before
    assert with_line - Total.of(voided) == before
    assert (with_line + -voided).quantity() == before.quantity()


@given(quantities, quantities)
def test_a_tally_and_a_sum_agree(a: Quantity, b: Quantity) -> None:
    by_tally = (Total.of(a) + Total.of(b)).quantity()
    total = a + b
    assert (by_tally.lo or 0, by_tally.hi) == (total.lo or 0, total.hi)


@pytest.mark.parametrize(
    "value",
    [
        *["NaN", "sNaN", "Infinity", "-Infinity", "bảy trăm", "", -1, "-0.001"],
        *["0.0001", "1.0000000000000000000000000000000000001", 10**15, "1e400"],
    ],
)
def test_what_no_book_can_hold_is_refused_in_a_sentence(value: int | str) -> None:
    for make in (exact, more_than, nearly):
        with pytest.raises(NotAQuantity) as refused:
            make(value)
        assert str(refused.value)[0].isupper()
        assert str(refused.value).endswith(".")


def test_the_largest_and_the_finest_are_held() -> None:
    assert exact("999999999999999.999").lo == Decimal("999999999999999.999")
    assert str(exact("-0").lo) == "0"


@pytest.mark.parametrize(
    ("lo", "hi", "word"),
    [
        (5, 4, ""),
        (5, None, "gần"),
        (None, 5, "hơn"),
        (1, 2, "hàng trăm"),
        (5, 5, "tên người"),
    ],
)
def test_bounds_and_words_that_do_not_fit_are_refused(
    lo: int | None, hi: int | None, word: str
) -> None:
    with pytest.raises(NotAQuantity):
        Quantity(
            None if lo is None else Decimal(lo),
            None if hi is None else Decimal(hi),
            word,
        )


def test_people_are_counted_whole() -> None:
    assert exact(5).within("người") == exact(5)
    assert exact("0.5").within("km") == exact("0.5")
    with pytest.raises(Refused, match=r"^người chỉ đếm số nguyên\.$"):
        exact("0.5").within("người")


def test_units_convert_exactly_or_not_at_all() -> None:
    assert exact(700).converted("m", "km") == exact("0.7")
    assert more_than(7).converted("km", "m") == more_than(7000)
    assert exact(2).converted("tấn", "kg") == exact(2000)
    assert hundreds().converted("m", "km") == between("0.1", "0.999")
    with pytest.raises(Refused):
        exact("0.5").converted("m", "km")
    with pytest.raises(Refused):
        exact(1).converted("kg", "km")
