"""Terms of Decree 356/2025, Art. 5, on the calendar of Viet Nam: every day worked out by hand."""

from datetime import datetime, timedelta

import pytest

from chungtay.kit.clock import VN
from chungtay.kit.rules import book
from chungtay.rights import clocks
from chungtay.rights.models import Request


def at(month, day, hour=12, year=2026):
    return datetime(year, month, day, hour, tzinfo=VN)


@pytest.mark.parametrize(
    "received,last_day",
    [
        (at(11, 16), "18/11/2026"),  # Monday → Wednesday
        (at(11, 16, 23), "18/11/2026"),  # an hour before midnight is still Monday
        (at(11, 19), "23/11/2026"),  # Thursday → Friday, (weekend), Monday
        (at(11, 20), "25/11/2026"),  # Friday → Monday, (24 November off), Wednesday
        (at(2, 12), "23/02/2026"),  # Thursday → Friday 13, (Tết 16–20), Monday 23
        (at(2, 14), "24/02/2026"),  # a Saturday before Tết → Monday 23, Tuesday 24
        (at(8, 21), "24/08/2026"),  # Friday → Saturday 22 (worked for 31 August), Monday
        (at(8, 28), "04/09/2026"),  # Friday → (31 August to 2 September off), 3 and 4
        (at(2, 3, year=2027), "11/02/2027"),  # Wednesday → (Tết 4–10), Thursday 11 …
    ],
)
def test_two_working_days_to_answer(received, last_day):
    if received.year == 2027:
        # 2027: Thursday 11 and Friday 12 February are the first two working days.
        last_day = "12/02/2027"
    assert clocks.last_day(clocks.terms("view", False, received).answer_by) == last_day


@pytest.mark.parametrize(
    "what,third,last_day",
    [
        # Received on Monday 2 November 2026.
        ("view", False, "12/11/2026"),  # +10: Thursday
        ("correct", False, "12/11/2026"),
        ("provide", False, "12/11/2026"),
        ("view", True, "17/11/2026"),  # +15: Tuesday
        ("withdraw", False, "17/11/2026"),
        ("restrict", False, "17/11/2026"),
        ("object", False, "17/11/2026"),
        ("withdraw", True, "23/11/2026"),  # +20 is Sunday 22 → Monday
        ("delete", False, "23/11/2026"),
        ("delete", True, "02/12/2026"),  # +30: Wednesday
    ],
)
def test_days_to_do_it(what, third, last_day):
    assert clocks.last_day(clocks.terms(what, third, at(11, 2)).fulfil_by) == last_day


@pytest.mark.parametrize(
    "received,last_day",
    [
        (at(2, 6), "23/02/2026"),  # +10 is 16 February, the eve of Tết → Monday 23
        (at(8, 12), "22/08/2026"),  # +10 is the Saturday worked for 31 August
        (at(8, 21), "03/09/2026"),  # +10 is 31 August, off → Thursday 3 September
        (at(11, 14), "25/11/2026"),  # +10 is 24 November, off → Wednesday
    ],
)
def test_a_term_that_ends_on_a_day_off_ends_with_the_next_working_day(received, last_day):
    assert clocks.last_day(clocks.terms("view", False, received).fulfil_by) == last_day


def test_a_term_lasts_until_the_last_second_of_its_day():
    until = clocks.terms("view", False, at(11, 2)).fulfil_by
    assert until == at(11, 13, 0)
    before = dict(received_at=at(11, 2), answer_by=at(11, 5, 0), fulfil_by=until, answered=True)
    assert clocks.running(until - timedelta(seconds=1), **before).tone != "late"
    assert clocks.running(until + timedelta(seconds=1), **before).tone == "late"


def test_the_term_to_answer_runs_first_then_the_term_to_do_it():
    row = dict(received_at=at(11, 2), answer_by=at(11, 5, 0), fulfil_by=at(11, 13, 0))
    assert clocks.running(at(11, 3), **row, answered=False).until == at(11, 5, 0)
    assert clocks.running(at(11, 3), **row, answered=True).until == at(11, 13, 0)


@pytest.mark.parametrize(
    "what,most", [("view", 10), ("correct", 10), ("provide", 10), ("withdraw", 15),
                  ("restrict", 15), ("object", 15), ("delete", 20)],
)  # fmt: skip
def test_the_one_extension_is_at_most(what, most):
    assert clocks.most_days(what, at(11, 2)) == most


def test_an_extension_counts_from_the_last_day():
    # Until Thursday 12 November; ten days later is Sunday 22 → Monday 23.
    assert clocks.last_day(clocks.extended(at(11, 13, 0), 10)) == "23/11/2026"
    assert clocks.last_day(clocks.extended(at(11, 13, 0), 1)) == "13/11/2026"


def test_every_kind_of_request_has_its_rules_with_a_source():
    rules = {rule.code: rule for rule in book if rule.code.startswith("rights.")}
    for what in Request.What.values:
        for code in (
            f"rights.fulfil.{what}",
            f"rights.fulfil.{what}.third",
            f"rights.extend.{what}",
        ):
            assert "356/2025" in rules[code].source
