"""Lines out of a chat are read into who, when and what; nothing is guessed and nothing is lost."""

import time
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chungtay.groups.pasting import MOST, TooMuch, read
from chungtay.kit import clock

NOW = datetime(2026, 11, 22, 20, 0, tzinfo=clock.VN)
TODAY = date(2026, 11, 22)


def moment(day, hour, minute, month=11, year=2026):
    return datetime(year, month, day, hour, minute, tzinfo=clock.VN)


def pieces(text, day=TODAY, **more):
    return [(p.name, p.text, p.at) for p in read(text, day, NOW, **more)]


@pytest.mark.parametrize(
    "line,expected",
    [
        ("Cô Tám: Dạ còn nước", ("Cô Tám", "Dạ còn nước", None)),
        ("[14:05] Cô Tám: Dạ", ("Cô Tám", "Dạ", moment(22, 14, 5))),
        ("14:05 Cô Tám: Dạ", ("Cô Tám", "Dạ", moment(22, 14, 5))),
        ("[14:05 21/11/2026] Cô Tám: Dạ", ("Cô Tám", "Dạ", moment(21, 14, 5))),
        ("[21/11/2026 14:05:09] Cô Tám: Dạ", ("Cô Tám", "Dạ", moment(21, 14, 5).replace(second=9))),
        ("21/11/26, 14:05 - Cô Tám: Dạ", ("Cô Tám", "Dạ", moment(21, 14, 5))),
        ("[14:05 23/11] Cô Tám: Dạ", ("Cô Tám", "Dạ", moment(23, 14, 5, year=2025))),
        ("0905 123 456: Dạ", ("0905 123 456", "Dạ", None)),
        ("[14:05] mất điện rồi", ("", "mất điện rồi", moment(22, 14, 5))),
        ("Cô Tám, [21/11/2026 14:05]\nDạ", ("Cô Tám", "Dạ", moment(21, 14, 5))),
        ("Mất điện rồi", ("", "Mất điện rồi", None)),
        # What begins like a name and is none.
        ("https://phuong.vn/tin", ("", "https://phuong.vn/tin", None)),
        ("Lúc 14:05 có mưa", ("", "Lúc 14:05 có mưa", None)),
        ("mấy giờ: 7 hay 8", ("", "mấy giờ: 7 hay 8", None)),
        ("Xin hỏi anh chị em trong nhóm mình: ai biết", (
            "", "Xin hỏi anh chị em trong nhóm mình: ai biết", None)),
        # Times that cannot be stay in the words.
        ("[25:99] Cô Tám: Dạ", ("Cô Tám", "25:99 Dạ", None)),
        ("[23:30] Cô Tám: Dạ", ("Cô Tám", "23:30 Dạ", None)),
    ],
)  # fmt: skip
def test_one_message(line, expected):
    assert pieces(line) == [expected]


def test_lines_without_a_name_go_on_with_the_message_above():
    text = "Cô Tám: còn nước\nnhưng yếu\n\nChú Tư: tổ 12 cũng vậy"
    assert pieces(text) == [
        ("Cô Tám", "còn nước\nnhưng yếu", None), ("Chú Tư", "tổ 12 cũng vậy", None)
    ]  # fmt: skip


def test_before_any_name_each_line_or_paragraph_is_of_somebody_in_the_group():
    assert [p[1] for p in pieces("một\nhai")] == ["một", "hai"]
    assert [p[1] for p in pieces("một\nnữa\n\nhai")] == ["một\nnữa", "hai"]


def test_the_officer_says_what_is_no_name():
    text = "Cô Tám: chiều nay\nLưu ý: mang theo xô"
    assert len(pieces(text)) == 2
    assert pieces(text, not_names={"luu y"}) == [("Cô Tám", "chiều nay\nLưu ý: mang theo xô", None)]


def test_windows_line_ends_and_nothing_at_all():
    assert pieces("Cô Tám: một\r\nChú Tư: hai\r\n") == [
        ("Cô Tám", "một", None), ("Chú Tư", "hai", None)
    ]  # fmt: skip
    assert pieces("  \n\n ") == []


def test_10000_lines_are_refused_at_once_and_say_how_many():
    text = "\n".join(f"Người {n}: dòng {n}" for n in range(9_000))
    begun = time.perf_counter()
    with pytest.raises(TooMuch, match=r"9000 tin .* nhiều nhất 300"):
        read(text, TODAY, NOW)
    with pytest.raises(TooMuch, match=r"200\.000"):
        read("\n".join(f"Người số {n}: dòng {n}" for n in range(10_000)), TODAY, NOW)
    assert time.perf_counter() - begun < 2


def test_10000_lines_of_one_message_are_one_message():
    [piece] = read("Cô Tám: dài\n" + "\n".join(["dòng"] * 10_000), TODAY, NOW)
    assert piece.too_long and piece.text.count("\n") == 10_000


@pytest.mark.parametrize(
    "evil", [":" * 199_000, "[1:" * 60_000, " " * 199_000 + ":", "A " * 99_000, "1/" * 99_000]
)
def test_no_text_keeps_it_busy(evil):
    begun = time.perf_counter()
    read(evil, TODAY, NOW)
    assert time.perf_counter() - begun < 1


@given(st.text(alphabet="aÁ 1:/[]\n.", max_size=300))
@settings(deadline=None)
def test_no_character_is_lost(text):
    try:
        found = read(text, TODAY, NOW)
    except TooMuch:
        return
    kept = "".join(p.name + p.text for p in found)
    for letter in "aÁ":
        assert kept.count(letter) == text.count(letter)
    assert len(found) <= MOST
