"""The columns that describe a person: name, telephone, year of birth, home. Pure."""

from collections.abc import Callable
from datetime import date

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from chungtay.kit import dates, phones
from chungtay.kit.errors import Refused
from chungtay.lists.data.headings import HEADINGS
from chungtay.lists.listing import Column
from chungtay.people import names


class NotReadable(Refused):
    """A cell that cannot be understood."""

    code = "cell.unreadable"


def of_a_person(*, place: Callable[[str], int], here: int, today: date) -> list[Column]:
    """`place` finds a commune by free spelling; `here` is where everybody lives on a list that
    does not say."""
    return [
        Column("name", _("Họ tên"), HEADINGS["name"], names.person_name, needed=True),
        Column("family", _("Họ và tên đệm"), HEADINGS["family"], None),
        Column("phone", _("Số điện thoại"), HEADINGS["phone"], phones.normalise, needed=True),
        Column(
            "birth_year", _("Năm sinh"), HEADINGS["birth_year"], lambda c: _birth_year(c, today)
        ),
        Column("place", _("Nơi ở"), HEADINGS["place"], lambda c: _home(c, place), absent=here),
    ]


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
