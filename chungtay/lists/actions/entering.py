"""What rows do to the register: newcomers with their households, what known persons lacked."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection

from chungtay.journal.act import CHUNK, current
from chungtay.lists.matching import Met, Somebody
from chungtay.lists.models import Intake, IntakeRow
from chungtay.people.actions import Newcomer
from chungtay.people.actions.rolls import write_down
from chungtay.people.models import ContactPoint, Household, Person
from chungtay.people.moving import carry
from chungtay.places.models import Place

Outcome = IntakeRow.Outcome


class Entering:
    """One chunk of rows and whom each met, within the act of whoever takes the list in."""

    def __init__(self, intake: Intake, rows: Sequence[IntakeRow], mets: Sequence[Met]) -> None:
        self.intake = intake
        self.both = list(zip(rows, mets, strict=True))
        self.newcomers_by_place: Counter[int] = Counter()
        self.formed: set[int] = set()

    def all(self) -> None:
        homes = self._homes()
        for row, met in self.both:
            row.outcome = met.outcome
            row.person_id = met.who.pk if met.who else None
        for row, who in self._of(Outcome.UPDATED):
            self._fill(row, who, homes)
        self._newcomers(homes)

    def _of(self, outcome: Outcome) -> Iterator[tuple[IntakeRow, Any]]:
        return ((row, met.who) for row, met in self.both if met.outcome == outcome)

    def _newcomers(self, homes: dict[int, int]) -> None:
        fresh = [row for row, _who in self._of(Outcome.NEW)]
        persons = write_down(
            [
                Newcomer(
                    r["name"], r["phone"], r["birth_year"], r["place"], homes.get(row.home or 0)
                )
                for row in fresh if (r := row.read)
            ]
        )  # fmt: skip
        heads = []
        for row, person in zip(fresh, persons, strict=True):
            row.person_id = person.pk
            self.newcomers_by_place[person.place_id] += 1
            if person.household_id in self.formed and (row.read or {})["head"]:
                heads.append((person.household_id, person.pk))
        _name_heads(heads)

    def _fill(self, row: IntakeRow, who: Somebody, homes: dict[int, int]) -> None:
        """Write down what the register lacked of somebody; nothing that is there changes. `before`
        says which facts and what they became, so that they are taken back only as they stand."""
        read: dict[str, Any] = row.read or {}
        lacks = who.lacks(read, row.home, self.intake.place_id)
        person = Person.objects.unscoped(why="whom a row of the list met").get(pk=who.pk)
        if "place" in lacks:
            carry([person.pk], Place.objects.get(pk=read["place"]))
            person.place_id = read["place"]
        if "birth_year" in lacks:
            person.birth_year = read["birth_year"]
        if "household" in lacks:
            person.household_id = homes.get(row.home or 0)
        person.save(update_fields=["birth_year", "household"])
        point = None
        if "phone" in lacks:
            point = ContactPoint.objects.create(
                place_id=person.place_id, person=person, actor_id=person.actor_id,
                kind=ContactPoint.Kind.PHONE, value=read["phone"], added_in=current().entry,
            )  # fmt: skip
        row.before = {
            "filled": lacks, "entry": current().entry.pk, "household": person.household_id,
            "phone": point and point.pk,
        }  # fmt: skip

    def _homes(self) -> dict[int, int]:
        """The household of each home of the file that this chunk speaks of: that of members who
        are in the register already, else one behind the same door, else a new one."""
        entering = {Outcome.NEW, Outcome.UPDATED}
        wanted: dict[int, list[dict[str, Any]]] = {}
        for row, met in self.both:
            if row.home is not None and met.outcome in entering and row.read:
                wanted.setdefault(row.home, []).append(row.read)
        found = self._of_members(wanted)
        left = {home: reads for home, reads in wanted.items() if home not in found}
        found |= self._behind_doors(left)
        left = {home: reads for home, reads in left.items() if home not in found}
        return found | self._form(left)

    def _of_members(self, wanted: Iterable[int]) -> dict[int, int]:
        earlier = IntakeRow.objects.unscoped(why="rows of the list in hand, dealt with before")
        pairs = (
            earlier.crossing("person", why="the household of those dealt with before")
            .filter(intake=self.intake, home__among=wanted, person__household__isnull=False)
            .exclude(outcome=Outcome.DOUBTFUL)
            .values_list("home", "person__household")
        )
        found: dict[int, int] = dict(pairs)
        for row, met in self.both:
            if row.home and met.who and met.outcome != Outcome.DOUBTFUL and met.who.household_id:
                found.setdefault(row.home, met.who.household_id)
        self.formed |= set(
            Household.objects.unscoped(why="households this list has formed before")
            .filter(pk__among=set(found.values()), formed_in=self.intake.taken_in_id, head=None)
            .values_list("pk", flat=True)
        )
        return found

    def _behind_doors(self, left: dict[int, list[dict[str, Any]]]) -> dict[int, int]:
        """Whoever joins without a head of their own belongs to the one household behind a door."""
        doors = {
            (reads[0]["place"], reads[0]["address"]): home
            for home, reads in left.items()
            if reads[0]["address"] and not any(read["head"] for read in reads)
        }
        standing = (
            Household.objects.unscoped(why="households behind the doors of the list in hand")
            .filter(place__in={p for p, _a in doors}, address__in={a for _p, a in doors})
            .filter(ended_in=None)
            .exclude(formed_in=self.intake.taken_in_id)
            .values_list("place_id", "address", "pk")
        )
        behind: dict[tuple[int, str], list[int]] = {}
        for place_id, address, pk in standing:
            behind.setdefault((place_id, address), []).append(pk)
        return {doors[door]: pks[0] for door, pks in behind.items()
                if door in doors and len(pks) == 1}  # fmt: skip

    def _form(self, left: dict[int, list[dict[str, Any]]]) -> dict[int, int]:
        made = Household.objects.bulk_create(
            [
                Household(
                    place_id=reads[0]["place"], formed_in=current().entry,
                    address=next((r["address"] for r in reads if r["address"]), ""),
                )
                for reads in left.values()
            ],
            CHUNK,
        )  # fmt: skip
        self.formed |= {household.pk for household in made}
        return {home: household.pk for home, household in zip(left, made, strict=True)}


def _name_heads(heads: Sequence[tuple[int, int]]) -> None:
    """The first head a list names for a household it forms."""
    first: dict[int, int] = {}
    for household_id, person_id in heads:
        first.setdefault(household_id, person_id)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE people_household h SET head_id = said.head"
            " FROM unnest(%s::bigint[], %s::bigint[]) AS said(id, head)"
            " WHERE h.id = said.id AND h.head_id IS NULL",
            [list(first), list(first.values())],
        )


def settle(rows: Sequence[IntakeRow]) -> None:
    """Write down what became of rows, and empty the cells of those that are settled."""
    kept = Outcome.DOUBTFUL
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE lists_intakerow r SET outcome = said.outcome, person_id = said.person,"
            " before = said.before::jsonb,"
            " cells = CASE WHEN said.outcome = %s THEN r.cells ELSE '[]'::jsonb END,"
            " read = CASE WHEN said.outcome = %s THEN r.read END"
            " FROM unnest(%s::bigint[], %s::text[], %s::bigint[], %s::text[])"
            " AS said(id, outcome, person, before) WHERE r.id = said.id",
            [
                kept, kept, [row.pk for row in rows], [str(row.outcome) for row in rows],
                [row.person_id for row in rows],
                [json.dumps(row.before) if row.before else None for row in rows],
            ],
        )  # fmt: skip
