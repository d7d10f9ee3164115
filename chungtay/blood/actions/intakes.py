"""A club's list: brought in (read, nothing changed), then taken in (its good rows are donors)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from chungtay.blood.actions.gifts import DATES, noon, remember
from chungtay.blood.actions.measures import DONORS, GIFTS
from chungtay.blood.intake import Listed, NotAList
from chungtay.blood.models import Donor, Gift
from chungtay.blood.placing import middle
from chungtay.blood.purposes import ASK
from chungtay.journal.act import CHUNK, action, continuing, current, line
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.kit.plane import Point
from chungtay.kit.quantities import exact
from chungtay.kit.vietnamese import fold
from chungtay.people.actions import Newcomer, enrol
from chungtay.people.models import Consent, ContactPoint, Intake, IntakeRow, Person
from chungtay.places.models import Place
from chungtay.transfusion.groups import Component

Outcome = IntakeRow.Outcome
Key = tuple[str, str]
"""Telephone and folded name: who is the same person on two lists."""


class AlreadyTakenIn(Refused):
    code = "intake.already_taken_in"


@action("blood.bring_list", words=_("đưa vào một danh sách"))
def bring_list(
    *, actor: Acting, at: datetime, place: Place, club: str, file_name: str, digest: str,
    listed: Listed,
) -> Intake:  # fmt: skip
    """Keep a list that was read, to be looked through. The same file again is the same list."""
    if not club.strip():
        raise NotAList(_("Ghi danh sách này của ai."), code="list.whose")
    earlier: Intake | None = (
        Intake.objects.unscoped(why="the same file at the same place, checked by the duty")
        .filter(place=place, digest=digest)
        .first()
    )
    if earlier is not None:
        return earlier
    intake: Intake = Intake.objects.create(
        place=place, club=" ".join(club.split()), file_name=file_name[:200], digest=digest,
        columns=listed.headings, rows=len(listed.rows), brought_in=current().entry,
    )  # fmt: skip
    IntakeRow.objects.bulk_create(
        (
            IntakeRow(
                place=place, intake=intake, number=row.number, cells=row.cells, reasons=row.reasons,
                read=row.read or None, outcome=Outcome.FAULTY if row.reasons else Outcome.READY,
            )
            for row in listed.rows
        ),
        CHUNK,
    )  # fmt: skip
    return intake


@action("blood.take_in_donors", on="intake", words=_("ghi danh sách người hiến vào sổ"))
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


def counts(intake: Intake) -> dict[str, int]:
    """Rows by outcome."""
    rows = IntakeRow.objects.unscoped(why="counts of the list in hand").filter(intake=intake)
    return dict(rows.values_list("outcome").annotate(n=Count("pk")).order_by())


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
        known = self._known([self._key(row.read) for row in rows])
        fresh = [row for row in rows if self._key(row.read) not in known]
        for row in rows:
            if (person := known.get(self._key(row.read))) is not None:
                row.outcome = self._meet(person, row.read)
        for row in fresh:
            row.outcome = Outcome.NEW
        self._add(fresh)
        by_outcome: dict[str, list[int]] = {}
        for row in rows:
            by_outcome.setdefault(row.outcome, []).append(row.pk)
        for outcome, ids in by_outcome.items():
            IntakeRow.objects.unscoped(why="rows of the list in hand").filter(pk__in=ids).update(
                outcome=outcome, cells=[], read=None
            )
        return len(rows)

    @staticmethod
    def _key(read: dict[str, Any] | None) -> Key:
        assert read is not None
        return read["phone"], fold(read["name"])

    def _known(self, keys: Sequence[Key]) -> dict[Key, Person]:
        points = (
            ContactPoint.objects.unscoped(why="who of the list is known in the province")
            .crossing("person", why="the name that goes with the telephone")
            .filter(kind=ContactPoint.Kind.PHONE, ended_in=None, value__in={k[0] for k in keys})
            .select_related("person")
        )
        return {(point.value, point.person.folded): point.person for point in points}

    def _meet(self, person: Person, read: dict[str, Any] | None) -> Outcome:
        """Somebody written down before: a later gift is news, a withdrawn consent stays so."""
        donors = Donor.objects.unscoped(why="the donor whom the list names")
        donor = donors.select_for_update(no_key=True).filter(person=person).first()
        assert read is not None
        last = _day(read["last_on"])
        if donor is None or last is None or (donor.last_gift_on and last <= donor.last_gift_on):
            return Outcome.KNOWN
        component = Component(read["component"]) if read["component"] else None
        remember(donor, last, component, person.birth_year, clock.today(self.at))
        donor.save(update_fields=DATES)
        self._gifts([(donor, last, component)])
        return Outcome.UPDATED

    def _add(self, rows: Sequence[IntakeRow]) -> None:
        reads = [row.read for row in rows if row.read]
        newcomers = [Newcomer(r["name"], r["phone"], r["birth_year"], r["place"]) for r in reads]
        means = Consent.Means(self.intake.means)
        persons = enrol(newcomers, purpose=ASK, means=means, at=self.at)
        middles = self._middles({r["place"] for r in reads})
        donors = []
        for read, person in zip(reads, persons, strict=True):
            donor = Donor(
                place_id=person.place_id, person=person, actor_id=person.actor_id,
                group=read["group"], source=self.intake.source, loc=middles[read["place"]],
                registered_in=current().entry,
            )  # fmt: skip
            component = Component(read["component"]) if read["component"] else None
            last, born = _day(read["last_on"]), person.birth_year
            remember(donor, last, component, born, clock.today(self.at))
            donors.append(donor)
        Donor.objects.bulk_create(donors, CHUNK)
        self._gifts(
            [(d, d.last_gift_on, Component(d.last_component)) for d in donors if d.last_component]
        )
        if donors:
            line(DONORS, exact(len(donors)))

    def _gifts(self, given: Sequence[tuple[Donor, date | None, Component | None]]) -> None:
        """Gifts from before the book, where it is known what was given: rows, and lines."""
        known = [(d, on, c) for d, on, c in given if on is not None and c is not None]
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

    @staticmethod
    def _middles(place_ids: set[int]) -> dict[int, Point]:
        return {pk: middle(place) for pk, place in Place.objects.in_bulk(place_ids).items()}


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
