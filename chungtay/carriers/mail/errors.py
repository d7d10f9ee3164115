"""What a mail server's reply means for a letter: its class, and its words.

Sources: RFC 5321 4.2 (reply codes: 4yz may be tried again, 5yz may not), RFC 4954 (signing in) and
RFC 3463 (the second number of an enhanced code: 1 the address, 2 the mailbox). Codes are kept with
the prefix `mail_`.
"""

import re
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from chungtay.carriers.outcome import Class, Outcome

CARRIER = "mail"
BUSY = timedelta(minutes=15)
"""Servers that know nobody yet ask to come back (greylisting); most open after five minutes."""

CLASSES: dict[int, Class] = {
    421: Class.LATER, 450: Class.LATER, 451: Class.LATER, 452: Class.LATER, 454: Class.LATER,
    521: Class.UNREACHABLE, 550: Class.UNREACHABLE, 551: Class.UNREACHABLE,
    552: Class.UNREACHABLE, 553: Class.UNREACHABLE, 556: Class.UNREACHABLE,
    530: Class.OPERATOR, 534: Class.OPERATOR, 535: Class.OPERATOR, 538: Class.OPERATOR,
    500: Class.OUR_BUG, 501: Class.OUR_BUG, 502: Class.OUR_BUG, 503: Class.OUR_BUG,
    504: Class.OUR_BUG, 554: Class.OUR_BUG, 555: Class.OUR_BUG,
}  # fmt: skip

_ENHANCED = re.compile(rb"\s*5\.([0-9]{1,3})\.([0-9]{1,3})\b")


def class_of(code: int) -> Class:
    """Any other 4yz is tried again; any other 5yz goes to those who read our log."""
    return CLASSES.get(code, Class.LATER if 400 <= code < 500 else Class.OUR_BUG)


def refused(code: int, said: bytes) -> Outcome:
    """What the server's refusal of a recipient or of the letter means; nothing was delivered."""
    kind = class_of(code)
    enhanced = _ENHANCED.match(said) if 500 <= code < 600 else None
    if enhanced and (enhanced[1], enhanced[2]) in ((b"1", b"7"), (b"1", b"8")):
        return Outcome(Class.OPERATOR, "sender").of(CARRIER)
    if enhanced and enhanced[1] in (b"1", b"2"):
        kind = Class.UNREACHABLE
    wait = BUSY if kind is Class.LATER else None
    return Outcome(kind, str(code), wait=wait).of(CARRIER)


def refused_us(code: int, word: str) -> Outcome:
    """What it means that the server would not deal with the unit at all (`word`: over what)."""
    if 400 <= code < 500 or class_of(code) is Class.OPERATOR:
        return refused(code, b"")
    return Outcome(Class.OPERATOR, word).of(CARRIER)


WORDS: dict[str, str | Promise] = {
    "mail_address": gettext_lazy("Địa chỉ thư này viết sai"),
    "mail_sender": gettext_lazy("Máy chủ thư không cho gửi bằng địa chỉ của đơn vị"),
    "mail_sign_in": gettext_lazy("Máy chủ thư không nhận tên hoặc mật khẩu của đơn vị"),
    "mail_greeting": gettext_lazy("Máy chủ thư không tiếp máy của đơn vị"),
    "mail_tls": gettext_lazy("Máy chủ thư không nói chuyện kín được, nên thư chưa gửi"),
    "mail_421": gettext_lazy("Máy chủ thư đang bận, lát nữa gửi tiếp"),
    "mail_450": gettext_lazy("Hộp thư này đang bận, lát nữa gửi tiếp"),
    "mail_451": gettext_lazy("Máy chủ thư đang có lỗi, lát nữa gửi tiếp"),
    "mail_452": gettext_lazy("Máy chủ thư đang hết chỗ, lát nữa gửi tiếp"),
    "mail_454": gettext_lazy("Máy chủ thư chưa kiểm tra được mật khẩu, lát nữa gửi tiếp"),
    "mail_521": gettext_lazy("Nơi giữ hộp thư này không nhận thư"),
    "mail_530": gettext_lazy("Máy chủ thư đòi đăng nhập trước khi gửi"),
    "mail_534": gettext_lazy("Máy chủ thư đòi một cách đăng nhập chặt hơn"),
    "mail_535": gettext_lazy("Máy chủ thư không nhận tên hoặc mật khẩu của đơn vị"),
    "mail_538": gettext_lazy("Máy chủ thư chỉ cho đăng nhập khi đã mã hóa"),
    "mail_550": gettext_lazy("Không có hộp thư này, hoặc nó không nhận thư của đơn vị"),
    "mail_551": gettext_lazy("Hộp thư này đã chuyển đi nơi khác"),
    "mail_552": gettext_lazy("Hộp thư này đã đầy"),
    "mail_553": gettext_lazy("Máy chủ thư không nhận địa chỉ viết như vậy"),
    "mail_554": gettext_lazy("Máy chủ thư không nhận lá thư này"),
    "mail_556": gettext_lazy("Nơi giữ hộp thư này không nhận thư"),
}
