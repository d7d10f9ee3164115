"""Many persons at once, within the act of whoever brings the list (no verb of its own)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from chungtay.journal.act import CHUNK, current
from chungtay.journal.models import Actor
from chungtay.kit import clock
from chungtay.kit.copying import copy_in, next_ids
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
    entry_id = current().entry.pk
    count = len(newcomers)
    actor_ids, person_ids = next_ids(Actor, count), next_ids(Person, count)
    persons = [
        Person(
            pk=person_id, place_id=n.place_id, actor_id=actor_id, birth_year=n.birth_year,
            household_id=n.household_id, registered_in_id=entry_id,
        ).named(n.name)
        for n, actor_id, person_id in zip(newcomers, actor_ids, person_ids, strict=True)
    ]  # fmt: skip
    copy_in(Actor, ["id", "kind", "code"], ((pk, Actor.Kind.PERSON, "") for pk in actor_ids))
    fields = [field.attname for field in Person._meta.concrete_fields]
    values = attrgetter(*fields)
    copy_in(Person, fields, (values(person) for person in persons))
    phone = ContactPoint.Kind.PHONE
    copy_in(
        ContactPoint,
        ["place_id", "person_id", "actor_id", "kind", "value", "verified_how", "added_in_id"],
        (
            (p.place_id, p.pk, p.actor_id, phone, n.phone, "", entry_id)
            for n, p in zip(newcomers, persons, strict=True) if n.phone
        ),
    )  # fmt: skip
    for person in persons:
        person._state.adding = False
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
