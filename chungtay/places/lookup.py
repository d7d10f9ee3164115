"""Finds a place by name, as people type it, in any year, and says what it is today.

Three rounds, each only if the one before found nothing that fits: the name as it is (or an old
spelling of it), names that begin so, names that look alike (trigrams). Accents never matter.
"""

import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from django.db import connection

from chungtay.kit.vietnamese import fold, matches
from chungtay.places.chains import Step, chains, explain, gather, today
from chungtay.places.models import Place
from chungtay.places.names import ABOVE, Part, Reading, read

LONGEST_TEXT = 200

# `hit` has an id, the name that was hit and how good a hit it is; the best hit of a place counts.
CANDIDATES = """
SELECT DISTINCT ON (p.id) p.id, p.code, p.kind, p.type, p.name, p.valid_from, p.valid_to,
       p.parent_id, p.province_id, parent.folded, province.folded, hit.name, hit.score
  FROM hit
  JOIN places_place p ON p.id = hit.id
  JOIN places_place province ON province.id = p.province_id
  LEFT JOIN places_place parent ON parent.id = p.parent_id
 ORDER BY p.id, hit.score DESC
"""
EXACT = """
WITH hit(id, name, score) AS (
    SELECT id, folded, 100 FROM places_place WHERE folded = ANY(%(names)s)
  UNION ALL
    SELECT place_id, folded, 90 FROM places_alias WHERE folded = ANY(%(others)s)
)"""
BEGIN = """
WITH hit(id, name, score) AS (
    SELECT id, %(name)s, 70 FROM places_place WHERE folded LIKE %(begin)s
     ORDER BY valid_to DESC NULLS FIRST, length(folded) LIMIT 60
)"""
ALIKE = """
WITH near AS (
    SELECT id, folded, lower(folded) <-> %(name)s AS far FROM places_place ORDER BY far LIMIT 40
), hit(id, name, score) AS (
    SELECT id, folded, 60 FROM near WHERE far < 0.7
)
"""
RELATED = """
SELECT s.predecessor_id, p.folded
  FROM places_succession s JOIN places_place p ON p.id = s.successor_id
 WHERE s.predecessor_id = ANY(%(ids)s) AND p.kind <> 'commune'
UNION ALL
SELECT s.successor_id, p.folded
  FROM places_succession s JOIN places_place p ON p.id = s.predecessor_id
 WHERE s.successor_id = ANY(%(ids)s) AND p.kind <> 'commune'
UNION ALL
SELECT place_id, folded FROM places_alias WHERE place_id = ANY(%(ids)s)
"""
LOWEST = ("commune", "group")
LEAST = 25
"""A candidate below this score is no answer."""
WIDTH, WIDTH_UNSURE = 30, 15
"""How far below the best an answer may lie, when the best is sure and when it is a guess."""


@dataclass(frozen=True, slots=True)
class Found:
    """A unit that fits, the units it is today (several if it was divided, the default first; none
    if unknown), the steps between, and one sentence that says so."""

    place: Place
    today: list[Place]
    steps: list[Step]
    sentence: str
    sure: bool
    """The name fits as it stands and so does everything said about where it lies."""

    @property
    def onward(self) -> str:
        """The sentence without the address: "từ 1/7/2025 thuộc…"; empty for a unit of today."""
        return self.sentence.partition(": ")[2]


@dataclass(slots=True)
class _Candidate:
    id: int
    code: str
    kind: str
    type: str
    name: str
    valid_from: date
    valid_to: date | None
    parent_id: int | None
    province_id: int
    parent: str | None
    province: str
    hit: str  # the spelling that was found
    name_score: float
    score: float = 0
    fits: bool = False
    above: set[str] = field(default_factory=set)
    related: set[str] = field(default_factory=set)  # other names of the units above

    def __post_init__(self) -> None:
        self.above = {name for name in (self.parent, self.province) if name}


def find(text: str, on: date | None = None, limit: int = 10) -> list[Found]:
    """Places called so, best first. `on`: prefer units that stood on that day (default: today's,
    then the latest)."""
    readings = read(text[:LONGEST_TEXT])
    if not readings:
        return []
    candidates = _rank(_exact(readings), readings, text, on)
    if not any(c.fits for c in candidates):
        like, what = _shortened(readings)
        more = _rank(_query(BEGIN, what) or _query(ALIKE, what), like, text, on)
        candidates = sorted([*candidates, *more], key=lambda c: -c.score)
    best = _best(candidates)[:limit]
    paths = chains([c.id for c in best])
    places = gather(paths)
    return [
        Found(places[c.id], today(c.id, paths[c.id], places), paths[c.id],
              explain(places[c.id], paths[c.id], places), c.fits)
        for c in best
    ]  # fmt: skip


def _query(hits: str, parameters: dict[str, Any]) -> list[_Candidate]:
    with connection.cursor() as cursor:
        cursor.execute(hits + CANDIDATES, parameters)
        return [_Candidate(*row) for row in cursor.fetchall()]


def _exact(readings: list[Reading]) -> list[_Candidate]:
    names = sorted({name for r in readings for name in r.unit.spellings})
    others = sorted({*names, *(name.replace(" ", "") for name in names)})
    return _query(EXACT, {"names": names, "others": others})


def _shortened(readings: list[Reading]) -> tuple[list[Reading], dict[str, str]]:
    """For a name that nothing is called: the likeliest reading, its last words taken for a
    province if one is called so."""
    first = readings[0]
    name = first.unit.name
    tail = _province_at_the_end(name)
    if tail:
        name = name.removesuffix(tail).strip()
    reading = Reading(Part(first.unit.type, name), first.above, tail)
    return [reading], {"name": name, "begin": f"{name}%"}


def _province_at_the_end(name: str) -> str:
    words = name.split(" ")
    tails = (" ".join(words[n:]) for n in range(1, len(words)))
    return next((tail for tail in tails if tail in _provinces()), "")


_province_names: set[str] = set()


def _provinces() -> set[str]:
    """Names of all provinces there ever were, read once: a new one only costs a better guess."""
    if not _province_names:
        names = Place.objects.filter(kind=Place.Kind.PROVINCE).values_list("folded", flat=True)
        _province_names.update(names)
    return _province_names


@lru_cache(maxsize=4096)
def _likeness(a: str, b: str) -> float:
    return SequenceMatcher(None, a, b).ratio()


def _rank(
    candidates: list[_Candidate], readings: list[Reading], text: str, on: date | None
) -> list[_Candidate]:
    by_name: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        for name in {reading.unit.name, *reading.unit.spellings}:
            by_name[name].append(reading)
            by_name[name.replace(" ", "")].append(reading)
    _score_all(candidates, by_name, readings, on)
    asked_above = any(r.above or r.rest for r in readings)
    if asked_above and not any(c.fits and c.kind in LOWEST for c in candidates):
        _add_related(candidates)
        _score_all(candidates, by_name, readings, on)
    if not text.isascii():  # typed with accents, Long Thành comes before Long Thạnh
        lower = unicodedata.normalize("NFC", text).lower()
        for c in candidates:
            if c.score and matches(c.name, text):
                c.score += 6 if c.name.lower() in lower else 4
    return sorted(candidates, key=lambda c: (-c.score, c.name, c.code, c.valid_from))


def _score_all(
    candidates: list[_Candidate],
    by_name: dict[str, list[Reading]],
    readings: list[Reading],
    on: date | None,
) -> None:
    for c in candidates:
        # A name that only looks alike was found by any of the readings.
        for reading in by_name.get(c.hit) or readings:
            score, fits = _score(c, reading, on)
            if score > c.score:
                c.score, c.fits = score, fits and c.name_score >= 90


def _add_related(candidates: list[_Candidate]) -> None:
    """People name a province as it was or as it is: "Tam Kỳ, Quảng Nam" and "Tam Kỳ, Đà Nẵng"."""
    above = {i for c in candidates for i in (c.parent_id, c.province_id) if i}
    names: dict[int, set[str]] = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(RELATED, {"ids": list(above)})
        for id_, name in cursor.fetchall():
            names[id_].add(name)
    for c in candidates:
        c.related = names[c.parent_id or 0] | names[c.province_id]


def _score(c: _Candidate, reading: Reading, on: date | None) -> tuple[float, bool]:
    score, fits = c.name_score, True
    if score < 70:  # trigrams do not mind the order of words; people do
        score = 70 * _likeness(c.hit, reading.unit.name)
    if reading.unit.type:
        same = reading.unit.type == c.type
        score += 10 if same else -12
    for part in reading.above:
        value = _lies_in(part, c)
        score, fits = score + value, fits and value > 10
    if reading.rest:
        if _is_made_of(reading.rest, c.above):
            score += 15
        elif _is_made_of(reading.rest, c.above | c.related):
            score += 12
        else:
            score, fits = score - 60, False
    score += {"province": 5, "district": 1, "commune": 3, "group": 0}[c.kind]
    if on is None:
        score += 6 if c.valid_to is None else 0
    else:
        score += 8 if c.valid_from <= on and (c.valid_to is None or on < c.valid_to) else -4
    return score, fits


def _lies_in(part: Part, c: _Candidate) -> float:
    """Is this level above the candidate: by its own name, by a later or earlier one, by a typo?"""
    for names, value in ((c.above, 15.0), (c.above | c.related, 12.0)):
        if any(_is_made_of(spelling, names) for spelling in part.spellings):
            return value
    digits = any(character.isdigit() for character in part.name)
    if not digits and any(_likeness(name, part.name) > 0.85 for name in c.above | c.related):
        return 6.0
    return -40.0


def _is_made_of(rest: str, names: set[str]) -> bool:
    """Do the names above account for every word? "hai chau da nang" and "quan hai chau tp da nang"
    do for a ward of quận Hải Châu."""
    if not rest:
        return True
    for name in names:
        for spelled in (name, name.replace(" ", "")):
            if (f"{rest} ").startswith(f"{spelled} ") and _is_made_of(
                rest[len(spelled) + 1 :], names
            ):
                return True
    words = rest.split(" ")
    return any(
        " ".join(words[:n]) in ABOVE and _is_made_of(" ".join(words[n:]), names)
        for n in (1, 2)
        if len(words) > n
    )


def _best(candidates: list[_Candidate]) -> list[_Candidate]:
    """The good ones, each unit once: of several spells of one name, the one that ranks first."""
    if not candidates:
        return []
    width = WIDTH if candidates[0].fits else WIDTH_UNSURE
    least = max(LEAST, candidates[0].score - width)
    seen: set[tuple[str, str]] = set()
    best = []
    for c in candidates:
        if c.score >= least and (c.code, fold(c.name)) not in seen:
            seen.add((c.code, fold(c.name)))
            best.append(c)
    return best
