"""Who an Actor is, in words. The books hold numbers only; the floor that knows names says them.

The composing floor registers one resolver when it starts:

    naming.register(resolver)     # resolver(actor_ids, acting) -> {actor_id: name}

`acting` is whoever reads (None for the public); a resolver leaves out whom that reader may not
know, and a kind of actor ("một người", "máy") is said instead. `finder(text, acting)` gives the
actor ids whose name holds the text, for the filter of a list.
"""

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from chungtay.journal.models import Actor
from chungtay.kit.acting import Acting

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Resolver = Callable[[Collection[int], Acting | None], Mapping[int, str]]
Finder = Callable[[str, Acting | None], Collection[int]]

_resolvers: list[Resolver] = []
_finders: list[Finder] = []
NAMELESS: dict[str, "StrOrPromise"] = {
    Actor.Kind.ACCOUNT: _("một cán bộ"),
    Actor.Kind.PERSON: _("một người dân"),
    Actor.Kind.ORGANISATION: _("một đơn vị"),
    Actor.Kind.SYSTEM: _("máy tự làm"),
}


def register(resolver: Resolver, finder: Finder | None = None) -> None:
    """Teach the journal some names. The first resolver that knows an actor is believed."""
    if resolver not in _resolvers:
        _resolvers.append(resolver)
    if finder is not None and finder not in _finders:
        _finders.append(finder)


def names(actor_ids: Collection[int], acting: Acting | None) -> dict[int, str]:
    """A word for each of these actors, fit for this reader."""
    wanted = set(actor_ids)
    found: dict[int, str] = {}
    for resolve in _resolvers:
        for actor_id, name in resolve(wanted - found.keys(), acting).items():
            found.setdefault(actor_id, name)
    kinds = Actor.objects.filter(pk__in=wanted).values_list("pk", "kind")
    return {pk: str(found.get(pk) or NAMELESS[kind]) for pk, kind in kinds}


def doers(actor_ids: Collection[int], acting: Acting | None) -> dict[int, str]:
    """Who did what the journal tells of: a resident is never named beside what they answered."""
    residents = Actor.objects.filter(pk__in=actor_ids, kind=Actor.Kind.PERSON)
    nameless = dict.fromkeys(
        residents.values_list("pk", flat=True), str(NAMELESS[Actor.Kind.PERSON])
    )
    return names(set(actor_ids) - nameless.keys(), acting) | nameless


def find(text: str, acting: Acting | None) -> set[int]:
    """The actors whose name holds this text, as far as this reader may know."""
    return {actor_id for finder in _finders for actor_id in finder(text, acting)}
