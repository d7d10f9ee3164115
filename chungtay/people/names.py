"""What may stand as a person's name and year of birth. Pure."""

import re

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from chungtay.kit.errors import Refused
from chungtay.people.data import TWO_PEOPLE

NEW = gettext_noop("Người mới nhắn")
"""Whoever was written down only to be answered, until they say their name: nobody says that the
way they wrote from, or claim to, is theirs. A name is a fact of a person, in no language."""
LONGEST = 80
LONGEST_ORGANISATION = 120
_TWO_PEOPLE = re.compile(TWO_PEOPLE, re.IGNORECASE)


class NotAName(Refused):
    code = "name.invalid"


class NotAYear(Refused):
    code = "birth_year.invalid"


def person_name(text: str) -> str:
    """The name of one person, single spaces; raises NotAName."""
    name = " ".join(text.split())
    if not name:
        raise NotAName(_("Chưa ghi họ tên."), code="name.missing")
    if _TWO_PEOPLE.search(text.strip()):
        raise NotAName(_("Có hai người trong một ô. Ghi mỗi người một dòng."), code="name.two")
    if re.search(r"\d", name):
        raise NotAName(_("Họ tên có chữ số. Xem lại ô này."))
    if len(name) > LONGEST:
        raise NotAName(_("Họ tên dài hơn 80 chữ."))
    return name


def birth_year(year: int | None, this_year: int) -> int | None:
    """The year, if somebody alive may be born in it; raises NotAYear."""
    if year is not None and not 1900 <= year <= this_year:
        raise NotAYear(_("Năm sinh phải từ 1900 đến năm nay."))
    return year
