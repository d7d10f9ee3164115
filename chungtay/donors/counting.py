"""The register as counts: by group, component and commune. Nobody's row leaves this module."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, OuterRef, Q

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


def cells(at: datetime) -> list[Row]:
    """Everybody of the province's register who agreed, by place and group: how many (`all`), how
    many may be asked for each component today, and of these (`on_…`) those whom a question reaches
    on Zalo. One walk over the register; nearly always the row itself knows."""
    today = clock.today(at)
    register = Donor.objects.unscoped(why="counts of the province's register, nobody's row")
    counts: dict[str, Count] = {"all": Count("pk")}
    for component in GIVEN:
        ready = may_be_asked(at) & Q(**{f"next_{component}_on__lte": today})
        counts |= {
            component.value: Count("pk", filter=ready),
            f"on_{component}": Count("pk", filter=ready & Q(reached=True)),
        }
    several = Q(askable=Donor.Askable.LOOK) & Q(EachRow(on_zalo()))
    reached = ExpressionWrapper(Q(askable=Donor.Askable.YES) | several, BooleanField())
    agreed = register.filter(_agreed(), ended_in=None).annotate(reached=reached)
    found: list[Row] = list(agreed.values("place", "group").annotate(**counts).order_by())
    places = {row["place"] for row in found}
    # Joined, the planner would sort the whole register.
    lies = Place.objects.filter(pk__among=places).values_list("pk", "commune")
    commune = {pk: within or pk for pk, within in lies}
    return [row | {"commune": commune[row["place"]]} for row in found]


def _agreed() -> Q:
    consents = Consent.objects.unscoped(why="counts of who may be asked")
    said = consents.filter(actor=OuterRef("actor"), purpose=ASK.code, withdrawn_at=None)
    return Q(askable=Donor.Askable.YES) | Q(EachRow(said))


def may_be_asked(at: datetime) -> Q:
    """Rested, of age, and no wish of their own against it, today."""
    today = clock.today(at)
    rested = Q(last_asked_at=None) | Q(last_asked_at__lt=at - REST)
    return rested & (Q(ask_until=None) | Q(ask_until__gt=today)) & Q(ask_from__lte=today)


def _summed(found: Iterable[Row], by: str, columns: Mapping[str, str]) -> dict[int, Row]:
    """Numbers by group or by commune: a name, and the column of the cells it is the sum of."""
    rows: dict[int, Row] = {}
    for cell in found:
        row = rows.setdefault(cell[by], dict.fromkeys(columns, 0))
        for name, column in columns.items():
            row[name] += cell[column]
    return rows


def by_group(found: list[Row], acting: Acting) -> list[Row]:
    """By group: how many live here, how many the province has, how many may be asked today."""
    columns = {"all": "all"} | {component.value: f"on_{component}" for component in GIVEN}
    everywhere = _summed(found, "group", columns)
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


def total(found: list[Row], rows: list[Row], acting: Acting) -> Row:
    """The sum of each column, of the numbers and not of what is shown of them."""
    if sees_small(acting):
        return {key: sum(row[key] for row in rows) for key in KEYS}
    everybody = sum(cell["all"] for cell in found)
    return {"all": everybody} | dict.fromkeys(set(KEYS) - {"all"}, HIDDEN)


def by_commune(found: list[Row], acting: Acting) -> list[Row]:
    """By commune, those with the most first: how many, and who may be asked today, whatever their
    group. Of other communes than one's own the small numbers are hidden from everybody."""
    columns = ("all", *(component.value for component in GIVEN))
    rows = _summed(found, "commune", {name: name for name in columns})
    own = set(acting.reach() or ()) if sees_small(acting) else set()
    names = Place.objects.in_bulk(rows)
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
