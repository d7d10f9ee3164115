"""Moments and days as they are written, and what is left of a deadline."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from chungtay.kit.clock import (
    VN,
    Clock,
    day,
    long_day,
    lunar,
    moment,
    now,
    remaining,
    time_of,
    today,
)

AT = datetime(2026, 11, 23, 14, 5, tzinfo=VN)
HOUR = timedelta(hours=1)


def plain(clock: Clock) -> str:
    return clock.words.replace("\u00a0", " ")


def test_a_moment_is_written_in_the_time_of_viet_nam() -> None:
    in_utc = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)
    assert time_of(in_utc) == "01:30"
    assert today(in_utc) == date(2026, 11, 23)
    assert day(in_utc) == day(date(2026, 11, 23)) == "23/11/2026"
    assert moment(AT) == "14:05 23/11/2026"
    assert day(date(987, 1, 2)) == "02/01/0987"
    assert now().tzinfo is VN


def test_a_moment_without_zone_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="zone"):
        today(datetime(2026, 11, 23))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("on", "moon"),
    [
        (date(2026, 11, 23), "rằm tháng Mười"),
        (date(2027, 2, 6), "mồng 1 tháng Giêng"),  # Tết 2027: domain.md section 2
        (date(2024, 2, 10), "mồng 1 tháng Giêng"),
        (date(2024, 2, 9), "ngày 30 tháng Chạp âm lịch"),
        (date(2025, 7, 25), "mồng 1 tháng Sáu nhuận"),
        (date(2023, 3, 22), "mồng 1 tháng Hai nhuận"),
        (date(2024, 9, 17), "rằm tháng Tám"),
        (date(1700, 1, 1), ""),
        (date(2150, 1, 1), ""),
    ],
)
def test_the_moon_goes_with_the_day(on: date, moon: str) -> None:
    assert lunar(on) == moon


def test_the_long_day_stands_at_the_head_of_a_page() -> None:
    assert long_day(date(2026, 11, 23)) == "Thứ Hai 23/11/2026, rằm tháng Mười"
    assert long_day(date(2150, 1, 4)) == "Chủ Nhật 04/01/2150"
    with translation.override("en"):
        assert long_day(date(2026, 11, 23)) == "Monday 23/11/2026, full moon of lunar month 10"


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(hours=2, minutes=55), "còn 2 giờ 55"),
        (timedelta(hours=1, minutes=6), "còn 1 giờ 06"),
        (timedelta(hours=3), "còn 3 giờ"),
        (timedelta(hours=47, minutes=59), "còn 47 giờ 59"),
        (timedelta(minutes=18), "còn 18 phút"),
        (timedelta(minutes=18, seconds=59), "còn 18 phút"),
        (timedelta(minutes=3, seconds=5), "còn 3 phút 05"),
        (timedelta(minutes=1), "còn 1 phút"),
        (timedelta(seconds=40), "còn 40 giây"),
        (timedelta(0), "còn 0 phút"),
        (timedelta(days=6, hours=3), "còn 6 ngày"),
        (timedelta(minutes=-25), "quá 25 phút"),
        (timedelta(hours=-2, minutes=-5), "quá 2 giờ 05"),
        (timedelta(days=-3), "quá 3 ngày"),
    ],
)
def test_what_is_left_in_words(left: timedelta, words: str) -> None:
    assert plain(remaining(AT, AT + left, span=HOUR)) == words


@pytest.mark.parametrize(
    ("minutes", "fraction", "tone"),
    [
        (60, 1.0, ""),
        (90, 1.0, ""),
        (30, 0.5, ""),
        (18, 0.3, "soon"),
        (0, 0.0, "soon"),
        (-1, 0, "late"),
    ],
)
def test_the_pie_empties_and_turns(minutes: int, fraction: float, tone: str) -> None:
    clock = remaining(AT, AT + timedelta(minutes=minutes), span=HOUR)
    assert (clock.fraction, clock.tone) == (pytest.approx(fraction), tone)


def test_a_matter_of_life_is_critical_from_the_first_minute_until_it_is_late() -> None:
    assert remaining(AT, AT + HOUR, span=HOUR, critical=True).tone == "crit"
    assert remaining(AT, AT - HOUR, span=HOUR, critical=True).tone == "late"


def test_it_does_not_matter_where_the_deadline_was_written_down() -> None:
    there = (AT + timedelta(minutes=18)).astimezone(UTC)
    assert plain(remaining(AT, there, span=HOUR)) == "còn 18 phút"


def test_a_clock_without_span_is_empty() -> None:
    assert remaining(AT, AT + HOUR, span=timedelta(0)).fraction == 0.0
