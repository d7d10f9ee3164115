"""What the pages of a list show of its rows."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from chungtay.kit import phones
from chungtay.lists.models import Intake, IntakeRow
from chungtay.places.models import Place

Outcome = IntakeRow.Outcome
STATES = {
    "brought": (_("chờ chọn cột"), "wait"),
    "reading": (_("đang đọc"), "inf"),
    "read": (_("chờ ghi vào sổ"), "wait"),
    "working": (_("đang ghi"), "inf"),
    "done": (_("đã ghi"), "ok"),
    "back": (_("đã lấy lại"), "off"),
    "given_up": (_("đã bỏ"), "off"),
}
"""State of an intake → words, tone."""


def counts(rows: QuerySet[IntakeRow]) -> dict[str, int]:
    """Rows by what they are; ready ones by what they will be, all of them under `ready`."""
    found = dict.fromkeys([*Outcome.values, "ready"], 0)
    grouped = rows.values_list("outcome", "foreseen").annotate(n=Count("pk")).order_by()
    for outcome, foreseen, n in grouped:
        found[outcome] += n
        if outcome == Outcome.READY and foreseen:
            found[foreseen] += n
    return found


def waiting(intakes: Sequence[Intake], rows: QuerySet[IntakeRow]) -> dict[int, dict[str, int]]:
    """Rows of each list that wait for somebody: faulty and doubtful ones."""
    found: dict[int, dict[str, int]] = {}
    grouped = (
        rows.filter(intake__in=intakes, outcome__in=[Outcome.FAULTY, Outcome.DOUBTFUL])
        .values_list("intake_id", "outcome")
        .annotate(n=Count("pk"))
        .order_by()
    )
    for intake_id, outcome, n in grouped:
        found.setdefault(intake_id, {})[outcome] = n
    return found


def as_they_will_be(rows: Iterable[IntakeRow]) -> list[dict[str, Any]]:
    """Rows as they were understood; of a telephone only its end."""
    rows = [row for row in rows if row.read]
    places = Place.objects.in_bulk({row.read["place"] for row in rows if row.read})
    return [as_read(row, places) for row in rows]


def as_read(row: IntakeRow, places: Mapping[int, Place]) -> dict[str, Any]:
    read: dict[str, Any] = row.read or {}
    place = places.get(read["place"])
    return {
        "number": row.number, "pk": row.pk, "name": read["name"],
        "phone": phones.masked(read["phone"]) if read["phone"] else "",
        "birth_year": read["birth_year"], "home": place.full_name if place else "",
        "address": read["address"], "head": read["head"],
    }  # fmt: skip
