"""Every code of a carrier has one class, and a sentence an officer understands."""

from datetime import datetime

import pytest
from django.utils.translation import override

from chungtay.carriers.esms import errors as esms
from chungtay.carriers.mail import errors as mail
from chungtay.carriers.mending import what_to_do
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


# As the protocol lists them (zalo.md 1.7 and 5): the account's host, the host of templates, eSMS.
OA = (
    -32, -100, -200, -201, -204, -205, -209, -210, -211, -212, -213, -216, -217, -218, -219, -220,
    -221, -223, -224, -227, -230, -232, -233, -234, -235, -237, -238, -241, -240, -242, -244, -248,
    -249, -320, -321, -403,
)  # fmt: skip
TEMPLATES = (
    -108, -109, -1121, -1122, -1124, -114, -118, -119, -115, -117, -124, -125, -126, -127, -131,
    -132, -133, -135, -136, -137, -139, -140, -141, -144, -146, -147, -1471, -1472,
)  # fmt: skip
ESMS = (99, 101, 103, 104, 108, 124, 146)
LISTED = [*map(str, OA), *(f"zbs_{n}" for n in TEMPLATES), *(f"esms_{n}" for n in ESMS)]


@pytest.mark.parametrize("code", LISTED)
def test_every_listed_number_has_a_class_and_a_sentence_of_its_own(code):
    number = int(code.rpartition("_")[2])
    assert number in (esms.CLASSES if code.startswith("esms") else CLASSES)
    assert "mã" not in words(code) and words(code)[0].isupper()


def test_no_number_of_the_two_hosts_means_two_things():
    assert not set(OA) & set(TEMPLATES)


@pytest.mark.parametrize("code", mail.CLASSES)
def test_every_reply_of_a_mail_server_has_a_sentence(code):
    assert words(f"mail_{code}").startswith(("Máy chủ thư", "Hộp thư", "Không có", "Nơi giữ"))


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("", ""),
        ("connect", "Không nối được tới Zalo"),
        ("timeout", "Đã gửi đi nhưng Zalo không trả lời kịp"),
        ("http_502", "Zalo đang trục trặc (mã 502)"),
        ("esms_connect", "Không nối được tới cổng tin SMS"),
        ("esms_http_502", "Cổng tin SMS đang trục trặc (mã 502)"),
        ("esms_777", "Cổng tin SMS từ chối, mã 777"),
        ("mail_timeout", "Đã gửi đi nhưng máy chủ thư không trả lời kịp"),
        ("mail_571", "Máy chủ thư từ chối, mã 571"),
        ("zbs_-9999", "Zalo từ chối, mã -9999"),
    ],
)
def test_what_may_happen_with_any_carrier_names_the_carrier(code, said):
    assert words(code) == said


def test_in_english_too():
    with override("en"):
        assert words("esms_103") == "The SMS account is empty"
        assert words("mail_cut_off") == "The line broke while sending to the mail server"


def test_an_operator_s_number_comes_with_what_to_do():
    numbers = [f"esms_{n}" for n, kind in esms.CLASSES.items() if kind is Class.OPERATOR]
    numbers += [str(n) for n, kind in CLASSES.items() if kind is Class.OPERATOR and n in OA]
    numbers += [f"zbs_{n}" for n, kind in CLASSES.items() if kind is Class.OPERATOR and n not in OA]
    numbers += [f"mail_{n}" for n, kind in mail.CLASSES.items() if kind is Class.OPERATOR]
    assert [code for code in numbers if not what_to_do(code)] == []


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
