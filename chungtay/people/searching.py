"""Persons by name without accents, by the end of a telephone number, by where they live.

A ward's names are read from one index (place, folded name; the name itself rides along), so that
a search costs what the ward's size costs, however large the province's register is. Accents that
were typed must agree: that is looked at here, on the few names the index gave.
"""

import re
from collections.abc import Collection

from django.db.models import Q
from django.db.models.functions import Right

from chungtay.kit import phones
from chungtay.kit.acting import Acting
from chungtay.kit.vietnamese import fold, matches
from chungtay.people.models import ContactPoint
from chungtay.people.reading import living_at

PAGE = 30
CHUNK = 300
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
    folded = fold(text)
    if not folded:
        return []
    rows = (
        living_at(acting, places)
        .filter(Q(folded__startswith=folded) | Q(folded__contains=f" {folded}"))
        .order_by("folded", "pk")
        .values_list("pk", "name")
    )
    if text.isascii():
        return [pk for pk, _name in rows[skip:wanted]]
    found: list[int] = []
    begun, size = 0, CHUNK
    while True:
        chunk = list(rows[begun : begun + size])
        for pk, name in chunk:
            if matches(text, name):
                found.append(pk)
                if len(found) == wanted:
                    return found[skip:]
        if len(chunk) < size:
            return found[skip:]
        begun, size = begun + size, size * 8


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
