"""After a restore: erase again whoever the backup brought back."""

from pathlib import Path

from chungtay.journal.models import Actor
from chungtay.journal.system import System
from chungtay.kit import clock
from chungtay.people.models import Person
from chungtay.rights import actions, outside


def replay(path: Path | None = None) -> int:
    """Erase again everybody on the list of erasures at `path` (the data folder's own unless told).

    Gives how many persons were erased; whoever is gone already, or was never in this database, is
    passed over. Ends by writing what the file lacks, so that both lists agree.
    """
    done = 0
    listed = {line.actor_id: line.digest for line in outside.read(path or outside.file())}
    for actor in Actor.objects.filter(pk__in=listed, kind=Actor.Kind.PERSON).order_by("pk"):
        if outside.digest(actor) != listed[actor.pk]:
            continue
        person = Person.objects.unscoped(why="erased before the restore").filter(actor=actor)
        found = person.first()
        if found is not None and actions.erasing.stands(found):
            actions.replay(actor=System("replay"), at=clock.now(), person=found)
            done += 1
    outside.publish()
    return done
