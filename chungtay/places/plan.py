"""What the lines of an update file come to together: a simulation of the units, without writing.

Each line is judged against the units as the lines before it left them.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Self

from django.utils.translation import gettext_lazy as _

from chungtay.places.data.types import OF_KIND
from chungtay.places.models import Place
from chungtay.places.update_file import BadFile, Fact

ABOVE = {"commune": ("province", "district"), "district": ("province",), "group": ("commune",)}


def kind_of(code: str) -> str:
    """The level a code speaks of: 48, 492, 20194, 20194-36."""
    return {2: "province", 3: "district", 5: "commune"}.get(len(code), "group")


@dataclass(frozen=True, slots=True)
class Spell:
    """A unit as it stands at a point of the plan; `id` is None if only the plan makes it."""

    id: int | None
    code: str
    type: str
    name: str
    above_id: int | None
    since: date
    until: date | None
    above: str | None = None

    @classmethod
    def of(cls, place: Place) -> Self:
        return cls(place.pk, place.code, place.type, place.name, place.parent_id,
                   place.valid_from, place.valid_to)  # fmt: skip


@dataclass(slots=True)
class Change:
    """One unit, one day: how it stood (`was`, None if new) and what becomes of it."""

    on: date
    code: str
    kind: str
    kinds: set[str]
    was: Spell | None
    type: str = ""
    name: str = ""
    above: str = ""
    into: list[str] = field(default_factory=list)
    default: str = ""
    lat: float | None = None
    lon: float | None = None
    area_km2: float | None = None
    document: str = ""
    note: str = ""
    lines: dict[str, int] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    """Names of the units it goes into, for the preview."""

    def __str__(self) -> str:
        """ "30/4/2026  26368  xã Long Thành → phường Long Thành"."""
        was = f"{self.was.type} {self.was.name}" if self.was else ""
        becomes = f"{self.type} {self.name}"
        if self.into:
            default = self.default if len(self.into) > 1 else ""
            mark = {default: f", {_('mặc định')}"}
            becomes = ", ".join(
                f"{self.names.get(code, '')} ({code}{mark.get(code, '')})" for code in self.into
            )
        arrow = f"{was} → {becomes}" if was else becomes
        return f"{self.on.day}/{self.on.month}/{self.on.year}  {self.code}  {arrow}"

    @property
    def before_id(self) -> int | None:
        return self.was.id if self.was else None

    @property
    def expects_row(self) -> bool:
        """Whether the row it changes must be the one the preview saw, not one the file makes."""
        return self.was is None or self.was.id is not None


def _turn(change: Change) -> tuple[date, int, int, str]:
    """What begins before what goes into it; new units from above, all else from below, so that an
    ended unit keeps pointing at the unit above as that was on its last day."""
    if "new" in change.kinds:
        return change.on, 0, len(change.code), change.code
    return change.on, 2 if change.into else 1, -len(change.code), change.code


class Plan:
    def __init__(self, standing: dict[str, Spell], codes: dict[int, str]) -> None:
        self.now = {
            code: replace(s, above=codes.get(s.above_id or 0)) for code, s in standing.items()
        }
        self.changes: list[Change] = []
        self.merges: dict[tuple[date, str], Change] = {}
        self.seen: dict[tuple[date, str, str], int] = {}
        self.already = 0

    def take(self, fact: Fact) -> None:
        key = (fact.on, fact.code, fact.into)
        if key in self.seen:
            raise BadFile(fact.line, _("mã %(code)s đã có ở dòng %(other)s cùng ngày."),
                          code=fact.code, other=self.seen[key])  # fmt: skip
        self.seen[key] = fact.line
        {"new": self._new, "change": self._change, "merge": self._merge}[fact.act](fact)

    def finish(self) -> list[Change]:
        """All changes in the order they can be done: what begins before what goes into it."""
        self._refuse_cycles()
        for change in self.merges.values():
            self._check_shares(change)
        return sorted(self.changes, key=_turn)

    def _standing(self, fact: Fact, code: str) -> Spell:
        spell = self.now.get(code)
        if spell is None or (spell.until is not None and spell.until <= fact.on):
            raise BadFile(fact.line, _("ngày %(day)s không có đơn vị nào mang mã %(code)s."),
                          day=f"{fact.on:%d/%m/%Y}", code=code)  # fmt: skip
        return spell

    def _changeable(self, fact: Fact) -> Spell:
        spell = self._standing(fact, fact.code)
        if spell.since >= fact.on or spell.until is not None:
            raise BadFile(
                fact.line,
                _("đơn vị mã %(code)s đã đổi từ %(day)s; tệp chỉ ghi được việc sau ngày ấy."),
                code=fact.code, day=f"{spell.until or spell.since:%d/%m/%Y}",
            )  # fmt: skip
        return spell

    def _new(self, fact: Fact) -> None:
        old = self.now.get(fact.code)
        kind = kind_of(fact.code)
        if old and old.since == fact.on and (old.type, old.name) == (fact.type, fact.name):
            self.already += 1
            return
        if old and (old.until is None or old.until > fact.on):
            raise BadFile(fact.line, _("mã %(code)s đang là của %(name)s."),
                          code=fact.code, name=old.name)  # fmt: skip
        if not fact.name:
            raise BadFile(fact.line, _("đơn vị mới phải có tên."))
        self._check_type(fact, kind)
        self._check_above(fact, kind, fact.above)
        self._begin(fact, kind, {"new"}, None, fact.type, fact.name, fact.above)

    def _change(self, fact: Fact) -> None:
        spell = self.now.get(fact.code)
        if spell and spell.since == fact.on and spell.until is None and self._agrees(fact, spell):
            self.already += 1
            return
        spell, kind = self._changeable(fact), kind_of(fact.code)
        kinds = set()
        if fact.type and fact.type != spell.type:
            self._check_type(fact, kind)
            kinds.add("retyped")
        if fact.name and fact.name != spell.name:
            kinds.add("renamed")
        if fact.above and fact.above != spell.above:
            self._check_above(fact, kind, fact.above)
            kinds.add("moved")
        if not kinds:
            raise BadFile(fact.line, _("đơn vị mã %(code)s vốn đã như vậy, dòng này không đổi gì."),
                          code=fact.code)  # fmt: skip
        self._begin(fact, kind, kinds, spell, fact.type or spell.type, fact.name or spell.name,
                    fact.above or spell.above or "")  # fmt: skip

    @staticmethod
    def _agrees(fact: Fact, spell: Spell) -> bool:
        return (
            fact.type in ("", spell.type)
            and fact.name in ("", spell.name)
            and fact.above in ("", spell.above)
        )

    def _begin(self, fact: Fact, kind: str, kinds: set[str], was: Spell | None, type_: str,
               name: str, above: str) -> None:  # fmt: skip
        self.now[fact.code] = Spell(
            None, fact.code, type_, name, None, fact.on, None, above or None
        )
        self.changes.append(
            Change(fact.on, fact.code, kind, kinds, was, type_, name, above, lat=fact.lat,
                   lon=fact.lon, area_km2=fact.area_km2, document=fact.document, note=fact.note,
                   lines={"": fact.line})
        )  # fmt: skip

    def _merge(self, fact: Fact) -> None:
        if not fact.into:
            raise BadFile(fact.line, _("nhập vào đâu? Cột into còn trống."))
        if fact.into == fact.code:
            raise BadFile(fact.line, _("một đơn vị không thể nhập vào chính nó."))
        if kind_of(fact.into) != kind_of(fact.code):
            raise BadFile(fact.line, _("%(code)s và %(into)s không cùng cấp."),
                          code=fact.code, into=fact.into)  # fmt: skip
        change = self.merges.get((fact.on, fact.code))
        if change is None:
            spell = self._changeable(fact)
            change = Change(fact.on, fact.code, kind_of(fact.code), {"merged"}, spell,
                            spell.type, spell.name, document=fact.document)  # fmt: skip
            self.merges[fact.on, fact.code] = change
            self.changes.append(change)
            self.now[fact.code] = replace(spell, until=fact.on)
        change.into.append(fact.into)
        change.lines[fact.into] = fact.line
        change.kinds = {"split"} if fact.share == "part" else change.kinds
        if fact.share == "whole" and len(change.into) > 1:
            raise BadFile(fact.line, _("mã %(code)s đã nhập trọn vào nơi khác ở dòng %(other)s."),
                          code=fact.code, other=change.lines[change.into[0]])  # fmt: skip
        if fact.default or fact.share == "whole":
            if change.default:
                raise BadFile(fact.line, _("mã %(code)s chỉ có một nơi mặc định."), code=fact.code)
            change.default = fact.into

    def _check_shares(self, change: Change) -> None:
        first = change.lines[change.into[0]]
        if "split" in change.kinds and len(change.into) < 2:
            raise BadFile(
                first, _("mã %(code)s chia phần mà chỉ có một nơi nhận."), code=change.code
            )
        if not change.default:
            raise BadFile(first, _("mã %(code)s chia phần thì một dòng phải có default = 1."),
                          code=change.code)  # fmt: skip
        for code in change.into:
            fact = Fact(change.lines[code], change.on, "merge", change.code)
            change.names[code] = self._standing(fact, code).name

    def _refuse_cycles(self) -> None:
        """A into B while B goes into A, or anywhere else on that day, leaves nobody."""
        for change in self.merges.values():
            for end in change.into:
                if (change.on, end) in self.merges:
                    raise BadFile(
                        change.lines[end],
                        _("%(into)s cũng thôi trong ngày ấy, không nhận %(code)s được."),
                        into=end, code=change.code,
                    )  # fmt: skip

    def _check_type(self, fact: Fact, kind: str) -> None:
        if fact.type not in OF_KIND[kind]:
            raise BadFile(fact.line, _("“%(type)s” không phải loại của mã %(code)s. Chọn %(all)s."),
                          type=fact.type, code=fact.code, all=", ".join(OF_KIND[kind]))  # fmt: skip

    def _check_above(self, fact: Fact, kind: str, above: str) -> None:
        if kind == "province":
            if above:
                raise BadFile(fact.line, _("tỉnh, thành phố không thuộc nơi nào khác."))
            return
        if not above or kind_of(above) not in ABOVE[kind]:
            raise BadFile(fact.line, _("cột above phải là mã của nơi mà %(code)s thuộc về."),
                          code=fact.code)  # fmt: skip
        self._standing(fact, above)
