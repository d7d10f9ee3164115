"""Who may be one person entered twice: shown to people, never merged by a program.

Same name without accents, and the same year of birth, telephone or household. Pairs that somebody
told apart are not shown again.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import connection

PAGE = 20

_PAIRS = """
SELECT a.id, b.id, a.birth_year = b.birth_year, a.household_id = b.household_id, p.same
FROM people_person a
JOIN people_person b ON b.folded = a.folded AND b.place_id = ANY(%(reach)s) AND {pair}
CROSS JOIN LATERAL (SELECT EXISTS (
    SELECT FROM people_contactpoint x
    JOIN people_contactpoint y ON y.value = x.value AND y.kind = 'phone' AND y.ended_in_id IS NULL
    WHERE x.person_id = a.id AND y.person_id = b.id AND x.kind = 'phone' AND x.ended_in_id IS NULL
) AS same) p
WHERE a.place_id = ANY(%(reach)s) AND a.folded <> '' {only}
  AND a.merged_into_id IS NULL AND b.merged_into_id IS NULL
  AND (a.birth_year = b.birth_year OR a.household_id = b.household_id OR p.same)
  AND NOT EXISTS (
      SELECT FROM people_difference d
      WHERE d.one_id = least(a.id, b.id) AND d.other_id = greatest(a.id, b.id))
ORDER BY a.folded, a.id, b.id LIMIT %(limit)s OFFSET %(skip)s
"""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two persons who look like one, and by what."""

    one_id: int
    other_id: int
    year: bool
    household: bool
    phone: bool


def pairs(reach: Collection[int], *, skip: int = 0) -> list[Pair]:
    """Up to PAGE + 1 pairs who live within reach, by name."""
    return _ask("b.id > a.id", "", reach, limit=PAGE + 1, skip=skip)


def of(person_id: int, reach: Collection[int]) -> list[Pair]:
    """Those who may be this person; `one_id` is the person asked about."""
    return _ask("b.id <> a.id", "AND a.id = %(person)s", reach, person=person_id)


def _ask(
    pair: str, only: str, reach: Collection[int], limit: int = PAGE, skip: int = 0, person: int = 0
) -> list[Pair]:
    values: dict[str, Any] = {"reach": list(reach), "limit": limit, "skip": skip, "person": person}
    with connection.cursor() as cursor:
        cursor.execute(_PAIRS.format(pair=pair, only=only), values)
        return [Pair(a, b, bool(y), bool(h), bool(p)) for a, b, y, h, p in cursor.fetchall()]
