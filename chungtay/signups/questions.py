"""What somebody is asked who registers by talking: one question a message. Pure.

The public form asks the same; both give the same `told`, which `telling` turns into a donor.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from chungtay.carriers.typed import chosen
from chungtay.donors import intake
from chungtay.donors.choices import KINDS, OFTEN, SOURCES, WAYS, WEIGHTS, WHEN
from chungtay.donors.data import TIMES
from chungtay.kit import phones, quantity_text
from chungtay.kit.errors import Refused
from chungtay.kit.vietnamese import fold
from chungtay.people import names
from chungtay.transfusion.groups import Group

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Told = Mapping[str, Any]
UNKNOWN = "unknown"
NOTHING = {"", "chua", "khong", "khong nho", "chua hien", "chua bao gio", "chua lan nao", "0"}

ABO = [(g.written[:-1],) * 2 for g in (Group.O_POS, Group.A_POS, Group.B_POS, Group.AB_POS)]


class NotUnderstood(Refused):
    """What was said is no answer to the question; it is asked again."""

    code = "signup.not_understood"


@dataclass(frozen=True, slots=True)
class Asking:
    """What the answers are read against: today, and how a place is found by its name."""

    today: date
    place: Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Question:
    """`options` are buttons, and then nothing else is an answer; else `read` understands words.
    No option has a value that could be the number of another. `needed`: whether it is to be asked,
    after what was told."""

    code: str
    text: "StrOrPromise"
    options: "tuple[tuple[str, StrOrPromise], ...]" = ()
    read: Callable[[str, Asking], Any] = lambda text, asking: text
    needed: Callable[[Told], bool] = lambda told: True

    def understand(self, said: str, asking: Asking) -> Any:
        """The value to be kept; raises a Refused whose sentence says what is missing."""
        if not self.options:
            return self.read(said.strip()[:200], asking)
        values = [value for value, _label in self.options]
        if said in values:  # a button, whose value came with it
            return said
        number = chosen(said, [str(label) for _value, label in self.options])
        if number is None:
            raise NotUnderstood(_("Xin bấm một nút, hoặc nhắn số đứng trước."))
        return values[number]


def _year(text: str, asking: Asking) -> int:
    if not text.isdigit():
        raise NotUnderstood(_("Xin nhắn bốn chữ số của năm sinh, như 1994."))
    return names.birth_year(int(text), asking.today.year) or 0


def _last(text: str, asking: Asking) -> str:
    return "" if fold(text) in NOTHING else intake.day(text, asking.today) or ""


def _times(text: str, asking: Asking) -> str:
    if fold(text) in NOTHING:
        return ""
    quantity_text.parse(text).within(TIMES)
    return text


def _gave(told: Told) -> bool:
    return bool(told.get("last_on"))


QUESTIONS = (
    Question("name", _("Họ và tên anh/chị?"), read=lambda text, _a: names.person_name(text)),
    Question("birth_year", _("Anh/chị sinh năm nào?"), read=_year),
    Question(
        "phone", _("Số điện thoại của anh/chị? Không ai khác thấy số này."),
        read=lambda text, _a: phones.normalise(text),
    ),
    Question("abo", _("Nhóm máu của anh/chị?"), (*ABO, (UNKNOWN, _("Chưa biết")))),
    Question("rh", _("Rh dương hay âm?"), (
        ("+", _("Dương, Rh+")), ("-", _("Âm, Rh\u2212")), (UNKNOWN, _("Không rõ")),
    )),
    Question("source", _("Anh/chị biết nhóm máu từ đâu?"), tuple(SOURCES)),
    Question("weight", _("Anh/chị nặng khoảng bao nhiêu?"), tuple(WEIGHTS)),
    Question(
        "last_on",
        _("Lần hiến gần nhất là ngày nào? Nhắn như 12/3/2026 hay 2025; chưa hiến thì nhắn “chưa”."),
        read=_last,
    ),
    Question("component", _("Lần ấy anh/chị hiến gì?"), tuple(KINDS), needed=_gave),
    Question(
        "times", _("Đến nay anh/chị đã hiến máu mấy lần? Nhắn như 5, trên 8, hay “không nhớ”."),
        read=_times, needed=_gave,
    ),
    Question(
        "home", _("Anh/chị ở phường, xã nào?"), read=lambda text, asking: asking.place(text)
    ),
    Question("ways", _("Khi cần, hỏi anh/chị bằng cách nào?"), tuple(WAYS)),
    Question("when", _("Hỏi anh/chị lúc nào thì tiện?"), tuple(WHEN)),
    Question("often", _("Bao lâu thì hỏi anh/chị một lần?"), tuple(OFTEN)),
)  # fmt: skip
BY_CODE = {question.code: question for question in QUESTIONS}


def following(told: Told) -> Question | None:
    """The first question without an answer; None when all is told."""
    return next((q for q in QUESTIONS if q.code not in told and q.needed(told)), None)


def before(told: Told, step: str, given: frozenset[str]) -> str | None:
    """The question answered last, to be asked again; those `given` beforehand are not."""
    codes = [q.code for q in QUESTIONS]
    earlier = codes[: codes.index(step)] if step in codes else codes
    asked = [code for code in earlier if code in told and code not in given]
    return asked[-1] if asked else None
