"""Who may read whom, and the note that somebody did (DESIGN rule 3)."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.http import Http404

from chungtay.kit.acting import Acting
from chungtay.people.models import Person, Reading

READ = "people.read"
ONCE_IN = timedelta(minutes=15)


def places(acting: Acting, verb: str = READ) -> frozenset[int]:
    """Ids of the places where this reader may do `verb`."""
    return frozenset(place for place in acting.reach() or () if acting.may(verb, place))


def living_at(acting: Acting, ours: Collection[int]) -> "QuerySet[Person]":
    """Persons within reach who live at these places."""
    rows: QuerySet[Person] = Person.objects.visible_to(acting)
    return rows if ours == acting.reach() else rows.filter(place__in=ours)


def readable(acting: Acting) -> "QuerySet[Person]":
    """The persons this reader may read."""
    return living_at(acting, places(acting))


def person_or_404(acting: Acting, person_id: int, verb: str = READ) -> Person:
    """The person, if this reader may read them and do `verb` where they live; else 404."""
    rows: QuerySet[Person] = Person.objects.visible_to(acting)
    person = rows.select_related("place").filter(pk=person_id).first()
    if person is None or not all(acting.may(duty, person.place_id) for duty in {READ, verb}):
        raise Http404
    return person


def note(acting: Acting, person: Person, at: datetime) -> None:
    """Remember that this reader opened this person's page, once in a quarter of an hour."""
    readings = Reading.objects.unscoped(why="whether this reader was just here")
    if readings.filter(person=person, actor=acting.actor_id, at__gt=at - ONCE_IN).exists():
        return
    Reading.objects.create(place_id=person.place_id, person=person, actor_id=acting.actor_id, at=at)
