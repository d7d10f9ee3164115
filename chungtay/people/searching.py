"""Persons by name without accents, by the end of a telephone number, by where they live.

A ward's names are read from one index (place, folded name; the same with accents rides along), so
that a search costs what the ward's size costs, however large the province's register is. Accents
that were typed must agree: one pattern asks for letters and accents together, and what does not
agree never leaves the index.
"""

import re
from collections.abc import Collection

from django.db.models import BooleanField, F, Func, Value
from django.db.models.functions import Right

from chungtay.kit import phones
from chungtay.kit.acting import Acting
from chungtay.kit.vietnamese import like
from chungtay.people.models import ContactPoint
from chungtay.people.reading import living_at

PAGE = 30
LEAST_DIGITS = 4
CONTACTS = "people.add_contact"
"""Who may write down how to reach somebody may look them up by it, and nobody else."""


def is_phone(text: str) -> bool:
    """Was a telephone number meant, or its end?"""
    digits = re.sub(r"\D", "", text)
    return len(digits) >= LEAST_DIGITS and not re.search(r"[^\d\s.+()-]", text)


def find(acting: Acting, text: str, places: Collection[int], skip: int = 0) -> list[int]:
    """Ids of up to PAGE + 1 persons at `places`, which the reader may read, in order, after the
    first `skip`: one more than a page, to know whether there is a next one."""
    wanted = skip + PAGE + 1
    if is_phone(text):
        return _by_phone(acting, text, places)[skip:wanted]
    asked = like(text)
    if not asked:
        return []
    agrees = Func(F("accented"), Value(asked), template="%(expressions)s", arg_joiner=" LIKE ",
                  output_field=BooleanField())  # fmt: skip
    rows = living_at(acting, places).filter(agrees).order_by("folded", "pk")
    return list(rows.values_list("pk", flat=True)[skip:wanted])


def _by_phone(acting: Acting, text: str, places: Collection[int]) -> list[int]:
    if not acting.may(CONTACTS, None):
        return []
    points = ContactPoint.objects.visible_to(acting).filter(
        place__in=places, kind=ContactPoint.Kind.PHONE, ended_in=None
    )
    digits = re.sub(r"\D", "", text)
    try:
        points = points.filter(value=phones.normalise(text))
    except phones.NotAPhone:
        points = points.annotate(end=Right("value", LEAST_DIGITS)).filter(
            end=digits[-LEAST_DIGITS:], value__endswith=digits.removeprefix("0")
        )
    rows = points.order_by("person").values_list("person", "place")[:200]
    found = [person for person, place in rows if acting.may(CONTACTS, place)]
    return list(dict.fromkeys(found))
