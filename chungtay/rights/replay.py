"""After a restore: erase again whoever the backup brought back."""

import logging
from dataclasses import dataclass, field
from pathlib import Path

from django.db import DatabaseError

from chungtay.journal.models import Actor
from chungtay.journal.system import System
from chungtay.kit import clock
from chungtay.kit.errors import Refused
from chungtay.people.models import Person
from chungtay.rights import actions, outside

log = logging.getLogger(__name__)


@dataclass
class Replayed:
    """How many were erased again, who (ids of persons) could not be, and why; lines of the list
    that cannot be read."""

    done: int = 0
    left: dict[int, str] = field(default_factory=dict)
    torn: int = 0


def replay(path: Path | None = None) -> Replayed:
    """Erase again everybody on the list of erasures at `path` (the data folder's own unless told).

    Whoever is gone already, or was never in this database, is passed over. Each is an act of their
    own: one who cannot be proved gone stays whole, on the list, and keeps nobody else from being
    erased. Ends by writing what the file lacks, so that both lists agree.
    """
    path = path or outside.file()
    found = Replayed(torn=outside.torn(path))
    listed = {line.actor_id: line.digest for line in outside.read(path)}
    for actor in Actor.objects.filter(pk__in=listed, kind=Actor.Kind.PERSON).order_by("pk"):
        if outside.digest(actor) != listed[actor.pk]:
            continue
        persons = Person.objects.unscoped(why="erased before the restore").filter(actor=actor)
        person = persons.first()
        if person is None or not actions.erasing.stands(person):
            continue
        try:
            actions.replay(actor=System("replay"), at=clock.now(), person=person)
        except Refused as refused:
            found.left[person.pk] = str(refused.sentence)
        except DatabaseError:
            log.exception("replay: person %s", person.pk)
            found.left[person.pk] = ""
        else:
            found.done += 1
    outside.publish()
    return found
