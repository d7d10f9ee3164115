"""Who may be one person entered twice: shown to people, never merged by a program.

Same name without accents, and the same year of birth, telephone or household. Pairs that somebody
told apart are not shown again.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection

PAGE = 20

_PAIRS = (Path(__file__).parent / "data" / "pairs.sql").read_text(encoding="utf-8")


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
