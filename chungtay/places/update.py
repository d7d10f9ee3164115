"""From an update file to a preview, and from a preview to the database; nothing between the two.

`preview` reads and judges everything, `apply` only acts. The rows themselves that lie at a place
that ends (posts, donors…) are moved by the verb `access.update_places`, which gets from `apply` who
went where.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from chungtay.kit.errors import Refused
from chungtay.places.models import Edition, Place, Succession
from chungtay.places.plan import Change, Plan, Spell
from chungtay.places.registry import count_open_rows
from chungtay.places.update_file import read_facts

ONE_AT_A_TIME = 7_401_000_001
"""Key of the advisory lock under which updates are applied."""


class OutOfDate(Refused):
    """The units changed between the preview and the act."""

    code = "places.out_of_date"


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would do. `already` are lines that say what stands so already."""

    name: str
    digest: str
    changes: tuple[Change, ...]
    already: int
    open_rows: dict[str, int] = field(default_factory=dict)
    unplaced_groups: int = 0
    """Residential groups of divided communes for which the file names no new commune."""

    @property
    def empty(self) -> bool:
        return not self.changes

    def of(self, kind: str) -> list[Change]:
        """Changes of one kind: new, renamed, retyped, moved, merged, split."""
        return [c for c in self.changes if kind in c.kinds]


@dataclass(frozen=True, slots=True)
class Applied:
    """Who went where: ids of ended spells to the one that follows; divided ones to all parts."""

    whole: dict[int, int]
    divided: dict[int, list[int]]


def preview(content: bytes, name: str) -> Preview:
    """Judge a file against the database. Raises `BadFile`, naming the line; changes nothing."""
    facts = read_facts(content)
    codes = {c for f in facts for c in (f.code, f.above, f.into) if c}
    standing: dict[str, Place] = {}
    for place in Place.objects.filter(code__in=codes).order_by("code", "valid_from"):
        standing[place.code] = place
    plan = Plan({code: Spell.of(place) for code, place in standing.items()}, _codes_above(standing))
    for fact in facts:
        plan.take(fact)
    changes = plan.finish()
    ended = [c.before_id for c in changes if c.before_id]
    split = [c for c in changes if "split" in c.kinds]
    groups = Place.objects.standing().filter(kind=Place.Kind.GROUP)
    taken = {c.code for c in changes}
    unplaced = groups.filter(commune__in=[c.before_id for c in split]).exclude(code__in=taken)
    return Preview(
        name=name,
        digest=hashlib.sha256(content).hexdigest(),
        changes=tuple(changes),
        already=plan.already,
        open_rows=count_open_rows(ended),
        unplaced_groups=unplaced.count() if split else 0,
    )


def province_of(seen: Preview) -> Place:
    """A province that the file speaks of, to write the act under."""
    codes = {c for change in seen.changes for c in (change.code, change.above) if c}
    found = Place.objects.standing().filter(code__in=codes).select_related("province").first()
    return found.province if found else Place.objects.standing().earliest("code")


def _codes_above(standing: dict[str, Place]) -> dict[int, str]:
    ids = {p.parent_id for p in standing.values() if p.parent_id}
    return dict(Place.objects.filter(pk__in=ids).values_list("pk", "code"))


def apply(seen: Preview) -> Applied:
    """Do what the preview said, wholly or not at all. The same file twice does nothing."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
        if Edition.objects.filter(digest=seen.digest).exists():
            return Applied({}, {})
        work = _Work(seen.changes)
        for change in seen.changes:
            work.act(change)
        Edition.objects.create(name=seen.name[:120], digest=seen.digest)
        return Applied(work.whole, work.divided)


class _Work:
    """Applies changes in their order, remembering which row each code stands for by now."""

    def __init__(self, changes: Iterable[Change]) -> None:
        codes = {c for change in changes for c in (change.code, change.above, *change.into) if c}
        rows = Place.objects.select_for_update().filter(code__in=codes, valid_to=None)
        self.rows = {row.code: row for row in rows}
        self.own = {change.code for change in changes}
        self.whole: dict[int, int] = {}
        self.divided: dict[int, list[int]] = {}

    def act(self, change: Change) -> None:
        old = self.rows.get(change.code)
        if (old.pk if old else None) != change.before_id and change.expects_row:
            raise OutOfDate(_("Danh mục vừa thay đổi sau khi xem trước. Xem lại rồi làm."))
        if old is None:
            self._begin(change, None)
            return
        Place.objects.filter(pk=old.pk).update(valid_to=change.on)
        old.valid_to = change.on
        if change.into:
            self._hand_over(old, change)
            return
        new = self._begin(change, old)
        self._link(old, new, change.on, "whole", default=True, note=change.document)
        self._bring_along(old, new, change.on)
        self.whole[old.pk] = new.pk

    def _begin(self, change: Change, old: Place | None) -> Place:
        above = self.rows[change.above] if change.above else None
        commune = above if change.kind == Place.Kind.GROUP else None
        new = Place(
            code=change.code, kind=change.kind, type=change.type, name=change.name, parent=above,
            commune=commune, valid_from=change.on, source="update", origin=change.note,
            document=change.document, lat=change.lat, lon=change.lon, area_km2=change.area_km2,
        )  # fmt: skip
        if old is not None and new.lat is None:
            new.lat, new.lon = old.lat, old.lon
        if old is not None and new.area_km2 is None:
            new.area_km2 = old.area_km2
        new.save(force_insert=True)
        self.rows[change.code] = new
        return new

    def _hand_over(self, old: Place, change: Change) -> None:
        targets = [self.rows[code] for code in change.into]
        whole = len(targets) == 1
        for code, target in zip(change.into, targets, strict=True):
            kind, default = ("whole", True) if whole else ("part", code == change.default)
            self._link(old, target, change.on, kind, default=default, note=change.document)
        if whole:
            self._bring_along(old, targets[0], change.on)
            self.whole[old.pk] = targets[0].pk
        else:
            self.divided[old.pk] = [t.pk for t in targets]
        del self.rows[change.code]

    def _link(
        self, old: Place, new: Place, on: date, kind: str, *, default: bool, note: str
    ) -> None:
        Succession.objects.create(
            predecessor=old, successor=new, on=on, kind=kind, is_default=default, note=note
        )

    def _new_spells(self, groups: Iterable[Place], commune: Place, on: date) -> None:
        """Groups begin a new spell in the unit that follows: what was counted under their commune
        of then stays counted there. Those the file speaks of itself wait for their own line."""
        for old in groups:
            if old.code in self.own:
                continue
            Place.objects.filter(pk=old.pk).update(valid_to=on)
            new = Place(
                code=old.code, kind=old.kind, type=old.type, name=old.name, parent=commune,
                commune=commune, valid_from=on, source="update", lat=old.lat, lon=old.lon,
                area_km2=old.area_km2,
            )  # fmt: skip
            new.save(force_insert=True)
            self._link(old, new, on, "whole", default=True, note="")
            self.whole[old.pk] = new.pk

    def _bring_along(self, old: Place, new: Place, on: date) -> None:
        """What lies in the unit and lasts beyond this day lies in the one that follows."""
        lasting = Place.objects.on(on).exclude(pk__in=[old.pk, new.pk])
        if old.kind == Place.Kind.COMMUNE:
            self._new_spells(lasting.filter(parent=old, kind=Place.Kind.GROUP), new, on)
            return
        lasting.filter(parent=old).update(parent=new)
        if old.kind == Place.Kind.PROVINCE:
            lasting.filter(province=old).update(province=new)
        for row in self.rows.values():  # those already read follow suit
            if row.parent_id == old.pk:
                row.parent = new
            if row.province_id == old.pk:
                row.province = new
            if row.commune_id == old.pk != row.pk:
                row.commune = new
