"""Working days around weekends, Tết and swapped days, each worked out by hand from the calendar."""

from datetime import UTC, date, datetime

import pytest

from chungtay.kit import calendar
from chungtay.kit.clock import VN


def noon(year, month, day):
    return datetime(year, month, day, 12, tzinfo=VN)


@pytest.mark.parametrize(
    "day,works",
    [
        (date(2026, 11, 20), True),  # Friday
        (date(2026, 11, 21), False),  # Saturday
        (date(2026, 11, 24), False),  # Ngày Văn hóa Việt Nam, from 2026 on
        (date(2026, 8, 22), True),  # Saturday worked for Monday 31 August
        (date(2026, 8, 31), False),
        (date(2026, 1, 10), True),  # Saturday worked for Friday 2 January
        (date(2026, 1, 2), False),
        (date(2026, 4, 27), False),  # Giỗ Tổ fell on a Sunday: Monday in lieu
        (date(2026, 2, 16), False),  # the eve of Tết
        (date(2026, 2, 20), False),  # the fourth day of Tết
        (date(2026, 2, 23), True),
    ],
)
def test_a_day_is_worked_or_not(day, works):
    assert calendar.is_working_day(day) is works


@pytest.mark.parametrize(
    "received,n,expected",
    [
        (noon(2026, 11, 16), 2, date(2026, 11, 18)),  # Mon → Wed
        (noon(2026, 11, 20), 2, date(2026, 11, 25)),  # Fri → Mon 23, (Tue 24 off), Wed 25
        (noon(2026, 11, 21), 2, date(2026, 11, 25)),  # Saturday counts as nothing either
        (noon(2026, 2, 13), 2, date(2026, 2, 24)),  # Fri before Tết → Mon 23, Tue 24
        (noon(2026, 8, 20), 2, date(2026, 8, 22)),  # Thu → Fri 21, the worked Saturday 22
        (noon(2026, 8, 28), 2, date(2026, 9, 4)),  # Fri → Thu 3 and Fri 4 September
    ],
)
def test_working_days_are_counted_from_the_next_day(received, n, expected):
    assert calendar.working_days_after(received, n) == expected


@pytest.mark.parametrize(
    "received,n,expected",
    [
        (noon(2026, 11, 2), 10, date(2026, 11, 12)),  # Thursday
        (noon(2026, 11, 4), 10, date(2026, 11, 16)),  # 14 is a Saturday → Monday
        (noon(2026, 11, 14), 10, date(2026, 11, 25)),  # 24 is a holiday → Wednesday
        (noon(2026, 2, 6), 10, date(2026, 2, 23)),  # 16 is the eve of Tết → Monday the 23rd
        (noon(2026, 8, 12), 10, date(2026, 8, 22)),  # the worked Saturday ends it
    ],
)
def test_a_term_of_days_never_ends_on_a_day_off(received, n, expected):
    assert calendar.days_after(received, n) == expected


def test_the_day_is_that_of_viet_nam():
    # 17:30 UTC on Monday is Tuesday 00:30 in Viet Nam.
    assert calendar.working_days_after(datetime(2026, 11, 16, 17, 30, tzinfo=UTC), 2) == date(
        2026, 11, 19
    )


def test_a_day_ends_at_midnight():
    assert calendar.end_of(date(2026, 11, 25)).isoformat() == "2026-11-26T00:00:00+07:00"


def test_the_tables_of_our_own_name_their_source():
    import tomllib

    rows = tomllib.loads(calendar._DAYS.read_text(encoding="utf-8"))["swap"]
    assert all(row["source"].strip() for row in rows)
