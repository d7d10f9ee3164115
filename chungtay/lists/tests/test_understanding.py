"""Cells of one kind: telephones in bulk, spellings, marks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chungtay.kit import phones
from chungtay.kit.errors import Refused
from chungtay.kit.spelling import spelled
from chungtay.lists.marking import mark
from chungtay.sheets.columns import telephone

ROW = {"name": "Mai Xuân Lộc", "phone": "", "birth_year": 1980, "place": 7, "address": "1 Duy Tân"}


def said(read, text):
    try:
        return read(text)
    except Refused as refused:
        return refused.code


@settings(max_examples=300)
@given(st.from_regex(r"0?[1-9][0-9]{8}", fullmatch=True))
def test_the_quick_way_to_a_telephone_says_what_the_long_one_says(text):
    assert said(telephone, text) == said(phones.normalise, text)
    spaced = f"{text[:4]} {text[4:7]}.{text[7:]}"
    assert said(telephone, spaced) == said(phones.normalise, spaced)


@pytest.mark.parametrize("text", ["84905123456", "+84 905 123 456", "02363822456", "0905123456.0"])
def test_other_ways_of_writing_one_are_left_to_the_long_way(text):
    assert telephone(text) == phones.normalise(text)


def test_where_a_tone_stands_is_no_difference_and_the_tone_is():
    assert spelled("HOÀ  Thuý") == spelled("Hòa Thúy")
    assert len({spelled(n) for n in ("Hoa", "Hòa", "Hóa", "Hoà", "Hỏa")}) == 4


def test_a_mark_tells_rows_apart_and_nothing_else(settings):
    first = mark(ROW, 1)
    assert first == mark(ROW | {"name": "MAI XUÂN LỘC"}, 1)
    for change in ({"name": "Mai Xuân Lóc"}, {"birth_year": 1981}, {"place": 8}, {"phone": "+849"}):
        assert mark(ROW | change, 1) != first
    assert mark(ROW, 2) != first
    settings.SECRET_KEY = "another house"
    assert mark(ROW, 1) != first
