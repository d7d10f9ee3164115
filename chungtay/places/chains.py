"""From a unit of any time to what it is today, step by step, and in words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chungtay.places.models import Place, lower_first

# A district had no successor of its own kind: it went on as the communes its own became.
CHAINS = """
WITH RECURSIVE chain(origin, id, next, "on", on_exact, kind, is_default, depth) AS (
    SELECT s.predecessor_id, s.predecessor_id, s.successor_id, s."on", s.on_exact, s.kind,
           s.is_default, 1
      FROM places_succession s WHERE s.predecessor_id = ANY(%(ids)s)
  UNION ALL
    SELECT d.id, c.id, s.successor_id, s."on", s.on_exact, 'part', false, 1
      FROM places_place d
      JOIN places_place c ON c.parent_id = d.id AND c.valid_to = d.valid_to
      JOIN places_succession s ON s.predecessor_id = c.id
     WHERE d.id = ANY(%(ids)s) AND d.kind = 'district'
       AND NOT EXISTS (SELECT FROM places_succession t
                        WHERE t.predecessor_id = d.id AND t."on" = d.valid_to)
  UNION ALL
    SELECT c.origin, s.predecessor_id, s.successor_id, s."on", s.on_exact, s.kind, s.is_default,
           c.depth + 1
      FROM chain c JOIN places_succession s ON s.predecessor_id = c.next WHERE c.depth < 20
)
SELECT DISTINCT ON (origin, depth, id, next) origin, id, next, "on", on_exact, kind, is_default
  FROM chain ORDER BY origin, depth, id, next
"""


WITH_ABOVE = """
WITH asked AS (SELECT id, parent_id, province_id FROM places_place WHERE id = ANY(%(ids)s))
SELECT * FROM places_place
 WHERE id IN (SELECT id FROM asked UNION SELECT parent_id FROM asked
              UNION SELECT province_id FROM asked)
"""


class Step(NamedTuple):
    """One unit becoming another, wholly or in part."""

    from_id: int
    to_id: int
    on: date
    exact: bool
    kind: str
    is_default: bool


def chains(ids: Iterable[int]) -> dict[int, list[Step]]:
    """For each of these places the steps that lead on from it, earliest first."""
    found: dict[int, list[Step]] = {id_: [] for id_ in ids}
    with connection.cursor() as cursor:
        cursor.execute(CHAINS, {"ids": list(found)})
        for origin, *step in cursor.fetchall():
            found[origin].append(Step(*step))
    return found


def gather(paths: Mapping[int, list[Step]]) -> dict[int, Place]:
    """The places of these chains, each with its parent and province, in one query."""
    ids = {*paths, *(step.to_id for path in paths.values() for step in path)}
    rows = {p.pk: p for p in Place.objects.raw(WITH_ABOVE, {"ids": list(ids)})}
    for place in rows.values():
        if place.pk in ids:
            place.parent = rows[place.parent_id] if place.parent_id else None
            place.province = rows[place.province_id]
    return rows


def today(origin: int, steps: list[Step], places: Mapping[int, Place]) -> list[Place]:
    """What stands now of it: itself, or the ends of its steps, the default first."""
    if places[origin].valid_to is None:
        return [places[origin]]
    weight: dict[int, bool] = {}
    for step in steps:
        if places[step.to_id].valid_to is None:
            weight[step.to_id] = weight.get(step.to_id, False) or step.is_default
    return sorted(
        (places[id_] for id_ in weight), key=lambda p: (not weight[p.pk], p.sort_key, p.code)
    )


def day(on: date, exact: bool = True) -> str:
    """ "1/7/2025"; "muộn nhất 1/1/2025" where the sources give only the latest possible day."""
    text = f"{on.day}/{on.month}/{on.year}"
    return text if exact else _("muộn nhất %(day)s") % {"day": text}


def explain(place: Place, steps: list[Step], places: Mapping[int, Place]) -> str:
    """One sentence: "Phường Hòa Thuận Đông, quận Hải Châu, …: từ 1/1/2025 thuộc phường Bình
    Thuận, từ 1/7/2025 thuộc phường Hòa Cường, thành phố Đà Nẵng."."""
    if place.valid_to is None:
        return _("%(place)s.") % {"place": place.address}
    if not steps:
        return _("%(place)s: thôi từ %(day)s, chưa rõ nay thuộc đâu.") % {
            "place": place.address,
            "day": day(place.valid_to, place.to_exact),
        }
    now = today(place.pk, steps, places)
    if place.kind == Place.Kind.DISTRICT and all(s.from_id != place.pk for s in steps):
        return _("%(place)s: cấp huyện thôi từ %(day)s, nay là %(count)s xã, phường: %(now)s.") % {
            "place": place.address,
            "day": day(place.valid_to, place.to_exact),
            "count": len(now),
            "now": listed(now),
        }
    clauses = []
    by_day: dict[tuple[date, bool], list[Step]] = defaultdict(list)
    for step in steps:
        by_day[step.on, step.exact].append(step)
    for (on, exact), together in sorted(by_day.items()):
        clauses.append(
            _clause(day(on, exact), together, places, last=on == max(s.on for s in steps))
        )
    return f"{place.address}: {', '.join(clauses)}."


def _clause(on: str, steps: list[Step], places: Mapping[int, Place], *, last: bool) -> str:
    ordered = dict.fromkeys(s.to_id for s in sorted(steps, key=lambda s: not s.is_default))
    targets = [places[id_] for id_ in ordered]
    if len(targets) > 1:
        return _("từ %(day)s chia cho %(now)s (chưa rõ thì tính là %(default)s)") % {
            "day": on,
            "now": listed(targets),
            "default": lower_first(targets[0].full_name),
        }
    source, target = places[steps[0].from_id], targets[0]
    name = lower_first(target.address if last else target.full_name)
    if (source.code, source.name) == (target.code, target.name) and source.kind == target.kind:
        if source.type == target.type:
            return _("từ %(day)s vẫn là %(now)s") % {"day": on, "now": name}
        return _("từ %(day)s là %(now)s") % {"day": on, "now": name}
    return _("từ %(day)s thuộc %(now)s") % {"day": on, "now": name}


def listed(places: list[Place], most: int = 4) -> str:
    """ "phường A, phường B và 3 nơi nữa"."""
    names = [lower_first(p.full_name) for p in places]
    if len(names) > most + 1:
        more = len(names) - most
        rest = ngettext("%(n)s nơi nữa", "%(n)s nơi nữa", more) % {"n": more}
        return _("%(names)s và %(rest)s") % {"names": ", ".join(names[:most]), "rest": rest}
    if len(names) == 1:
        return names[0]
    return _("%(names)s và %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}
