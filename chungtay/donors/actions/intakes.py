"""A club's list: brought in (read, nothing changed), then taken in (its good rows are donors)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from chungtay.donors.actions.gifts import DATES, hear, noon, remember
from chungtay.donors.actions.measures import DONORS, GIFTS
from chungtay.donors.counts import past
from chungtay.donors.intake import Listed, NotAList, days
from chungtay.donors.models import Donor, Gift
from chungtay.donors.placing import middle
from chungtay.donors.purposes import ASK
from chungtay.journal.act import CHUNK, action, continuing, current, line
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.kit.plane import Point
from chungtay.kit.quantities import exact
from chungtay.lists.actions import rows as rows_of
from chungtay.lists.models import Intake, IntakeRow
from chungtay.people.actions import Newcomer, agree, enrol
from chungtay.people.models import Consent, Person
from chungtay.places.models import Place
from chungtay.transfusion.groups import Component, Group

Outcome = IntakeRow.Outcome


class AlreadyTakenIn(Refused):
    code = "intake.already_taken_in"


@action("donors.bring_list", words=_("đưa vào một danh sách"))
def bring_list(
    *, actor: Acting, at: datetime, place: Place, club: str, file_name: str, digest: str,
    listed: Listed,
) -> Intake:  # fmt: skip
    """Keep a list that was read, to be looked through. The same file again is the same list."""
    return rows_of.keep(
        place=place, kind="blood.donors", keeper=club, file_name=file_name, digest=digest,
        listed=listed,
    )  # fmt: skip


@action("donors.take_in_donors", on="intake", words=_("ghi danh sách người hiến vào sổ"))
def take_in_donors(
    *, actor: Acting, at: datetime, intake: Intake, means: Consent.Means, source: Donor.Source
) -> Intake:
    """Make donors of the good rows, the first 5.000 now; `take_in_rest` goes on with the others.

    `means`: how each person on the list agreed to be asked. `source`: where its groups come from.
    """
    if means not in Consent.Means.values or source not in Donor.Source.values:
        raise NotAList(
            _("Ghi rõ mọi người đồng ý bằng cách nào, và nhóm máu lấy từ đâu."),
            code="intake.consent_unstated",
        )
    locked: Intake = (
        Intake.objects.unscoped(why="the list an act concerns, checked by its duty")
        .select_for_update(no_key=True)
        .get(pk=intake.pk)
    )
    if locked.taken_in_id is not None:
        raise AlreadyTakenIn(_("Danh sách này đã nhập rồi. Không có gì thay đổi."))
    locked.means, locked.source, locked.taken_in = means, source, current().entry
    locked.save(update_fields=["means", "source", "taken_in"])
    _Chunk(locked, at).take_in()
    return locked


def take_in_rest(intake: Intake, *, actor: Acting, at: datetime) -> int:
    """The rest of a list, 5.000 rows at a time under its entry, each time for good: whoever is
    cut off begins again where it stopped. Returns how many rows were dealt with."""
    begun = Intake.objects.unscoped(why="a list whose taking in has begun").get(pk=intake.pk)
    done = 0
    while True:
        with continuing(begun.taken_in, actor=actor, at=at):
            dealt = _Chunk(begun, at).take_in()
        if not dealt:
            return done
        done += dealt


@dataclass(slots=True)
class _Chunk:
    intake: Intake
    at: datetime

    def take_in(self) -> int:
        # One list at a time in a province: two at once might both write down the same newcomer.
        province = Place.objects.values_list("province_id", flat=True).get(pk=self.intake.place_id)
        Place.objects.select_for_update(no_key=True).get(pk=province)
        rows: list[IntakeRow] = list(
            IntakeRow.objects.unscoped(why="rows of the list in hand")
            .select_for_update()
            .filter(intake=self.intake, outcome=Outcome.READY)
            .order_by("number")[:CHUNK]
        )
        known = rows_of.known([rows_of.key(row.read) for row in rows])
        donors = self._donors(known.values())
        refused = rows_of.withdrew(known.values(), ASK)
        entering: list[tuple[IntakeRow, Person | None]] = []
        for row in rows:
            person = known.get(rows_of.key(row.read))
            if person is None or (person.pk not in donors and person.pk not in refused):
                row.outcome = Outcome.NEW
                entering.append((row, person))
            elif person.pk not in donors:
                row.outcome = Outcome.KNOWN
            else:
                self._meet(donors[person.pk], person, row)
        self._enter(entering)
        rows_of.settle(rows)
        return len(rows)

    @staticmethod
    def _donors(persons: Iterable[Person]) -> dict[int, Donor]:
        register = Donor.objects.unscoped(why="the donors whom the list names")
        found = register.select_for_update(no_key=True).filter(person__in=list(persons))
        return {donor.person_id: donor for donor in found}

    def _meet(self, donor: Donor, person: Person, row: IntakeRow) -> None:
        """Somebody written down before: a later gift is news, a withdrawn consent stays so, and
        two groups for one person are a question for whoever brought the list."""
        read = row.read or {}
        row.outcome = Outcome.KNOWN
        if read["group"] != donor.group:
            listed = Group(read["group"]).written
            row.outcome, row.read = Outcome.FAULTY, None
            row.reasons = [
                say("Sổ ghi người này nhóm %(book)s, danh sách ghi %(listed)s. Xem lại thẻ.")
                % {"book": donor.written_group, "listed": listed}
            ]
            return
        given = days(read["last_on"]) if read["last_on"] else None
        if given is None or (donor.last_gift_on and given.first <= donor.last_gift_on):
            return
        self._gifts(self._hear([(donor, read, person.birth_year)], fresh=False))
        donor.save(update_fields=DATES)
        row.outcome = Outcome.UPDATED

    def _enter(self, entering: Sequence[tuple[IntakeRow, Person | None]]) -> None:
        """Newcomers, and persons of the register who were no donors yet."""
        fresh = [row.read for row, person in entering if person is None and row.read]
        newcomers = [Newcomer(r["name"], r["phone"], r["birth_year"], r["place"]) for r in fresh]
        means = Consent.Means(self.intake.means)
        persons = enrol(newcomers, purpose=ASK, means=means, at=self.at)
        both = list(zip(fresh, persons, strict=True))
        met = [(row.read, person) for row, person in entering if person and row.read]
        standing = rows_of.agreed((person for _read, person in met), ASK)
        news = [person for _read, person in met if person.pk not in standing]
        agree(news, purpose=ASK, means=means, at=self.at)
        both += met
        middles = self._middles({person.place_id for _read, person in both})
        donors = [
            Donor(
                place_id=person.place_id, person=person, actor_id=person.actor_id,
                group=read["group"], source=read.get("source") or self.intake.source,
                loc=middles[person.place_id], weight=read.get("weight"),
                registered_in=current().entry,
            )
            for read, person in both
        ]  # fmt: skip
        heard = zip(donors, both, strict=True)
        said = [(donor, read, p.birth_year) for donor, (read, p) in heard]
        given = self._hear(said, fresh=True)
        Donor.objects.bulk_create(donors, CHUNK)
        self._gifts(given)
        self._openings(donors, [read for read, _person in both])
        if donors:
            line(DONORS, exact(len(donors)))

    def _hear(
        self, said: Sequence[tuple[Donor, dict[str, Any], int | None]], *, fresh: bool
    ) -> list[tuple[Donor, date, Component]]:
        """Set the dates of donors; of whom the very day and kind of the last gift are known."""
        exactly, today = [], clock.today(self.at)
        for donor, read, born in said:
            given = days(read["last_on"]) if read["last_on"] else None
            component = Component(read["component"]) if read["component"] else None
            counted = fresh and past(read)  # the last gift is among them, and not counted twice
            if given is not None and component is not None and given.is_one_day and not counted:
                exactly.append((donor, given.last, component))
                remember(donor, given.last, component, born, today)
            elif given is not None:
                hear(donor, given.last, component, born, today)
            else:
                remember(donor, None, None, born, today)
        return exactly

    def _gifts(self, known: Sequence[tuple[Donor, date, Component]]) -> None:
        """Gifts from before the book: rows, and lines."""
        Gift.objects.bulk_create(
            (
                Gift(
                    place_id=donor.place_id, donor=donor, component=component, on=on,
                    kind=Gift.Kind.OPENING, recorded_in=current().entry,
                )
                for donor, on, component in known
            ),
            CHUNK,
            ignore_conflicts=True,
        )  # fmt: skip
        places = Place.objects.in_bulk({donor.place_id for donor, _on, _component in known})
        for donor, on, component in known:
            line(
                GIFTS[component], exact(1), subject=donor.actor_id, at=noon(on),
                place=places[donor.place_id],
            )  # fmt: skip

    def _openings(self, donors: Sequence[Donor], reads: Sequence[dict[str, Any]]) -> None:
        """How many times newcomers gave before the book, as the list says it: lines, no rows."""
        today = clock.today(self.at)
        places = Place.objects.in_bulk({donor.place_id for donor in donors})
        for donor, read in zip(donors, reads, strict=True):
            at = noon(donor.last_gift_on or today)
            for component, count in past(read).items():
                line(
                    GIFTS[component], count, subject=donor.actor_id, at=at,
                    place=places[donor.place_id],
                )  # fmt: skip

    @staticmethod
    def _middles(place_ids: set[int]) -> dict[int, Point]:
        return {pk: middle(place) for pk, place in Place.objects.in_bulk(place_ids).items()}
