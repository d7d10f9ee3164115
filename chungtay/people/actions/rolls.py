"""Many persons at once, within the act of whoever brings the list (no verb of its own)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from chungtay.journal.act import CHUNK, current
from chungtay.journal.models import Actor
from chungtay.kit import clock
from chungtay.people import ages
from chungtay.people.models import Consent, ContactPoint, Person
from chungtay.people.purposes import Purpose


@dataclass(frozen=True, slots=True)
class Newcomer:
    """One line of a list, already checked: a name, +84… or "", a year or None, where they live."""

    name: str
    phone: str
    birth_year: int | None
    place_id: int
    household_id: int | None = None


def enrol(
    newcomers: Sequence[Newcomer], *, purpose: Purpose, means: Consent.Means, at: datetime
) -> list[Person]:
    """Persons with their telephone and consent, in the order given, under the entry of the act."""
    persons = write_down(newcomers)
    agree(persons, purpose=purpose, means=means, at=at)
    return persons


def write_down(newcomers: Sequence[Newcomer]) -> list[Person]:
    """Persons with their telephone, who have agreed to nothing: nobody writes to them for it."""
    entry = current().entry
    actors = Actor.objects.bulk_create([Actor(kind=Actor.Kind.PERSON) for _ in newcomers], CHUNK)
    persons: list[Person] = Person.objects.bulk_create(
        [
            Person(
                place_id=n.place_id,
                actor=a,
                birth_year=n.birth_year,
                registered_in=entry,
                household_id=n.household_id,
            ).named(n.name)
            for n, a in zip(newcomers, actors, strict=True)
        ],
        CHUNK,
    )
    both = list(zip(newcomers, persons, strict=True))
    ContactPoint.objects.bulk_create(
        [
            ContactPoint(
                place_id=n.place_id, person=p, actor_id=p.actor_id, kind=ContactPoint.Kind.PHONE,
                value=n.phone, added_in=entry,
            )
            for n, p in both if n.phone
        ],
        CHUNK,
    )  # fmt: skip
    return persons


def agree(
    persons: Sequence[Person], *, purpose: Purpose, means: Consent.Means, at: datetime
) -> None:
    """Consents of persons who have none standing for this purpose, under the entry of the act.

    A list speaks for no child: whoever may need a guardian's word is left out.
    """
    on = clock.today(at)
    Consent.objects.bulk_create(
        [
            Consent(
                place_id=p.place_id, person=p, actor_id=p.actor_id, purpose=purpose.code,
                version=purpose.version, means=means, given_at=at, given_in=current().entry,
            )
            for p in persons if not ages.needs_guardian(p.birth_year, on)
        ],
        CHUNK,
    )  # fmt: skip
