"""What moves with a unit when it becomes another, and what goes along when a person moves house."""

from collections.abc import Callable, Collection
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from chungtay.people.models import (
    Consent,
    ContactPoint,
    DoNotContact,
    Household,
    Merge,
    Organisation,
    Person,
)
from chungtay.places.models import Place
from chungtay.places.registry import open_rows

Rows = Callable[[Collection[int]], "QuerySet[Any]"]
Also = Callable[[Place], dict[str, Any]]
_along: list[tuple[Rows, Also]] = []


def goes_along(rows: Rows, also: Also = lambda place: {}) -> None:
    """Declare rows that live where their person lives: `rows` gets ids of persons and gives those
    that still run; `also` says what else of them changes with the place."""
    _along.append((rows, also))


def carry(person_ids: Collection[int], to: Place) -> None:
    """Persons, and what goes along with them, live at `to` from now on."""
    Person.objects.unscoped(why="moved with the act in hand").filter(pk__in=person_ids).update(
        place=to
    )
    for rows, also in _along:
        rows(person_ids).update(place=to, **also(to))


open_rows(
    "people.persons", _("người dân"),
    lambda ids: Person.objects.unscoped(why="moved with their unit").filter(place__in=ids),
)  # fmt: skip
open_rows(
    "people.households", _("hộ gia đình"),
    lambda ids: Household.objects.unscoped(why="moved with their unit").filter(
        place__in=ids, ended_in=None
    ),
)  # fmt: skip
open_rows(
    "people.organisations", _("tổ chức"),
    lambda ids: Organisation.objects.unscoped(why="moved with their unit").filter(
        place__in=ids, closed_in=None
    ),
)  # fmt: skip
open_rows(
    "people.contact_points", _("cách liên lạc"),
    lambda ids: ContactPoint.objects.unscoped(why="moved with their unit").filter(
        place__in=ids, ended_in=None
    ),
)  # fmt: skip
open_rows(
    "people.consents", _("lời đồng ý"),
    lambda ids: Consent.objects.unscoped(why="moved with their unit").filter(
        place__in=ids, withdrawn_at=None
    ),
)  # fmt: skip
open_rows(
    "people.do_not_contact", _("lời xin đừng liên lạc"),
    lambda ids: DoNotContact.objects.unscoped(why="moved with their unit").filter(
        place__in=ids, ended_at=None
    ),
)  # fmt: skip
open_rows(
    "people.merges", _("hai tên của một người"),
    lambda ids: Merge.objects.unscoped(why="moved with their unit").filter(
        place__in=ids, undone_in=None
    ),
)  # fmt: skip

goes_along(
    lambda ids: ContactPoint.objects.unscoped(why="moved with their person").filter(
        person__in=ids, ended_in=None
    )
)
goes_along(
    lambda ids: Consent.objects.unscoped(why="moved with their person").filter(
        person__in=ids, withdrawn_at=None
    )
)
goes_along(
    lambda ids: DoNotContact.objects.unscoped(why="moved with their person").filter(
        person__in=ids, ended_at=None
    )
)
