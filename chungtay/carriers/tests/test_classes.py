"""Every error of Zalo has one class, and a word an officer understands."""

from datetime import datetime

import pytest

from chungtay.carriers.outcome import Class, morning_after, pause_before
from chungtay.carriers.words import words
from chungtay.carriers.zalo.errors import CLASSES, class_of
from chungtay.kit.clock import VN

SPELT_OUT = {
    Class.REFRESH: {-216, -220, -124},
    Class.LATER: {-133, -234},
    Class.TOMORROW: {-144, -147},
    Class.UNREACHABLE: {-213, -227, -230, -232, -244, -114, -118, -119, -139, -140, -141},
    Class.OPERATOR: {-211, -115, -204, -219, -221, -223, -224, -237, -320, -321, -135, -136, -137},
    Class.OUR_BUG: {-201, -210, -233, -1121, -1122},
}


@pytest.mark.parametrize("kind", SPELT_OUT)
def test_the_classes_are_those_of_the_protocol(kind):
    assert {code for code, its in CLASSES.items() if its is kind} >= SPELT_OUT[kind]


def test_rate_and_failed_sends_are_tried_again():
    assert class_of(-32) is Class.RATE and class_of(-200) is Class.BACKOFF


def test_a_number_nobody_listed_is_a_refusal_all_the_same():
    assert class_of(-987654) is Class.OUR_BUG
    assert words("-987654") == "Zalo từ chối, mã -987654"


@pytest.mark.parametrize(
    ("code", "at", "again"),
    [
        (-234, datetime(2026, 11, 22, 23, 0, tzinfo=VN), datetime(2026, 11, 23, 6, 5, tzinfo=VN)),
        (-234, datetime(2026, 11, 22, 3, 0, tzinfo=VN), datetime(2026, 11, 22, 6, 5, tzinfo=VN)),
        (-144, datetime(2026, 11, 22, 3, 0, tzinfo=VN), datetime(2026, 11, 23, 6, 5, tzinfo=VN)),
    ],
)
def test_night_ends_at_five_past_six_and_quotas_tomorrow(code, at, again):
    assert morning_after(class_of(code), at) == again


def test_waits_grow_and_are_spread():
    waits = [pause_before(n, draw).total_seconds() for n in (1, 2, 3) for draw in (0, 0.999)]
    assert waits == sorted(waits) and len(set(waits)) == 6
