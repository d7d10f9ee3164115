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


def _lying(model: Any, running: dict[str, None]) -> Rows:
    return lambda ids: model.objects.unscoped(why="moved with their unit").filter(
        place__in=ids, **running
    )


def _owned(model: Any, running: dict[str, None]) -> Rows:
    return lambda ids: model.objects.unscoped(why="moved with their person").filter(
        person__in=ids, **running
    )


OWN: list[tuple[str, Any, Any, dict[str, None]]] = [
    ("contact_points", _("cách liên lạc"), ContactPoint, {"ended_in": None}),
    ("consents", _("lời đồng ý"), Consent, {"withdrawn_at": None}),
    ("do_not_contact", _("lời xin đừng liên lạc"), DoNotContact, {"ended_at": None}),
]
for _key, _says, _model, _running in [
    ("persons", _("người dân"), Person, {}),
    ("households", _("hộ gia đình"), Household, {"ended_in": None}),
    ("organisations", _("tổ chức"), Organisation, {"closed_in": None}),
    ("merges", _("hai tên của một người"), Merge, {"undone_in": None}),
    *OWN,
]:
    open_rows(f"people.{_key}", _says, _lying(_model, _running))
for _key, _says, _model, _running in OWN:
    goes_along(_owned(_model, _running))
