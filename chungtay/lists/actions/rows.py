"""A list as rows, within the act of whoever brings it or takes it in (no verbs of its own)."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from chungtay.journal.act import CHUNK, current
from chungtay.kit.vietnamese import fold
from chungtay.lists.actions.bringing import brought_before, plain_name
from chungtay.lists.models import Intake, IntakeRow
from chungtay.people.merging import clusters
from chungtay.people.models import Consent, ContactPoint, Person
from chungtay.people.purposes import Purpose
from chungtay.places.models import Place
from chungtay.sheets import Listed, NotAList

Outcome = IntakeRow.Outcome
Key = tuple[str, str]
"""Telephone and folded name: who is the same person on two lists."""


def keep(
    *, place: Place, kind: str, keeper: str, file_name: str, digest: str, listed: Listed
) -> Intake:
    """Keep a list that was read, to be looked through. The same file again is the same list."""
    if not keeper.strip():
        raise NotAList(_("Ghi danh sách này của ai."), code="list.whose")
    if earlier := brought_before(place, kind, digest):
        return earlier
    intake: Intake = Intake.objects.create(
        place=place, kind=kind, keeper=" ".join(keeper.split())[:120],
        file_name=plain_name(file_name), digest=digest,
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


def counts(intake: Intake) -> dict[str, int]:
    """Rows by outcome."""
    rows = IntakeRow.objects.unscoped(why="counts of the list in hand").filter(intake=intake)
    return dict(rows.values_list("outcome").annotate(n=Count("pk")).order_by())


def settle(rows: Sequence[IntakeRow]) -> None:
    """Write down what became of rows: one that became or met somebody keeps no copy; a faulty one
    keeps its cells, and says why."""
    table = IntakeRow.objects.unscoped(why="rows of the list in hand")
    by_outcome: dict[str, list[int]] = {}
    for row in rows:
        if row.outcome == Outcome.FAULTY:
            row.save(update_fields=["outcome", "reasons", "read"])
        else:
            by_outcome.setdefault(row.outcome, []).append(row.pk)
    for outcome, ids in by_outcome.items():
        table.filter(pk__in=ids).update(outcome=outcome, cells=[], read=None)


def key(read: dict[str, Any] | None) -> Key:
    """Who a row speaks of."""
    assert read is not None
    return read["phone"], fold(read["name"])


def known(keys: Sequence[Key]) -> dict[Key, Person]:
    """Those of a list whom the province's register has, by telephone and name."""
    points = (
        ContactPoint.objects.unscoped(why="who of the list is known in the province")
        .crossing("person", why="the name that goes with the telephone")
        .filter(kind=ContactPoint.Kind.PHONE, ended_in=None, value__in={k[0] for k in keys})
        .select_related("person")
    )
    return {(point.value, point.person.folded): point.person for point in points}


def withdrew(persons: Collection[Person], purpose: Purpose) -> set[int]:
    """Those who once agreed and took it back, on whichever of the rows that are one person: no
    list speaks for them."""
    one_person = clusters(person.actor_id for person in persons)
    everyone = {actor_id for members in one_person.values() for actor_id in members}
    found = _consents(purpose, standing=False, actor__in=everyone)
    said_no = set(found.values_list("actor", flat=True))
    return {p.pk for p in persons if said_no.intersection(one_person[p.actor_id])}


def agreed(persons: Iterable[Person], purpose: Purpose) -> set[int]:
    """Those whose consent stands."""
    found = _consents(purpose, standing=True, person__in=list(persons))
    return set(found.values_list("person", flat=True))


def _consents(purpose: Purpose, *, standing: bool, **whose: Any) -> "QuerySet[Consent]":
    consents = Consent.objects.unscoped(why="what those on the list agreed to, or took back")
    found: QuerySet[Consent] = consents.filter(
        purpose=purpose.code, withdrawn_at__isnull=standing, **whose
    )
    return found
