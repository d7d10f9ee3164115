"""The register as counts: by group, component and commune. Nobody's row leaves this module."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from chungtay.donors.asking import PROVEN, REST, moment, on_zalo, on_zalo_at
from chungtay.donors.forms import SHOWN
from chungtay.donors.hiding import HIDDEN, hide
from chungtay.donors.models import Donor
from chungtay.donors.purposes import ASK
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.asking import EachRow
from chungtay.people.models import Consent
from chungtay.places.models import Place
from chungtay.transfusion.groups import GIVEN, Component, Group

KEYS = ("here", "all", *(component.value for component in GIVEN))
Row = dict[str, Any]


def sees_small(acting: Acting) -> bool:
    """Whoever keeps the register or calls from it reads every number; others not the small ones."""
    return acting.may("donors.register_donor", None) or acting.may("blood.make_call", None)


def standing() -> QuerySet[Donor]:
    """Everybody of the province's register who agreed."""
    register = Donor.objects.unscoped(why="counts of the province's register, nobody's row")
    found: QuerySet[Donor] = register.filter(_agreed(), ended_in=None)
    return found


def _agreed() -> Exists:
    consents = Consent.objects.unscoped(why="counts of who may be asked")
    return Exists(consents.filter(actor=OuterRef("actor"), purpose=ASK.code, withdrawn_at=None))


def _reached() -> QuerySet[Donor]:
    """Of those whom a question reaches on Zalo; nearly always the row itself knows."""
    several = Q(EachRow(on_zalo()), _agreed(), askable=Donor.Askable.LOOK)
    register = Donor.objects.unscoped(why="counts of the province's register, nobody's row")
    found: QuerySet[Donor] = register.filter(Q(askable=Donor.Askable.YES) | several, ended_in=None)
    return found


def may_be_asked(at: datetime) -> Q:
    """Rested, of age, and no wish of their own against it, today."""
    today = clock.today(at)
    rested = Q(last_asked_at=None) | Q(last_asked_at__lt=at - REST)
    return rested & (Q(ask_until=None) | Q(ask_until__gt=today)) & Q(ask_from__lte=today)


def _ready(at: datetime) -> dict[str, Count]:
    """By component, how many of the rows around may be asked for it today."""
    today = clock.today(at)
    return {
        component.value: Count(
            "pk", filter=may_be_asked(at) & Q(**{f"next_{component}_on__lte": today})
        )
        for component in GIVEN
    }


def by_group(acting: Acting, at: datetime) -> list[Row]:
    """By group: how many live here, how many the province has, how many may be asked today."""
    kept: Any = standing().values("group").annotate(all=Count("pk")).order_by()
    everywhere: dict[int, Row] = {row["group"]: dict(row) for row in kept}
    reached: Any = _reached().values("group").annotate(**_ready(at))
    for row in reached.order_by():
        everywhere[row["group"]] |= row
    mine = Donor.objects.visible_to(acting).filter(_agreed(), ended_in=None)
    here = dict(mine.values_list("group").annotate(n=Count("pk")).order_by())
    nobody = dict.fromkeys(KEYS, 0)
    rows = [
        nobody
        | everywhere.get(group.value, {})
        | {"name": group.written, "here": here.get(group.value, 0)}
        for group in SHOWN
    ]
    return rows if sees_small(acting) else _hidden(rows)


def _hidden(rows: list[Row]) -> list[Row]:
    """Each column is a row of numbers whose sum stands below it."""
    for key in KEYS:
        shown = hide({row["name"]: row[key] for row in rows})
        for row in rows:
            row[key] = shown[row["name"]]
    return rows


def total(rows: list[Row], acting: Acting, at: datetime) -> Row:
    """The sum of each column, of the numbers and not of what is shown of them."""
    if sees_small(acting):
        return {key: sum(row[key] for row in rows) for key in KEYS}
    return {"all": standing().count()} | dict.fromkeys(set(KEYS) - {"all"}, HIDDEN)


def by_commune(acting: Acting, at: datetime) -> list[Row]:
    """By commune, those with the most first: how many, and who may be asked today, whatever their
    group. Of other communes than one's own the small numbers are hidden from everybody."""
    found: Any = (
        standing()
        .annotate(commune=Coalesce("place__commune", "place"))
        .values("commune")
        .annotate(all=Count("pk"), **_ready(at))
        .order_by()
    )
    rows = {row["commune"]: row for row in found}
    own = set(acting.reach() or ()) if sees_small(acting) else set()
    names = Place.objects.in_bulk(rows)
    columns = ("all", *(component.value for component in GIVEN))
    shown = {key: hide({pk: row[key] for pk, row in rows.items()}, seen=own) for key in columns}
    listed = [
        {"name": names[pk].full_name, "size": rows[pk]["all"]} | {k: shown[k][pk] for k in columns}
        for pk in rows
    ]
    # Ordered by a number that is hidden, they would tell it: those come last, by name.
    return sorted(listed, key=lambda r: (r["all"] is HIDDEN, -(r["all"] or 0), r["name"]))


def askable(component: Component, at: datetime) -> Mapping[Group, tuple[int, int]]:
    """By group: who may be asked at this hour and reached, as their own wishes let us, and of those
    whose group is proven. One person in several rows is one."""
    proven = Count("pk", filter=Q(source__in=PROVEN))
    rows: Any = on_zalo_at(component, moment(at, at - REST)).values("group")
    found = rows.annotate(n=Count("pk"), proven=proven).order_by()
    return {Group(row["group"]): (row["n"], row["proven"]) for row in found}
