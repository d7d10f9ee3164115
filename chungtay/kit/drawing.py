"""Where things stand in the drawings of a page: charts by month, rings of distance, zones in time.

Pure arithmetic. A drawing keeps numbers; templates print them as SVG attributes, because the
pages' security policy forbids style attributes. Percentages are strings with a point, such as
"41.5%", so that no locale turns them into "41,5%".
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

Number = int | float | Decimal

TOP, BASE = 13.0, 87.0  # per cent of the chart's height: room for words above and below
GOLDEN = 137.508  # degrees: spots without a known direction spread evenly and never in line


def per_cent(share: Number) -> str:
    """A share of one as an SVG length: 0.415 is "41.5%". Outside 0 to 1 it is held at the edge."""
    held = min(1.0, max(0.0, float(share)))
    return f"{held * 100:.2f}".rstrip("0").rstrip(".") + "%"


class Box(NamedTuple):
    """A rectangle in per cent of its drawing."""

    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class Column:
    """One month (or class) of a chart.

    `value` None means "not recorded", which is drawn in dashes and never as zero; so is
    `before`, the same month a year earlier, when the chart compares.
    """

    label: str
    value: Number | None
    words: str = ""
    before: Number | None = None
    few: bool = False  # hatched: counts, but falls short of what is needed


class Drawn(NamedTuple):
    """A column with its place: what the template prints."""

    column: Column
    middle: str
    words_at: str
    bar: Box
    before: Box | None


@dataclass(frozen=True, slots=True)
class Columns:
    """A column chart. `compare` draws the previous year beside each column."""

    columns: Sequence[Column]
    compare: bool = False
    name: str = ""
    before_name: str = ""

    @property
    def drawn(self) -> list[Drawn]:
        return [self._place(index, column) for index, column in enumerate(self.columns)]

    @property
    def unwritten(self) -> bool:
        """Some month of either year is not recorded: the legend must say what dashes mean."""
        return any(c.value is None or (self.compare and c.before is None) for c in self.columns)

    def _height(self, value: Number | None) -> float:
        values = [float(v) for c in self.columns for v in (c.value, c.before) if v is not None]
        most = max(values, default=0.0)
        if value is None:
            return 10.0
        return max((BASE - TOP) * float(value) / most, 0.6) if most > 0 else 0.6

    def _place(self, index: int, column: Column) -> Drawn:
        slot = 100 / len(self.columns)
        gap = min(slot * 0.14, 1.6)
        left, width = index * slot + gap / 2, slot - gap
        tall = self._height(column.value)
        before = None
        if self.compare:
            narrow = width * 0.34
            past = self._height(column.before)
            before = _box(left, past, narrow)
            left, width = left + narrow + width * 0.04, width * 0.62
            tall_most = max(tall, past if column.before is not None else 0)
        else:
            tall_most = tall
        return Drawn(
            column=column,
            middle=per_cent((index + 0.5) * slot / 100),
            words_at=per_cent((BASE - tall_most) / 100),
            bar=_box(left, tall, width),
            before=before,
        )


def _box(left: float, tall: float, width: float) -> Box:
    return Box(
        per_cent(left / 100),
        per_cent((BASE - tall) / 100),
        per_cent(width / 100),
        per_cent(tall / 100),
    )


@dataclass(frozen=True, slots=True)
class Spot:
    """Someone on the map of distances. `state`: "yes", "ask" or "no". `bearing` in degrees
    clockwise from north; None where the direction is unknown or nobody's business."""

    km: float
    state: str = "ask"
    bearing: float | None = None


class Mark(NamedTuple):
    x: str
    y: str
    state: str


BEARINGS = (52, 128, 40, 64, 116, 140, 76, 104, 28, 152, 16, 164, 4, 176)
"""Where the label of a ring may stand, the best first: its words run to the right."""


@dataclass(frozen=True, slots=True)
class Rings:
    """People around a place by distance (km): a scheme, not a map of streets."""

    spots: Sequence[Spot]
    rings: Sequence[float] = (2, 5)
    width: int = 320
    height: int = 250

    @property
    def middle(self) -> tuple[float, float]:
        return self.width / 2, self.height / 2

    def _radius(self, km: float) -> float:
        """Near distances get more room than far ones, and the farthest stay inside the frame."""
        most = self.height / 2 - 13
        return float(min(most * (km / max(self.rings)) ** 0.65, most + 6))

    def _at(self, radius: float, bearing: float) -> tuple[str, str]:
        turn = math.radians(bearing)
        x, y = self.middle
        return f"{x + radius * math.sin(turn):.1f}", f"{y - radius * math.cos(turn):.1f}"

    @property
    def circles(self) -> list[tuple[str, str, str, str]]:
        """Radius, label and the label's place of each ring, outermost first."""
        found, marks = [], [(float(mark.x), float(mark.y)) for mark in self.marks]
        for km in sorted(self.rings, reverse=True):
            radius = self._radius(km)
            label_x, label_y = self._labelled(radius + 4, marks)
            found.append((f"{radius:.1f}", f"{km:g}".replace(".", ","), label_x, label_y))
        return found

    def _labelled(self, radius: float, marks: Sequence[tuple[float, float]]) -> tuple[str, str]:
        """Where a ring's label hides the fewest people, north-east before anywhere else."""

        def hidden(bearing: float) -> int:
            left, middle = (float(part) for part in self._at(radius, bearing))
            return sum(-8 < x - left < 36 and abs(y - middle + 4) < 11 for x, y in marks)

        return self._at(radius, min(BEARINGS, key=hidden))

    @property
    def marks(self) -> list[Mark]:
        found: list[Mark] = []
        # Known directions first, so that the others can make room for them.
        order = sorted(enumerate(self.spots), key=lambda pair: pair[1].bearing is None)
        for index, spot in order:
            bearing = index * GOLDEN + 20 if spot.bearing is None else spot.bearing
            radius = max(self._radius(spot.km), 26)
            place = self._at(radius, bearing)
            for _turn in range(12 if spot.bearing is None else 0):
                if not any(_touch(place, mark) for mark in found):
                    break
                bearing += 23
                place = self._at(radius, bearing)
            found.append(Mark(*place, spot.state))
        # Those who come are drawn last, above the others.
        return sorted(found, key=lambda mark: mark.state == "yes")

    def count(self, state: str) -> int:
        return sum(spot.state == state for spot in self.spots)

    @property
    def yes(self) -> int:
        return self.count("yes")

    @property
    def ask(self) -> int:
        return self.count("ask")

    @property
    def no(self) -> int:
        return self.count("no")


def _touch(place: tuple[str, str], mark: Mark) -> bool:
    return math.dist((float(place[0]), float(place[1])), (float(mark.x), float(mark.y))) < 18


class Stretch(NamedTuple):
    x: str
    width: str
    zone: str


def stretches(parts: Sequence[tuple[str, Number]]) -> list[Stretch]:
    """Zones in time as a row of boxes. `parts`: (zone, how long), zone one of g, a, r, x."""
    whole = float(sum(float(length) for _, length in parts)) or 1.0
    found, at = [], 0.0
    for zone, length in parts:
        found.append(Stretch(per_cent(at / whole), per_cent(float(length) / whole), zone))
        at += float(length)
    return found
