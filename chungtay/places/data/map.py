"""Draws `pages/map.svg.html`: the 34 provinces, Hoàng Sa and Trường Sa, as a schematic map.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    uv run --with shapely python -m chungtay.places.data.map package/countries-10m.json

The coast is Natural Earth's. No permitted source draws the provinces of today, so each commune gets
the land nearest to its centre (Voronoi) and a province is the sum of its communes: right about who
is where, not about where a border runs. `../projection.py` places points in the same drawing.
"""

import gzip
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from shapely import MultiPoint, coverage_simplify, voronoi_polygons  # type: ignore[import-untyped]
from shapely.geometry import MultiPolygon, Point, Polygon  # type: ignore[import-untyped]
from shapely.ops import unary_union  # type: ignore[import-untyped]
from shapely.strtree import STRtree  # type: ignore[import-untyped]

from chungtay.places.projection import HEIGHT, WIDTH, project

HERE = Path(__file__).parent
TARGET = HERE.parent / "pages" / "map.svg.html"
VIET_NAM = "704"
SMALLEST = 0.8  # square units of the drawing; smaller islands become dots of their own below
TOLERANCE = 0.3
COLOURS = {"land": "#e0d5c3", "coast": "#b9ac98", "border": "#ffffff", "here": "#0e5a60",
           "ink": "#26211a", "sea": "#574e42", "ring": "#8c8272"}  # fmt: skip
FAR = {"20333", "22736"}  # Hoàng Sa, Trường Sa: drawn below, as archipelagos
DOTS = {"31105", "31108", "26732", "23272", "21548", "19742", "11948", "07192"}

HOANG_SA = [(16.53, 111.61), (16.45, 111.73), (16.83, 112.34), (16.97, 112.27), (16.67, 112.73),
            (15.78, 111.20), (16.05, 112.05), (16.33, 111.50)]  # fmt: skip
TRUONG_SA = [(8.65, 111.92), (8.93, 112.35), (8.85, 112.22), (7.89, 112.92), (8.97, 113.69),
             (9.88, 114.33), (9.90, 114.57), (10.18, 114.37), (10.38, 114.48), (11.43, 114.33),
             (10.93, 114.07), (10.73, 115.80), (8.38, 113.23), (9.72, 114.28)]  # fmt: skip
CITIES = [("Hà Nội", 21.03, 105.85, "end", -6, 4), ("Huế", 16.46, 107.59, "end", -6, 3),
          ("Đà Nẵng", 16.06, 108.21, "start", 7, 4),
          ("TP. Hồ Chí Minh", 10.78, 106.70, "start", 8, 14),
          ("Cần Thơ", 10.03, 105.78, "end", -26, 16)]  # fmt: skip


def outline(atlas: Path) -> Any:
    """The land of Việt Nam in units of the drawing, decoded from TopoJSON."""
    topology = json.loads(atlas.read_text(encoding="utf-8"))
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]

    def arc(number: int) -> list[tuple[float, float]]:
        x = y = 0
        points = []
        for dx, dy in topology["arcs"][number if number >= 0 else ~number]:
            x, y = x + dx, y + dy
            points.append(project(y * sy + ty, x * sx + tx))
        return points if number >= 0 else points[::-1]

    def ring(numbers: list[int]) -> list[tuple[float, float]]:
        points: list[tuple[float, float]] = []
        for number in numbers:
            points += arc(number)[1 if points else 0 :]
        return points

    country = next(
        g for g in topology["objects"]["countries"]["geometries"] if g.get("id") == VIET_NAM
    )
    rings = [[ring(r) for r in polygon] for polygon in country["arcs"]]
    return unary_union([Polygon(r[0], r[1:]).buffer(0) for r in rings])


def communes() -> list[tuple[str, str, float, float]]:
    """(code, province, x, y) of today's communes that lie on or near the mainland."""
    data = json.loads(gzip.decompress((HERE / "places.json.gz").read_bytes()))
    rows = [dict(zip(data["columns"], row, strict=True)) for row in data["places"]]
    found = []
    for row in rows:
        if row["kind"] == "commune" and row["valid_to"] is None and row["code"] not in FAR:
            found.append(
                (row["code"], rows[row["above"]]["code"], *project(row["lat"], row["lon"]))
            )
    return found


def provinces(land: Any) -> dict[str, Any]:
    """The land of each province: its communes' cells, without crumbs in a neighbour."""
    points = communes()
    cells = voronoi_polygons(MultiPoint([(x, y) for *_, x, y in points]), extend_to=land.envelope)
    tree = STRtree(list(cells.geoms))
    by_province: dict[str, list[Any]] = defaultdict(list)
    for _, province, x, y in points:
        cell = cells.geoms[int(tree.query(Point(x, y), predicate="within")[0])]
        by_province[province].append(cell)
    codes = sorted(by_province)
    areas = {code: unary_union(by_province[code]).intersection(land) for code in codes}
    for code in codes:
        pieces = getattr(areas[code], "geoms", [areas[code]])
        biggest = max(pieces, key=lambda p: p.area)
        for piece in pieces:
            # A commune whose centre the source misplaced makes a crumb inside a neighbour.
            touching = {
                c: areas[c].intersection(piece.buffer(0.05)).area for c in codes if c != code
            }
            host = max(touching, key=lambda c: touching[c])
            if piece is not biggest and touching[host] > 0 and piece.area < 0.1 * biggest.area:
                areas[code] = areas[code].difference(piece.buffer(1e-6))
                areas[host] = areas[host].union(piece.buffer(1e-6))
    simple = coverage_simplify([areas[c] for c in codes], TOLERANCE)
    return dict(zip(codes, simple, strict=True))


def path(area: Any) -> str:
    pieces = area.geoms if isinstance(area, MultiPolygon) else [area]
    out = []
    for piece in pieces:
        if getattr(piece, "exterior", None) is None or piece.area < SMALLEST:
            continue
        points = [f"{x:.1f} {y:.1f}" for x, y in piece.exterior.coords[:-1]]
        points = [p for n, p in enumerate(points) if n == 0 or p != points[n - 1]]
        out.append("M" + "L".join(points) + "Z")
    return "".join(out)


def _dot(lat: float, lon: float, r: float = 1.3) -> str:
    x, y = project(lat, lon)
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r}"/>'


def _text(x: float, y: float, words: str, extra: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}"{extra}>{words}</text>'


def _translated(words: str) -> str:
    return f'{{% translate "{words}" %}}'


def archipelago(
    code: str,
    province: str,
    islands: list[tuple[float, float]],
    ring: tuple[float, ...],
    label: str,
    within: str,
    at: tuple[float, float, str],
) -> str:
    """Dots of the islands in a dashed ring, its name beneath, and the province it belongs to."""
    asked = f"here == '{province}' or zone == '{code}'"
    fill = f"{{% if {asked} %}}{COLOURS['here']}{{% else %}}{COLOURS['ring']}{{% endif %}}"
    x, y = project(ring[0], ring[1])
    lx, ly, anchor = at
    return (
        f'<g fill="{fill}">{"".join(_dot(*i) for i in islands)}</g>'
        f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{ring[2]}" ry="{ring[3]}" fill="none"'
        f' stroke="{fill}" stroke-width="1" stroke-dasharray="3 3"/>'
        f'<g text-anchor="{anchor}">'
        + _text(lx, ly, _translated(label), ' font-weight="600"')
        + _text(lx, ly + 15, f"({_translated(within)})", f' fill="{COLOURS["sea"]}"')
        + "</g>"
    )


def draw(areas: dict[str, Any], points: list[tuple[str, str, float, float]]) -> str:
    shapes = []
    for code, area in areas.items():
        here, land = COLOURS["here"], COLOURS["land"]
        fill = f"{{% if here == '{code}' %}}{here}{{% else %}}{land}{{% endif %}}"
        small = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2"/>'
                        for c, p, x, y in points if c in DOTS and p == code)  # fmt: skip
        shapes.append(f'<g fill="{fill}"><path d="{path(area)}"/>{small}</g>')
    cities = []
    for name, lat, lon, anchor, dx, dy in CITIES:
        x, y = project(lat, lon)
        cities.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1.8"/>')
        cities.append(_text(x + dx, y + dy, _translated(name), f' text-anchor="{anchor}"'))
    return "\n".join([
        "{% load i18n %}{% comment %}Drawn by data/map.py; do not edit. Context: here (code of a"
        " province), zone (code of a special zone), dot (x, y as text), title.{% endcomment %}",
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img"'
        ' aria-labelledby="ban-do" font-size="12.5" class="mx-auto h-auto w-full max-w-md">',
        '<title id="ban-do">{{ title }}</title>',
        f'<g stroke="{COLOURS["border"]}" stroke-width=".7" stroke-linejoin="round">',
        *shapes,
        "</g>",
        f'<g fill="{COLOURS["ink"]}" stroke="#fff" stroke-width="2.5" paint-order="stroke"'
        f' stroke-linejoin="round">{"".join(cities)}</g>',
        f'<g fill="{COLOURS["ink"]}">',
        archipelago("20333", "48", HOANG_SA, (16.35, 111.97, 28, 22), "Quần đảo Hoàng Sa",
                    "Đà Nẵng", (project(16.35, 111.97)[0], project(14.95, 112)[1], "middle")),
        archipelago("22736", "56", TRUONG_SA, (9.68, 113.86, 57, 54), "Quần đảo Trường Sa",
                    "Khánh Hòa", (project(9.68, 113.8)[0], project(7.0, 112)[1], "middle")),
        _text(*project(13.2, 112.4), _translated("Biển Đông"),
              f' text-anchor="middle" font-style="italic" fill="{COLOURS["sea"]}"'),
        "</g>",
        '{% if dot %}<g fill="#f0b73a" stroke="#26211a" stroke-width="1.5"><circle cx="{{ dot.0 }}"'
        ' cy="{{ dot.1 }}" r="5"/></g>{% endif %}',
        "</svg>",
    ]) + "\n"  # fmt: skip


def main(argv: list[str]) -> None:
    areas = provinces(outline(Path(argv[0])))
    svg = draw(areas, communes())
    TARGET.write_text(svg, encoding="utf-8")
    sys.stdout.write(f"{len(areas)} provinces, {len(svg.encode()):,} bytes\n")


if __name__ == "__main__":
    main(sys.argv[1:])
