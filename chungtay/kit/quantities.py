"""Exact quantities that keep their "hơn", "gần", "hàng trăm": bounds, with the word that was said.

A missing number is no quantity at all (None, "chưa ghi"); UNKNOWN says that there was something and
nobody knows how much; ZERO is a result.
"""

from dataclasses import dataclass
from decimal import Context, Decimal, Inexact, InvalidOperation
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chungtay.kit import units
from chungtay.kit.amounts import NBSP, number
from chungtay.kit.errors import Refused

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LIMIT = Decimal(10) ** 15
_QUALIFIED = {
    "hơn": _("hơn\u00a0%(n)s"),
    "trên": _("trên\u00a0%(n)s"),
    "ít nhất": _("ít nhất\u00a0%(n)s"),
    "gần": _("gần\u00a0%(n)s"),
}
_THREE_DECIMALS = Context(prec=40, traps=[Inexact, InvalidOperation])

MANY = {
    "hàng chục": (Decimal(10), _("hàng chục")),
    "hàng trăm": (Decimal(100), _("hàng trăm")),
    "hàng nghìn": (Decimal(1_000), _("hàng nghìn")),
    "hàng chục nghìn": (Decimal(10_000), _("hàng chục nghìn")),
    "hàng trăm nghìn": (Decimal(100_000), _("hàng trăm nghìn")),
    "hàng triệu": (Decimal(1_000_000), _("hàng triệu")),
}
"""Words that stand for a whole range: from the number up to one less than ten times it."""


class NotAQuantity(Refused):
    """A number that no book can hold."""

    code = "quantity.invalid"


def _bound(value: "Decimal | int | str | None") -> Decimal | None:
    """The number as a bound: finite, not negative, at most three decimals, below 10^15."""
    if value is None:
        return None
    try:
        bound = Decimal(value)
    except InvalidOperation:
        raise NotAQuantity(_("Đây không phải là số. Ghi bằng chữ số.")) from None
    if not bound.is_finite():
        raise NotAQuantity(_("Đây không phải là số. Ghi bằng chữ số."))
    if bound < 0:
        raise NotAQuantity(_("Số lượng không thể âm."))
    if bound >= LIMIT:
        raise NotAQuantity(_("Số quá lớn, từ một triệu tỷ trở lên."))
    try:
        bound.quantize(Decimal("0.001"), context=_THREE_DECIMALS)
    except Inexact:
        raise NotAQuantity(_("Chỉ ghi tối đa ba chữ số sau dấu phẩy.")) from None
    return abs(bound)  # no minus zero


@dataclass(frozen=True, slots=True)
class Quantity:
    """`lo` None is open below (but never under zero), `hi` None open above; `word` as it was said.

    Without a word, open bounds get theirs: "hơn" or "gần". Raises NotAQuantity for NaN, infinity,
    lo > hi, negative, > 3 decimals, 10^15 and more, and for a word that does not fit its bounds.
    """

    lo: Decimal | None
    hi: Decimal | None
    word: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "lo", _bound(self.lo))
        object.__setattr__(self, "hi", _bound(self.hi))
        if self.hi == 0 and self.lo is None:
            object.__setattr__(self, "lo", Decimal(0))  # nothing is under zero
        if self.lo is not None and self.hi is not None and self.lo > self.hi:
            raise NotAQuantity(_("Số nhỏ phải đứng trước, số lớn đứng sau."))
        fitting = self._fitting_words()
        if self.word not in ("", *fitting):
            raise NotAQuantity(_("“%(word)s” không hợp với con số này.") % {"word": self.word[:40]})
        if (not self.word and "" not in fitting) or self.is_exact:
            object.__setattr__(self, "word", fitting[0])

    def _fitting_words(self) -> tuple[str, ...]:
        """The words that may stand with these bounds, the one for an unnamed quantity first."""
        if self.hi is None:
            return ("",) if self.lo is None else ("hơn", "trên", "ít nhất")
        if self.lo is None:
            return ("gần",)
        if self.lo == self.hi:
            return ("", "gần")
        return (
            "",
            "gần",
            *(w for w, (n, _w) in MANY.items() if (n, n * 10 - 1) == (self.lo, self.hi)),
        )

    @property
    def is_exact(self) -> bool:
        return self.lo is not None and self.lo == self.hi

    def __add__(self, other: "Quantity") -> "Quantity":
        """The sum of the bounds; its word says what is open. Adding ZERO keeps the word as said."""
        if other == ZERO:
            return self
        if self == ZERO:
            return other
        return (Total.of(self) + Total.of(other)).quantity()

    def __neg__(self) -> "Total":
        """What voiding takes away: `(total + q) + -q == total`."""
        return Total() - Total.of(self)

    def within(self, unit: str) -> "Quantity":
        """This quantity, if it can be one of that unit: half a person is refused."""
        found = units.unit(unit)
        if found.whole and any(b is not None and b % 1 for b in (self.lo, self.hi)):
            raise NotAQuantity(
                _("%(unit)s chỉ đếm số nguyên.") % {"unit": found.name}, code="quantity.not_whole"
            )
        return self

    def converted(self, source: str, target: str) -> "Quantity":
        """The same in another unit: 700 m are 0,7 km. Refused where three decimals are too few."""
        by = units.factor(source, target)
        lo, hi = (None if b is None else b * by for b in (self.lo, self.hi))
        # "hàng trăm m" has no such word in km: the range speaks for itself.
        return Quantity(lo, hi, "" if self.word in MANY and by != 1 else self.word)

    def words(self, unit: str = "") -> str:
        """For people, in their language: "hơn 700 bánh tét", "gần 40 triệu đ", "chưa rõ số"."""
        name = str(units.unit(unit).name) if unit else ""
        if self.word in MANY:
            many = str(MANY[self.word][1])
            pattern = {"many": many, "unit": name}
            return gettext("%(many)s\u00a0%(unit)s") % pattern if name else many
        if self.lo is None and self.hi is None:
            pattern = {"unit": name}
            return gettext("chưa rõ số\u00a0%(unit)s") % pattern if name else gettext("chưa rõ số")
        return self._figure() + (f"{NBSP}{name}" if name else "")

    def _figure(self) -> str:
        if self.is_exact:
            return number(self.lo or 0)
        lo, hi = _round(self.lo), _round(self.hi)
        if not self.word:
            return gettext("từ\u00a0%(lo)s đến\u00a0%(hi)s") % {"lo": lo, "hi": hi}
        return str(_QUALIFIED[self.word]) % {"n": lo if self.hi is None else hi}


@dataclass(frozen=True, slots=True)
class Total:
    """Sums of bounds that can be added and taken away exactly, as tallies keep them.

    `lo` and `hi` are the sums of the known bounds, `below` and `above` count the lines whose bound
    is open there. A line that says "ít nhất" counts as open on both sides.
    """

    lo: Decimal = Decimal(0)
    hi: Decimal = Decimal(0)
    below: int = 0
    above: int = 0

    @classmethod
    def of(cls, q: Quantity) -> "Total":
        below = q.lo is None or q.word == "ít nhất" or (q.word == "gần" and not q.is_exact)
        return cls(q.lo or Decimal(0), q.hi or Decimal(0), int(below), int(q.hi is None))

    def __add__(self, other: "Total") -> "Total":
        return Total(
            self.lo + other.lo,
            self.hi + other.hi,
            self.below + other.below,
            self.above + other.above,
        )

    def __sub__(self, other: "Total") -> "Total":
        return Total(
            self.lo - other.lo,
            self.hi - other.hi,
            self.below - other.below,
            self.above - other.above,
        )

    def quantity(self) -> Quantity:
        """The sum as a figure, its word decided by what is open."""
        known = self.lo or None
        if self.below and self.above:
            return Quantity(known, None, "ít nhất") if known else UNKNOWN
        if self.above:
            return Quantity(self.lo, None, "hơn")
        if self.below:
            return Quantity(known, self.hi, "gần")
        whole_range = Quantity(self.lo, self.hi)
        named = whole_range._fitting_words()[2:]
        return Quantity(self.lo, self.hi, named[0]) if named else whole_range


UNKNOWN = Quantity(None, None)
ZERO = Quantity(Decimal(0), Decimal(0))


def _round(bound: Decimal | None) -> str:
    """A bound in a phrase: whole and half millions are said as such ("40 triệu", "1,5 tỷ")."""
    bound = bound or Decimal(0)
    for size, pattern in ((10**9, gettext("%(n)s\u00a0tỷ")), (10**6, gettext("%(n)s\u00a0triệu"))):
        if bound >= size and bound % (size // 10) == 0:
            return pattern % {"n": number(bound / size)}
    return number(bound)


def exact(value: Decimal | int | str) -> Quantity:
    """Just so many; a string as Decimal reads it ("57.8"). What people type: `quantity_text`."""
    bound = _bound(value)
    return Quantity(bound, bound)


def more_than(value: Decimal | int | str) -> Quantity:
    """ "hơn 700": known from below, open above."""
    return Quantity(_bound(value), None, "hơn")


def nearly(value: Decimal | int | str) -> Quantity:
    """ "gần 40 triệu": not quite so many, open below."""
    return Quantity(None, _bound(value), "gần")


def at_least(value: Decimal | int | str) -> Quantity:
    """ "ít nhất 5": the number itself is possible, open above."""
    return Quantity(_bound(value), None, "ít nhất")


def between(lo: Decimal | int | str, hi: Decimal | int | str) -> Quantity:
    """ "từ 45 đến 55", both included."""
    return Quantity(_bound(lo), _bound(hi))


def many(word: str) -> Quantity:
    """ "hàng trăm" and the other words of MANY: 100 to 999."""
    lo = MANY[word][0]
    return Quantity(lo, lo * 10 - 1, word)


def tens() -> Quantity:
    return many("hàng chục")


def hundreds() -> Quantity:
    return many("hàng trăm")


def thousands() -> Quantity:
    return many("hàng nghìn")


def words(quantity: Quantity | None, unit: str = "") -> "StrOrPromise":
    """The wording of a quantity that may be missing: None is "chưa ghi"."""
    return _("chưa ghi") if quantity is None else quantity.words(unit)
