"""Amounts in words and in figures."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chungtay.kit.amounts import in_words, money, number, percent
from chungtay.kit.errors import Refused

BY_HAND = """
0 không đồng
1 một đồng
4 bốn đồng
5 năm đồng
10 mười đồng
11 mười một đồng
15 mười lăm đồng
20 hai mươi đồng
21 hai mươi mốt đồng
24 hai mươi bốn đồng
25 hai mươi lăm đồng
55 năm mươi lăm đồng
91 chín mươi mốt đồng
100 một trăm đồng
101 một trăm linh một đồng
105 một trăm linh năm đồng
110 một trăm mười đồng
111 một trăm mười một đồng
115 một trăm mười lăm đồng
121 một trăm hai mươi mốt đồng
555 năm trăm năm mươi lăm đồng
1000 một nghìn đồng
1001 một nghìn không trăm linh một đồng
1010 một nghìn không trăm mười đồng
1021 một nghìn không trăm hai mươi mốt đồng
10000 mười nghìn đồng
15000 mười lăm nghìn đồng
21000 hai mươi mốt nghìn đồng
105000 một trăm linh năm nghìn đồng
540000 năm trăm bốn mươi nghìn đồng
1005000 một triệu không trăm linh năm nghìn đồng
1000005 một triệu không trăm linh năm đồng
1500000 một triệu năm trăm nghìn đồng
2530000 hai triệu năm trăm ba mươi nghìn đồng
3000000 ba triệu đồng
6000000 sáu triệu đồng
40000000 bốn mươi triệu đồng
153000000 một trăm năm mươi ba triệu đồng
1000000000 một tỷ đồng
1000000001 một tỷ không trăm linh một đồng
1005000000 một tỷ không trăm linh năm triệu đồng
2021000015 hai tỷ không trăm hai mươi mốt triệu không trăm mười lăm đồng
1000000000000 một nghìn tỷ đồng
1005000000000 một nghìn không trăm linh năm tỷ đồng
21000000000005 hai mươi mốt nghìn tỷ không trăm linh năm đồng
"""


@pytest.mark.parametrize("row", BY_HAND.strip().splitlines())
def test_an_amount_reads_as_on_a_receipt(row: str) -> None:
    n, words = row.split(" ", 1)
    assert in_words(int(n)) == words


def read_back(words: str) -> int:
    """An independent reader, word by word: what was said since the last scale word, times it."""
    ones = {"không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "lăm": 5}
    ones |= {"sáu": 6, "bảy": 7, "tám": 8, "chín": 9}
    total = above = group = digit = 0
    for word in words.split():
        if word in ones:
            digit = ones[word]
        elif word == "trăm":
            group, digit = digit * 100, 0
        elif word == "mươi":
            group, digit = group + digit * 10, 0
        elif word == "mười":
            group += 10
        elif word in {"triệu", "nghìn"}:
            above += (group + digit) * {"triệu": 10**6, "nghìn": 1000}[word]
            group = digit = 0
        elif word == "tỷ":
            total, above, group, digit = (above + group + digit) * 10**9, 0, 0, 0
        else:
            assert word == "linh", word
    return total + above + group + digit


@given(st.integers(0, 10**15 - 1) | st.integers(0, 10**4))
@example(10**15 - 1)
def test_what_was_written_reads_back(n: int) -> None:
    assert read_back(in_words(n, unit="")) == n


@pytest.mark.parametrize("n", [-1, 10**15])
def test_no_receipt_is_written_for_it(n: int) -> None:
    with pytest.raises(Refused) as refused:
        in_words(n)
    assert str(refused.value).endswith(".")


def test_another_unit_may_follow() -> None:
    assert in_words(21, unit="suất") == "hai mươi mốt suất"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (2950, "2.950"),
        (Decimal("57.8"), "57,8"),
        ("57.800", "57,8"),
        (Decimal("1E+3"), "1.000"),
        (0, "0"),
        (Decimal("-0.0"), "0"),
        (-5, "−5"),
        (Decimal("-1234.56"), "−1.234,56"),
        (999, "999"),
        (1_500_000, "1.500.000"),
    ],
)
def test_a_number_has_dots_and_a_comma(value: Decimal | int | str, text: str) -> None:
    assert number(value) == text


def test_units_keep_to_their_number() -> None:
    assert money("1500000") == "1.500.000\u00a0đ"
    assert percent(92) == "92\u00a0%"
    assert percent(Decimal("57.8")) == "57,8\u00a0%"
