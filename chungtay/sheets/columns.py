"""The columns that describe a person: name, telephone, year of birth, home. Pure."""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from chungtay.kit import dates, phones
from chungtay.kit.errors import Refused
from chungtay.people import names
from chungtay.sheets.data.headings import HEADINGS
from chungtay.sheets.listing import Column

_MOBILE = re.compile(r"0?([35789][0-9]{3})([0-9]{5})")
_SPACES = str.maketrans("", "", " .-\u00a0")


class NotReadable(Refused):
    """A cell that cannot be understood."""

    code = "cell.unreadable"


def of_a_person(*, place: Callable[[str], int], here: int, today: date) -> list[Column]:
    """`place` finds a commune by free spelling; `here` is where everybody lives on a list that
    does not say."""
    return [
        *name_columns(),
        Column("phone", _("Số điện thoại"), HEADINGS["phone"], telephone, needed=True),
        born_column(today),
        Column("place", _("Nơi ở"), HEADINGS["place"], lambda c: _home(c, place), absent=here),
    ]


def name_columns() -> list[Column]:
    return [
        Column("name", _("Họ tên"), HEADINGS["name"], names.person_name, needed=True),
        Column("family", _("Họ và tên đệm"), HEADINGS["family"], None),
    ]


def born_column(today: date) -> Column:
    read = lru_cache(maxsize=50_000)(lambda cell: _birth_year(cell, today))
    return Column("birth_year", _("Năm sinh"), HEADINGS["birth_year"], read)


def telephone(cell: str) -> str:
    """As `phones.normalise`, which looks at every number by itself; of the usual ten digits the
    first four decide, and there are few of those."""
    plain = _MOBILE.fullmatch(cell.translate(_SPACES))
    if plain and _is_mobile(plain[1]):
        return f"+84{plain[1]}{plain[2]}"
    return phones.normalise(cell)


@lru_cache(maxsize=10_000)
def _is_mobile(first: str) -> bool:
    try:
        return all(
            phones.normalise(f"0{first}{rest}") == f"+84{first}{rest}"
            for rest in ("00000", "12345", "99999")
        )
    except Refused:
        return False


def _birth_year(cell: str, today: date) -> int | None:
    """ "1990", "15/05/1990", Excel's number of a day; None if the cell is empty."""
    if not cell:
        return None
    try:
        said = dates.parse(cell, on=today)
    except Refused as refused:
        raise NotReadable(_("Năm sinh: %(why)s") % {"why": refused.sentence}) from refused
    return names.birth_year(said.first.year, today.year)


def _home(cell: str, place: Callable[[str], int]) -> int:
    if not cell:
        raise NotReadable(say("Chưa ghi phường, xã nơi ở."), code="place.missing")
    return place(cell)
