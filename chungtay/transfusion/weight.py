"""Weight as bands, and what it allows. Pure; nobody's exact weight and nobody's sex is kept."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from chungtay.kit.rules import rule
from chungtay.transfusion.groups import Component, Kind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Band(StrEnum):
    """A weight band in kg, from its number to under the next. Men may give whole blood from the
    third on, women from the second: in the second a doctor must say so."""

    UNDER_42 = "under_42"
    FROM_42 = "42"
    FROM_45 = "45"
    FROM_50 = "50"
    FROM_60 = "60"

    @property
    def least(self) -> Decimal:
        """Everybody in the band weighs at least that much, in kg."""
        return Decimal(0) if self is Band.UNDER_42 else Decimal(self.value)

    @property
    def below(self) -> Decimal | None:
        """Everybody in the band weighs less; None for the heaviest."""
        heavier = [band.least for band in Band if band.least > self.least]
        return min(heavier, default=None)

    @property
    def words(self) -> "StrOrPromise":
        return _WORDS[self]


_WORDS = {
    Band.UNDER_42: _("dưới 42\u00a0kg"),
    Band.FROM_42: _("42 đến dưới 45\u00a0kg"),
    Band.FROM_45: _("45 đến dưới 50\u00a0kg"),
    Band.FROM_50: _("50 đến dưới 60\u00a0kg"),
    Band.FROM_60: _("từ 60\u00a0kg"),
}


def band(kilograms: Decimal) -> Band:
    return max((b for b in Band if b.least <= kilograms), key=lambda b: b.least)


def most_taken(wanted: Kind, weight: Band, *, on: date, centre: str = "") -> Decimal | None:
    """Millilitres that may be taken from everybody of the band; None where nobody may give."""

    def number(code: str) -> Decimal:
        return rule(f"blood.{code}", on=on, centre=centre).number

    if wanted is not Component.WHOLE:
        if weight.least < number(f"weight.{wanted.rule_word}"):
            return None
        heavier = weight.least >= number("volume.apheresis.heavier_from")
        return number("volume.apheresis.heavier" if heavier else "volume.apheresis")
    if weight.least < number("weight.whole_blood.female"):
        return None
    if weight.least < number("weight.whole_blood.male"):
        return number("volume.whole_blood.lighter")
    by_weight = number("volume.whole_blood.per_kg") * weight.least
    return min(by_weight, number("volume.whole_blood.most"))
