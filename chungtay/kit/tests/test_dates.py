"""Dates as people and spreadsheets write them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.kit.dates import Days, NotADate, parse, written

ON = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("02/09/22", date(2022, 9, 2)),
        ("2/9/2022", date(2022, 9, 2)),
        ("02-09-2022", date(2022, 9, 2)),
        ("2.9.2022", date(2022, 9, 2)),
        ("02/09/2022 07:20", date(2022, 9, 2)),
        ("ngày 2 tháng 9 năm 2022", date(2022, 9, 2)),
        ("2022-09-02", date(2022, 9, 2)),
        ("2022-09-02 00:00:00", date(2022, 9, 2)),
        ("2022-09-02T07:20:00+07:00", date(2022, 9, 2)),
        ("5/3/85", date(1985, 3, 5)),
        ("5/3/27", date(2027, 3, 5)),
        ("5/3/28", date(1928, 3, 5)),
        ("29/2/2024", date(2024, 2, 29)),
        ("44467", date(2021, 9, 28)),  # as Excel has it
        ("44467.0", date(2021, 9, 28)),
        (44467, date(2021, 9, 28)),
        (44467.59, date(2021, 9, 28)),
        (date(2021, 9, 28), date(2021, 9, 28)),
        (datetime(2021, 9, 28, 17, 30), date(2021, 9, 28)),  # noqa: DTZ001 (a cell has no zone)
        (datetime(2021, 9, 28, 17, 30, tzinfo=UTC), date(2021, 9, 29)),
    ],
)
def test_one_day_written_many_ways(value: object, expected: date) -> None:
    assert parse(value, on=ON) == Days(expected, expected)
    assert parse(value, on=ON).is_one_day


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        (2021, date(2021, 1, 1), date(2021, 12, 31)),
        (2021.0, date(2021, 1, 1), date(2021, 12, 31)),
        ("năm 1985", date(1985, 1, 1), date(1985, 12, 31)),
        ("9/2021", date(2021, 9, 1), date(2021, 9, 30)),
        ("12/2021", date(2021, 12, 1), date(2021, 12, 31)),
        ("tháng 2 năm 2024", date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_a_year_or_a_month_stays_as_vague_as_it_was(value: object, first: date, last: date) -> None:
    assert parse(value, on=ON) == Days(first, last)


@pytest.mark.parametrize(
    ("value", "part"),
    [
        ("01/01/9999", "Năm 9999 không thể đúng"),
        ("9999", "Năm 9999 không thể đúng"),
        (date(9999, 12, 31), "Năm 9999 không thể đúng"),
        ("1/1/0000", "Năm 0000"),
        ("1/1/021", "Năm 021"),
        ("1/1/" + "9" * 5000, "Năm 999999999"),
        ("99999", "Năm 2173"),
        ("31/02/2021", "Không có ngày 31/02/2021"),
        ("12/31/2021", "tháng sau"),
        ("13/2021", "Không có tháng 13"),
        ("", "Chưa có ngày"),
        ("hôm qua", "Không đọc được"),
        ("٢٠٢١", "Không đọc được"),
        ("-1", "Không đọc được"),
        (float("nan"), "Không đọc được"),
    ],
)
def test_anything_else_is_refused_with_the_reason(value: object, part: str) -> None:
    with pytest.raises(NotADate) as refused:
        parse(value, on=ON)
    assert part in str(refused.value)
    assert len(str(refused.value)) < 160


@given(st.text(max_size=30) | st.integers() | st.floats())
def test_any_value_is_read_or_refused(value: object) -> None:
    try:
        found = parse(value, on=ON)
        assert date(1900, 1, 1) <= found.first <= found.last <= date(2046, 12, 31)
    except NotADate as refused:
        assert str(refused)


@given(st.dates(date(1930, 1, 1), date(2027, 12, 31)))
def test_what_was_written_reads_back(on: date) -> None:
    for days in (Days(on, on), parse(f"{on:%m/%Y}", on=ON), parse(on.year, on=ON)):
        assert parse(written(days), on=ON) == days


def test_any_two_days_can_be_written() -> None:
    assert written(Days(date(2021, 9, 1), date(2021, 10, 2))) == "01/09/2021–02/10/2021"
    assert written(Days(date(2020, 1, 1), date(2021, 12, 31))) == "2020–2021"
