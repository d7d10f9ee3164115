"""Whom the rows of a list of residents meet among the persons of the ward."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db.models import Q

from chungtay.journal.selection import cover
from chungtay.kit.spelling import spelled
from chungtay.kit.vietnamese import fold
from chungtay.lists.models import Intake, IntakeRow
from chungtay.people.models import ContactPoint, Household, Person

Outcome = IntakeRow.Outcome


class Entry(Protocol):
    """A row, written down or about to be."""

    read: Any
    home: int | None
    mark: str


@dataclass(slots=True)
class Somebody:
    """A person of the ward, as far as rows are compared with them."""

    pk: int
    actor_id: int
    name: str
    birth_year: int | None
    place_id: int
    household_id: int | None
    written_in: int
    phones: set[str] = field(default_factory=set)

    def lacks(self, read: Mapping[str, Any], home: int | None, ward_id: int) -> list[str]:
        """What the row knows and the register does not; what both know is left as it is."""
        new = []
        if self.birth_year is None and read["birth_year"] is not None:
            new.append("birth_year")
        if self.place_id == ward_id != read["place"]:
            new.append("place")
        if self.household_id is None and home is not None:
            new.append("household")
        if read["phone"] and not self.phones:
            new.append("phone")
        return new


@dataclass(frozen=True, slots=True)
class Met:
    """What a row is: new, known, updated (its person lacks something it knows) or doubtful."""

    outcome: Outcome
    who: Somebody | None = None


class Register:
    """The persons of the place a list was brought to. Who is written down in another ward is not
    looked for: a list opens no door to them, and `people` shows who looks alike."""

    def __init__(self, intake: Intake) -> None:
        self.intake = intake
        self.places = list(cover(intake.place_id))

    def meet(self, rows: Sequence[Entry]) -> list[Met]:
        """One answer for each row, in four questions to the database."""
        reads = [row.read or {} for row in rows]
        marked = self._marked({row.mark for row in rows})
        names = {fold(read["name"]) for read in reads}
        # Of one whose name was corrected since, the mark still tells.
        persons = self._persons(Q(folded__among=names) | Q(pk__among=set(marked.values())))
        by_name: dict[str, list[Somebody]] = {}
        for one in persons.values():
            by_name.setdefault(fold(one.name), []).append(one)
        doors = self._doors({p.household_id for p in persons.values() if p.household_id})
        return [
            self._meet(row, read, by_name.get(fold(read["name"]), []),
                       persons.get(marked.get(row.mark, 0)), doors)
            for row, read in zip(rows, reads, strict=True)
        ]  # fmt: skip

    def _meet(
        self, row: Entry, read: Mapping[str, Any], alike: Sequence[Somebody],
        marked: Somebody | None, doors: Mapping[int, str],
    ) -> Met:  # fmt: skip
        if marked is not None:
            return Met(Outcome.KNOWN, marked)
        name = spelled(read["name"])
        for one in alike:
            if read["phone"] and read["phone"] in one.phones and spelled(one.name) == name:
                return self._same(one, row, read)
        ours = self.intake.taken_in_id
        for one in alike:
            if one.written_in != ours and _may_be(one, name, read, doors, self.intake.place_id):
                return Met(Outcome.DOUBTFUL, one)
        return Met(Outcome.NEW)

    def _same(self, one: Somebody, row: Entry, read: Mapping[str, Any]) -> Met:
        """Name and telephone agree; two years of birth, or two groups, a person must judge."""
        ward = self.intake.place_id
        years = {one.birth_year, read["birth_year"]} - {None}
        if len(years) > 1 or len({one.place_id, read["place"]} - {ward}) > 1:
            return Met(Outcome.DOUBTFUL, one)
        lacks = one.lacks(read, row.home, ward)
        return Met(Outcome.UPDATED if lacks else Outcome.KNOWN, one)

    def persons(self, ids: set[int]) -> dict[int, Somebody]:
        """Those of the ward among these."""
        return self._persons(Q(pk__in=ids))

    def _persons(self, which: Q) -> dict[int, Somebody]:
        found = (
            Person.objects.unscoped(why="who of the list the ward knows, matched and not shown")
            .filter(which, place__in=self.places)
            .order_by("pk")
            .values_list("pk", "actor_id", "name", "birth_year", "place_id", "household_id",
                         "registered_in_id")
        )  # fmt: skip
        persons = {facts[0]: Somebody(*facts) for facts in found.iterator(chunk_size=10_000)}
        points = ContactPoint.objects.unscoped(why="the telephones that go with those names")
        standing = points.filter(person__among=persons, kind=ContactPoint.Kind.PHONE, ended_in=None)
        for person_id, value in standing.values_list("person_id", "value"):
            persons[person_id].phones.add(value)
        return persons

    def _marked(self, marks: set[str]) -> dict[str, int]:
        # The ward is part of a mark; asked for as well, its index would be taken, and is slower.
        earlier = IntakeRow.objects.unscoped(why="rows of earlier lists of this ward, by mark")
        found = earlier.filter(
            mark__among=marks,
            person__isnull=False,
            outcome__in=[Outcome.NEW, Outcome.UPDATED, Outcome.KNOWN],
        )
        return dict(found.values_list("mark", "person_id"))

    @staticmethod
    def _doors(household_ids: set[int]) -> dict[int, str]:
        found = Household.objects.unscoped(why="at which door those of the same name live")
        pairs = found.filter(pk__among=household_ids).values_list("pk", "address")
        return {pk: fold(address) for pk, address in pairs}


def _may_be(
    one: Somebody, name: str, read: Mapping[str, Any], doors: Mapping[int, str], ward_id: int
) -> bool:
    """The same name (or one typed without accents) and year of birth, in the same group or behind
    the same door. Nobody's birth being known counts as the same only behind one door or in one
    group."""
    theirs = spelled(one.name)
    if theirs != name and fold(theirs) != theirs and fold(name) != name:
        return False
    if one.birth_year != read["birth_year"]:
        return False
    address = fold(read["address"])
    if address and doors.get(one.household_id or 0) == address:
        return True
    if one.place_id == read["place"] and one.place_id != ward_id:
        return True
    return read["birth_year"] is not None and ward_id in {one.place_id, read["place"]}
