"""How a place came about and what became of it, as the page of a place tells it."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import connection
from django.utils.translation import gettext as _

from chungtay.places.chains import Step, chains, day, explain, gather, listed, today
from chungtay.places.models import RECORDS_BEGIN, Place, PlaceQuerySet, lower_first

NOTES = """
SELECT predecessor_id, successor_id, note FROM places_succession
 WHERE note <> '' AND predecessor_id = ANY(%(ids)s)
"""
BACK = """
WITH RECURSIVE back(id, next, "on", on_exact, kind, is_default, note, depth) AS (
    SELECT predecessor_id, successor_id, "on", on_exact, kind, is_default, note, 1
      FROM places_succession WHERE successor_id = %(id)s
  UNION ALL
    SELECT s.predecessor_id, s.successor_id, s."on", s.on_exact, s.kind, s.is_default, s.note,
           b.depth + 1
      FROM back b JOIN places_succession s ON s.successor_id = b.id WHERE b.depth < 20
)
SELECT DISTINCT id, next, "on", on_exact, kind, is_default, note FROM back
"""


@dataclass(frozen=True, slots=True)
class Event:
    """One day in the life of a place or of a unit it goes back to."""

    on: date
    exact: bool
    text: str
    note: str = ""
    done: bool = True

    @property
    def step(self) -> dict[str, str]:
        """As the timeline component takes it."""
        return {
            "state": "done" if self.done else "now",
            "time": day(self.on, self.exact),
            "text": self.text,
            "note": self.note,
        }


@dataclass(slots=True)
class History:
    """`before`: the units it was made of, `after`: those it went into, `now`: what stands today of
    it (itself, if it still does), `sentence`: all of that in one line."""

    events: list[Event]
    before: list[Place]
    after: list[Place]
    now: list[Place]
    sentence: str
    parts: set[int] = field(default_factory=set)
    """Ids among `before` of which only a part came."""


def history(place: Place) -> History:
    """Four queries at most, whatever the place went through."""
    back, notes = _back(place.pk)
    onward = chains([place.pk])
    notes |= _notes({step.from_id for step in onward[place.pk]})
    paths = {place.pk: onward[place.pk]} | {step.from_id: [step] for step in back}
    places = gather(paths)
    forward = onward[place.pk]
    now = today(place.pk, forward, places)
    return History(
        events=_events(places[place.pk], back, forward, places, notes),
        before=_sorted(places[s.from_id] for s in back if s.to_id == place.pk),
        after=_sorted(places[s.to_id] for s in forward if s.from_id == place.pk) or now,
        now=now,
        sentence=explain(places[place.pk], forward, places),
        parts={s.from_id for s in back if s.to_id == place.pk and s.kind == "part"},
    )


def _sorted(places: object) -> list[Place]:
    return sorted(dict.fromkeys(places), key=lambda p: (p.sort_key, p.code))  # type: ignore[call-overload]


def _back(id_: int) -> tuple[list[Step], dict[tuple[int, int], str]]:
    with connection.cursor() as cursor:
        cursor.execute(BACK, {"id": id_})
        rows = cursor.fetchall()
    return [Step(*row[:6]) for row in rows], {(row[0], row[1]): row[6] for row in rows}


def _notes(ids: set[int]) -> dict[tuple[int, int], str]:
    if not ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(NOTES, {"ids": list(ids)})
        return {(old, new): note for old, new, note in cursor.fetchall()}


def _events(
    place: Place,
    back: list[Step],
    forward: list[Step],
    places: dict[int, Place],
    notes: dict[tuple[int, int], str],
) -> list[Event]:
    events = []
    came: dict[tuple[int, date], list[Step]] = defaultdict(list)
    for step in back:
        came[step.to_id, step.on].append(step)
    for (to_id, on), steps in came.items():
        target = places[to_id]
        document = notes[steps[0].from_id, to_id] or (
            target.document if target.valid_from == on else ""
        )
        told = target.origin if target.valid_from == on else ""
        events.append(
            Event(on, steps[0].exact, _became(target, steps, places), _note(document, told))
        )
    if not any(on == place.valid_from for _to, on in came):
        started = place.valid_from > RECORDS_BEGIN
        text = _("bắt đầu có trong sổ") if started else _("đã có trong danh mục, lập từ trước đó")
        text = f"{lower_first(place.full_name)} {text}"
        exact = place.from_exact or not started
        events.append(Event(place.valid_from, exact, text, place.document))
    went: dict[date, list[Step]] = defaultdict(list)
    for step in forward:
        went[step.on].append(step)
    for on, steps in went.items():
        targets = list(dict.fromkeys(places[s.to_id] for s in steps))
        # Of a district that ended, the steps are those of its communes.
        sources = list(dict.fromkeys(places.get(s.from_id, place) for s in steps))
        text = _("%(old)s thuộc %(new)s") if len(targets) == 1 else _("%(old)s chia cho %(new)s")
        text %= {"old": listed(sources), "new": listed(targets)}
        document = notes.get((steps[0].from_id, steps[0].to_id)) or targets[0].document
        events.append(Event(on, steps[0].exact, text, document))
    if place.valid_to and not forward:
        events.append(Event(place.valid_to, place.to_exact, _("thôi, chưa rõ nay thuộc đâu")))
    events.sort(key=lambda e: e.on)
    if place.valid_to is None:
        last = events.pop()
        events.append(Event(last.on, last.exact, last.text, last.note, done=False))
    return events


def _became(target: Place, steps: list[Step], places: dict[int, Place]) -> str:
    sources = _sorted(places[s.from_id] for s in steps)
    new = lower_first(target.full_name)
    only = sources[0]
    if len(sources) == 1 and only.code == target.code:
        if only.name == target.name and only.type == target.type:
            return _("%(new)s, nay thuộc %(above)s") % {
                "new": new,
                "above": lower_first((target.parent or target.province).full_name),
            }
        return _("%(old)s thành %(new)s") % {"old": lower_first(only.full_name), "new": new}
    if target.valid_from < steps[0].on:
        return _("%(new)s nhận thêm %(old)s") % {"new": new, "old": listed(sources, 8)}
    return _("%(new)s lập từ %(old)s") % {"new": new, "old": listed(sources, 8)}


def _note(document: str, told: str) -> str:
    told = f"{told}." if told and not told.endswith(".") else told
    return " ".join(part for part in (told, document) if part)


def inside(place: Place) -> PlaceQuerySet:
    """What lies in it: today, or on its last day."""
    lying = Place.objects.filter(parent=place)
    if place.valid_to is None:
        return lying.standing().in_order()
    return lying.on(place.valid_to - timedelta(days=1)).in_order()
