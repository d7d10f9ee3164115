"""Who somebody in a group may be: people of the ward who are called just so, or have that number.

Nobody is chosen by a machine: these are offered, and "somebody in the group" stands first.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from chungtay.groups.pasting import Piece
from chungtay.journal.selection import cover
from chungtay.kit import phones
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.people.models import ContactPoint, Person
from chungtay.people.reading import READ, living_at, places
from chungtay.places.models import Place

MOST = 10
"""Offered for one name."""
CONTACTS = "people.add_contact"


@dataclass(slots=True)
class Sender:
    """One name of a paste, how many messages it has, and who it may be."""

    who: str
    name: str
    messages: int = 0
    may_be: list[Person] = field(default_factory=list)


def senders(acting: Acting, pieces: Iterable[Piece], place: Place) -> list[Sender]:
    """The names of a paste in the order they come; those without a name are nobody's. Offered are
    people of `place`, whose group it is: who posts elsewhere too chooses nobody from there."""
    found: dict[str, Sender] = {}
    for piece in pieces:
        if piece.who:
            found.setdefault(piece.who, Sender(piece.who, piece.name)).messages += 1
    within = cover(place.pk) if found else frozenset()
    if ours := places(acting, READ) & within:
        _offer(acting, found, ours)
    return list(found.values())


def _offer(acting: Acting, found: dict[str, Sender], ours: frozenset[int]) -> None:
    people = (
        living_at(acting, ours).exclude(name="").filter(merged_into=None).select_related("place")
    )
    for person in people.filter(folded__in=list(found)).order_by("pk"):
        offered = found[person.folded].may_be
        if len(offered) < MOST:
            offered.append(person)
    numbers = {number: who for who in found if (number := _number(found[who].name))}
    theirs = ours & places(acting, CONTACTS) if numbers else ours
    if not numbers or not theirs:
        return
    points = ContactPoint.objects.visible_to(acting).filter(
        kind=ContactPoint.Kind.PHONE, value__in=list(numbers), ended_in=None
    )
    owners = dict(points.values_list("person", "value"))
    for person in people.filter(pk__in=list(owners), place__in=theirs):
        found[numbers[owners[person.pk]]].may_be.append(person)


def _number(name: str) -> str:
    try:
        return phones.normalise(name)
    except Refused:
        return ""
