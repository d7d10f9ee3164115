"""What a person agreed to, seen whole: the word of any of the rows that are one person counts.

Of two words on one purpose the later holds, so a withdrawal beats every consent given before it,
whichever row it was said on. "Do not contact" of any row counts for all.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet

from chungtay.kit.asking import EachRow
from chungtay.people.merging import selves
from chungtay.people.models import Consent, ContactPoint, DoNotContact

Word = tuple[datetime, int, bool, str]
"""When, in which entry, yes or no, to which purpose."""


def may_be_asked(purpose: str) -> Q:
    """A condition for rows with an `actor`: a consent of its own stands, no later withdrawal of
    the same person, no "do not contact"."""
    far = OuterRef(OuterRef("actor"))  # of the row around, seen from inside `selves`
    same: dict[str, Any] = {"actor__in": selves(far)}
    consents = Consent.objects.unscoped(why="whether somebody may be asked")
    later = consents.filter(
        Q(withdrawn_at__gt=OuterRef("given_at"))
        | Q(withdrawn_at=OuterRef("given_at"), withdrawn_in__gt=OuterRef("given_in")),
        purpose=purpose,
        **same,
    )
    stands = consents.filter(
        ~EachRow(later), actor=OuterRef("actor"), purpose=purpose, withdrawn_at=None
    )
    silent = DoNotContact.objects.unscoped(why="whether somebody may be asked").filter(
        ended_at=None, **same
    )
    return Q(EachRow(stands)) & ~Q(EachRow(silent))


def standing_contacts(kind: ContactPoint.Kind) -> QuerySet[ContactPoint]:
    """The ways of one kind to reach whom a row's `actor` names, as a subquery: whether, not how."""
    found: QuerySet[ContactPoint] = ContactPoint.objects.unscoped(
        why="whether somebody can be reached, not how"
    ).filter(actor=OuterRef("actor"), kind=kind, ended_in=None)
    return found


def agreed(clusters: Mapping[int, list[int]]) -> dict[int, frozenset[str]]:
    """Purposes each actor's person agrees to now; one query. `clusters` as `merging` gives them."""
    everyone = {actor_id for members in clusters.values() for actor_id in members}
    said: dict[int, list[Word]] = {}
    rows = Consent.objects.unscoped(why="whether somebody may be written to").filter(
        actor__in=everyone
    )
    for actor_id, purpose, given_at, given_in, withdrawn_at, withdrawn_in in rows.values_list(
        "actor", "purpose", "given_at", "given_in", "withdrawn_at", "withdrawn_in"
    ):
        no = withdrawn_at is not None
        word = (withdrawn_at, withdrawn_in, False) if no else (given_at, given_in, True)
        said.setdefault(actor_id, []).append((*word, purpose))
    return {
        actor_id: standing(word for member in members for word in said.get(member, []))
        for actor_id, members in clusters.items()
    }


def standing(words: Iterable[Word]) -> frozenset[str]:
    """The purposes whose last word is a yes."""
    last = {purpose: yes for _at, _entry, yes, purpose in sorted(words)}
    return frozenset(purpose for purpose, yes in last.items() if yes)


def silent(clusters: Mapping[int, list[int]]) -> frozenset[int]:
    """The actors whose person asked not to be written to; one query."""
    everyone = {actor_id for members in clusters.values() for actor_id in members}
    rows = DoNotContact.objects.unscoped(why="whether somebody may be written to").filter(
        ended_at=None, actor__in=everyone
    )
    asked = set(rows.values_list("actor", flat=True))
    return frozenset(a for a, members in clusters.items() if asked.intersection(members))
