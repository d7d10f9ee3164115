"""Numbers as a Vietnamese reader writes them, and amounts in words as a receipt has them."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from chungtay.kit.errors import Refused

NBSP = "\u00a0"
_DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
_LIMIT = 10**15


def _below_hundred(n: int) -> str:
    """10 to 99, with the three changes of sound: mươi, mốt, lăm."""
    tens, ones = divmod(n, 10)
    head = "mười" if tens == 1 else f"{_DIGITS[tens]} mươi"
    if ones == 0:
        return head
    if ones == 1 and tens > 1:
        return f"{head} mốt"
    return f"{head} {'lăm' if ones == 5 else _DIGITS[ones]}"


def _group(n: int, *, full: bool) -> str:
    """1 to 999; `full` says the hundreds even when there are none ("không trăm linh năm")."""
    hundreds, rest = divmod(n, 100)
    if not full and not hundreds:
        return _below_hundred(rest) if rest > 9 else _DIGITS[rest]
    head = f"{_DIGITS[hundreds]} trăm"
    if not rest:
        return head
    return f"{head} {_below_hundred(rest)}" if rest > 9 else f"{head} linh {_DIGITS[rest]}"


def _read(n: int, *, full: bool) -> str:
    """Groups of three; what follows a higher group is read in full, groups of zero are left out."""
    parts: list[str] = []
    billions, rest = divmod(n, 10**9)
    if billions:
        parts.append(f"{_read(billions, full=full)} tỷ")
    for size, word in ((10**6, " triệu"), (10**3, " nghìn"), (1, "")):
        group, rest = divmod(rest, size)
        if group:
            parts.append(_group(group, full=full or bool(parts)) + word)
    return " ".join(parts)


def in_words(n: int, unit: str = "đồng") -> str:
    """The formal reading for receipts: 1005000 → "một triệu không trăm linh năm nghìn đồng".

    Raises Refused for a negative number and from 10^15 on.
    """
    if n < 0:
        raise Refused(_("Số tiền không thể âm."), code="amount.negative")
    if n >= _LIMIT:
        raise Refused(_("Số quá lớn, từ một triệu tỷ trở lên."), code="amount.too_large")
    return f"{_read(n, full=False) or _DIGITS[0]} {unit}".rstrip()


def number(value: Decimal | int | str) -> str:
    """2950 → "2.950", Decimal("57.8") → "57,8", -5 → "−5"; a string is read as Decimal reads it."""
    plain = f"{Decimal(value):f}"
    whole, _dot, part = plain.lstrip("-").partition(".")
    part = part.rstrip("0")
    text = f"{int(whole):,}".replace(",", ".") + (f",{part}" if part else "")
    return f"−{text}" if plain.startswith("-") and text != "0" else text


def money(amount: Decimal | int | str) -> str:
    """1500000 → "1.500.000 đ", with a space that does not break."""
    return f"{number(amount)}{NBSP}đ"


def percent(value: Decimal | int | str) -> str:
    """Hundredths, as they are said: 92 → "92 %", Decimal("57.8") → "57,8 %"."""
    return f"{number(value)}{NBSP}%"
