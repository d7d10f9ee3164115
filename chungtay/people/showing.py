"""Persons as pages show them: rows of a list, and the parts of a person's page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from chungtay.kit import clock, phones
from chungtay.kit.acting import Acting
from chungtay.people import duplicates
from chungtay.people.agreeing import agreed
from chungtay.people.merging import clusters
from chungtay.people.models import Consent, ContactPoint, DoNotContact, Household, Merge, Person
from chungtay.people.purposes import registry
from chungtay.people.reading import places, readable

Icon = {"phone": "phone", "zalo": "message-circle", "email": "inbox"}


def rows_of(acting: Acting, ids: Sequence[int]) -> list[dict[str, Any]]:
    """Rows of a list in the order of `ids`; two queries."""
    found = readable(acting).select_related("place").filter(pk__in=ids)
    persons = {person.pk: person for person in found}
    homes = _households(acting, persons.values())
    return [
        {"person": (one := persons[pk]), "meta": described(one, homes),
         "merged": one.merged_into_id is not None}
        for pk in ids if pk in persons
    ]  # fmt: skip


def described(person: Person, homes: dict[int, Household]) -> str:
    """ "sinh 1994 · Tổ 12 · 14 Trần Cao Vân", as far as it is known."""
    home = homes.get(person.household_id or 0)
    born = _("sinh %(year)s") % {"year": person.birth_year} if person.birth_year else ""
    return " · ".join(filter(None, (born, person.place.full_name, (home and home.address) or "")))


def _households(acting: Acting, persons: Iterable[Person]) -> dict[int, Household]:
    ids = {person.household_id for person in persons if person.household_id}
    found: dict[int, Household] = Household.objects.visible_to(acting).in_bulk(ids)
    return found


@dataclass(frozen=True, slots=True)
class Parts:
    """What people know of one person, for one reader: each part is empty if it is not theirs."""

    person: Person
    also: list[dict[str, Any]]
    facts: list[tuple[str, str | None]]
    household: Household | None
    members: list[dict[str, Any]]
    contacts: list[dict[str, Any]]
    consents: list[dict[str, Any]]
    silent: Any
    alike: list[dict[str, Any]]
    verbs: set[str]


VERBS = ("correct", "move", "add_contact", "verify_contact", "end_contact", "give_consent",
         "withdraw_consent", "stop_contacting", "resume_contacting", "join_household",
         "leave_household", "merge", "undo_merge", "tell_apart")  # fmt: skip


def parts(acting: Acting, person: Person) -> Parts:
    """The parts of a person's page; a fixed number of queries, whatever is written down."""
    verbs = {verb for verb in VERBS if acting.may(f"people.{verb}", person.place_id)}
    rows = list(
        readable(acting)
        .select_related("place")
        .filter(Q(pk=person.pk) | Q(merged_into=person.pk))
        .order_by("pk")
    )
    ids = [row.pk for row in rows]
    household = Household.objects.visible_to(acting).filter(pk=person.household_id).first()
    return Parts(
        person=person,
        also=_also(acting, person, rows),
        facts=[
            (_("Năm sinh"), str(person.birth_year) if person.birth_year else None),
            (_("Ở"), person.place.full_name),
            (_("Nhắn bằng"), str(person.get_language_display())),
        ],
        household=household,
        members=_members(acting, household, person),
        contacts=_contacts(acting, ids) if "add_contact" in verbs else [],
        consents=_consents(acting, person, ids) if "give_consent" in verbs else [],
        silent=DoNotContact.objects.visible_to(acting).filter(person__in=ids, ended_at=None).first()
        if "stop_contacting" in verbs
        else None,
        alike=_alike(acting, person) if "merge" in verbs else [],
        verbs=verbs,
    )


def _also(acting: Acting, person: Person, rows: list[Person]) -> list[dict[str, Any]]:
    """The other rows that are this person, with the merge that says so."""
    merges = Merge.objects.visible_to(acting).filter(
        gone__in=[row.pk for row in rows], undone_in=None
    )
    by_gone = {merge.gone_id: merge for merge in merges}
    others = [row for row in rows if row.pk != person.pk]
    return [{"person": row, "merge": by_gone.get(row.pk)} for row in others]


def _members(acting: Acting, household: Household | None, person: Person) -> list[dict[str, Any]]:
    found = (
        readable(acting)
        .select_related("place")
        .filter(household=household.pk if household else 0, merged_into=None)
    )
    return [
        {"person": member, "head": household is not None and household.head_id == member.pk}
        for member in found.order_by("birth_year", "sort_key")
        if member.pk != person.pk
    ]


def _contacts(acting: Acting, ids: list[int]) -> list[dict[str, Any]]:
    found = ContactPoint.objects.visible_to(acting).filter(person__in=ids).order_by("pk")
    shown = []
    for point in found:
        phone = point.kind == ContactPoint.Kind.PHONE
        plain = phones.display(point.value) if phone else point.value
        shown.append({
            "contact": point, "icon": Icon[point.kind],
            "words": _("Zalo, qua tài khoản của phường") if point.kind == "zalo" else plain,
            "verified": _day(point.verified_at),
        })  # fmt: skip
    return sorted(shown, key=lambda row: row["contact"].ended_in_id is not None)


def _day(at: datetime | None) -> str:
    return clock.day(at) if at else ""


def _consents(acting: Acting, person: Person, ids: list[int]) -> list[dict[str, Any]]:
    """Every purpose there is, with the word that stands or the last one taken back."""
    rows: dict[str, Consent] = {}
    for consent in (
        Consent.objects.visible_to(acting)
        .crossing("guardian", why="who said it for a child, on the child's page")
        .select_related("guardian")
        .filter(person__in=ids)
        .order_by("pk")
    ):
        rows[consent.purpose] = consent
    stands = agreed(clusters([person.actor_id]))[person.actor_id]
    return [
        {
            "purpose": purpose, "consent": rows.get(code), "stands": code in stands,
            "given": code in rows and clock.day(rows[code].given_at),
            "withdrawn": _day(rows[code].withdrawn_at) if code in rows else "",
        }
        for code, purpose in registry.items()
    ]  # fmt: skip


def _alike(acting: Acting, person: Person) -> list[dict[str, Any]]:
    ours = places(acting, "people.merge")
    pairs = {pair.other_id: pair for pair in duplicates.of(person.pk, ours)}
    return [row | {"why": why(pairs[row["person"].pk])} for row in rows_of(acting, list(pairs))]


def why(pair: duplicates.Pair) -> str:
    """What two persons of one name share, in words."""
    said = [
        (pair.year, _("cùng năm sinh")), (pair.phone, _("cùng số điện thoại")),
        (pair.household, _("cùng một hộ")),
    ]  # fmt: skip
    return ", ".join(word for true, word in said if true)
