"""Quantities as people type them: "hơn 700", "gần 40 triệu", "57,8", "từ 45 đến 55"."""

import re
import unicodedata
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from chungtay.kit.quantities import (
    MANY,
    UNKNOWN,
    NotAQuantity,
    Quantity,
    at_least,
    between,
    exact,
    many,
    more_than,
    nearly,
)

_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_MANY_ALSO = {"hàng ngàn": "hàng nghìn", "hàng vạn": "hàng chục nghìn"}
_NOBODY_KNOWS = {"chưa rõ", "chưa rõ số", "không rõ", "không rõ số"}
_ABOUT = ("khoảng ", "chừng ", "độ ", "ước ", "tầm ", "~", "≈")
_FIGURE = r"[0-9.,]*[0-9]"
_NUMBER = re.compile(rf"({_FIGURE})(?: ?({'|'.join(_SCALES)}))?")


def _figure(text: str) -> Decimal:
    """ "1.500.000" and "57,8": dots between groups of three, a comma before the decimals."""
    if re.fullmatch(r"[1-9]\d{0,2},\d{3}", text, re.ASCII):
        raise NotAQuantity(
            _("“%(n)s” có thể đọc hai cách. Ghi “1.500” nếu là hàng nghìn, “1,5” nếu là phần lẻ.")
            % {"n": text},
            code="quantity.ambiguous",
        )
    if not re.fullmatch(r"(\d+|\d{1,3}(\.\d{3})+)(,\d+)?", text, re.ASCII):
        raise NotAQuantity(
            _("Không đọc được “%(n)s”. Ghi như “1.500.000” hay “57,8”.") % {"n": text[:40]}
        )
    return Decimal(text.replace(".", "").replace(",", "."))


def _number(text: str) -> Decimal:
    """ "40 triệu", "1,5 tỷ", "1 triệu 500 nghìn": scales going down, each once."""
    total, last, rest = Decimal(0), 10**15, text
    while rest:
        found = _NUMBER.match(rest)
        scale = _SCALES.get(found[2], 1) if found and found[2] else 1
        if found is None or scale >= last:
            raise NotAQuantity(
                _("Không đọc được “%(n)s”. Ghi như “700”, “hơn 700”, “gần 40 triệu”, “hàng trăm”.")
                % {"n": text[:40]}
            )
        total, last, rest = total + _figure(found[1]) * scale, scale, rest[found.end() :].strip()
    return total


def parse(text: str) -> Quantity:
    """Read a quantity, without its unit. Raises NotAQuantity, saying how to write it."""
    said = " ".join(unicodedata.normalize("NFC", text).lower().split())
    if not said:
        raise NotAQuantity(_("Chưa có số."), code="quantity.missing")
    if said in _NOBODY_KNOWS:
        return UNKNOWN
    if _MANY_ALSO.get(said, said) in MANY:
        return many(_MANY_ALSO.get(said, said))
    if said.startswith(_ABOUT):
        raise NotAQuantity(
            _("“Khoảng” là từ bao nhiêu đến bao nhiêu? Ghi như “từ 45 đến 55”."),
            code="quantity.about",
        )
    spread = re.fullmatch(r"từ (.+) đến (.+)", said) or re.fullmatch(r"(\d\S*) ?[-–] ?(\d.*)", said)
    if spread:
        return between(_number(spread[1]), _number(spread[2]))
    for word, make in (("gần ", nearly), ("ít nhất ", at_least), ("hơn ", more_than)):
        if said.startswith(word):
            return make(_number(said.removeprefix(word)))
    if said.startswith("trên "):
        return Quantity(_number(said.removeprefix("trên ")), None, "trên")
    return exact(_number(said))
