"""The fixture while it is being built: spells of units, links between them, other names.

A *spell* is a stretch of time in which a unit keeps its code, type, name and the code of the unit
above it; each spell is one row.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from chungtay.places.data.sources import Unit

FIRST = "2021-01-01"  # the oldest source is a list made after the rearrangement of 2019-21
REFORM = "2025-07-01"
COLUMNS = ["code", "kind", "type", "name", "above", "valid_from", "from_exact", "valid_to",
           "to_exact", "lat", "lon", "area_km2", "source", "origin", "document"]  # fmt: skip
PROVINCE_ALIASES = {
    "79": ["HCM", "TPHCM", "Sài Gòn", "SG"], "01": ["HN"], "48": ["ĐN"], "46": ["Thừa Thiên Huế"],
    "66": ["Đắc Lắc", "Daklak"], "67": ["Đắc Nông", "Daknong"], "62": ["Kontum"],
    "77": ["BRVT", "Vũng Tàu"], "92": ["CT"], "31": ["HP"],
}  # fmt: skip
"""Other names of provinces, by code; capitals only are abbreviations."""


@dataclass
class Spell:
    """A row of the fixture before the unit above it is known by number."""

    unit: Unit
    kind: str
    above: str  # code of the unit above, in this spell
    start: str
    start_known: bool
    end: str | None
    end_known: bool
    source: str
    origin: str = ""
    document: str = ""


class Fixture:
    def __init__(self) -> None:
        self.spells: list[Spell] = []
        self.by_code: dict[str, list[int]] = defaultdict(list)
        self.links: dict[tuple[int, int], tuple[str, str, bool, bool, str]] = {}
        self.aliases: set[tuple[int, str, str]] = set()

    def add(self, *args: Any, **kwargs: Any) -> int:
        spell = Spell(*args, **kwargs)
        self.spells.append(spell)
        self.by_code[spell.unit.code].append(len(self.spells) - 1)
        return len(self.spells) - 1

    def at_end(self, code: str, day: str | None) -> int:
        """The spell of this code on the last day before `day` (None = today)."""
        rows = self.by_code[code]
        if day is None:
            return rows[-1]
        # A unit above that ended a little earlier (its own change is dated better) still serves.
        return max((n for n in rows if self.spells[n].start < day), default=rows[0])

    def link(self, old: int, new: int, on: str, known: bool, *, kind: str = "whole",
             default: bool = True, note: str = "") -> None:  # fmt: skip
        self.links[old, new] = (on, kind, default, known, note)


def rows(f: Fixture) -> dict[str, Any]:
    places = []
    for s in f.spells:
        u = s.unit
        above = f.at_end(s.above, s.end) if s.above else None
        places.append([u.code, s.kind, u.type, u.name, above, s.start, s.start_known, s.end,
                       s.end_known, u.lat and round(u.lat, 5), u.lon and round(u.lon, 5), u.area,
                       s.source, s.origin, s.document])  # fmt: skip
    return {
        "columns": COLUMNS,
        "places": places,
        "successions": sorted([old, new, *rest] for (old, new), rest in f.links.items()),
        "aliases": sorted(f.aliases),
    }
