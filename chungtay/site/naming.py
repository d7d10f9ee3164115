"""Names for the actors of the books, as far as the one who reads may know them.

Officers are named to whoever is signed in; residents to those in whose reach they live;
organisations to everybody; nobody else to the public.
"""

from collections.abc import Collection

from chungtay.access.models import Account
from chungtay.journal import naming
from chungtay.kit.acting import Acting
from chungtay.kit.vietnamese import fold, matches
from chungtay.people.models import Organisation, Person

KNOWING = ("people.read", "blood.read", "inbox.settle")
"""Duties that come with residents' names; who keeps books or sets up a ward has none of them."""


def officers(actor_ids: Collection[int], acting: Acting | None) -> dict[int, str]:
    if acting is None:
        return {}
    return dict(Account.objects.filter(actor__in=actor_ids).values_list("actor", "name"))


def find_officers(text: str, acting: Acting | None) -> list[int]:
    if acting is None:
        return []
    accounts = Account.objects.values_list("actor", "name")
    return [actor_id for actor_id, name in accounts if matches(text, name)]


def residents(actor_ids: Collection[int], acting: Acting | None) -> dict[int, str]:
    if acting is None or not any(acting.may(duty, None) for duty in KNOWING):
        return {}
    known = Person.objects.visible_to(acting).filter(actor__in=actor_ids)
    return dict(known.values_list("actor", "name"))


def organisations(actor_ids: Collection[int], acting: Acting | None) -> dict[int, str]:
    public = Organisation.objects.unscoped(why="organisations are named to everybody")
    return dict(public.filter(actor__in=actor_ids).values_list("actor", "name"))


def find_organisations(text: str, acting: Acting | None) -> list[int]:
    public = Organisation.objects.unscoped(why="organisations are named to everybody")
    named = public.filter(folded__contains=fold(text)) if fold(text) else public.none()
    return list(named.values_list("actor", flat=True))


def teach() -> None:
    """Called once when the program starts."""
    naming.register(officers, find_officers)
    # No finder: the journal is not searched for what one resident did.
    naming.register(residents)
    naming.register(organisations, find_organisations)
