"""The rows behind a figure and the journal of a place, as far as this reader may see them.

Entries of sealed records are listed only to those who hold the verb that wrote them, and every
verb around it.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from chungtay.journal import naming
from chungtay.journal.act import registry
from chungtay.journal.figures import held
from chungtay.journal.models import Entry, Line
from chungtay.journal.selection import Selection, starts
from chungtay.kit.acting import Acting
from chungtay.kit.vietnamese import fold
from chungtay.places.models import Place


def open_to(acting: Acting, prefix: str = "") -> Q:
    """The entries that are not sealed, or whose verbs this reader holds somewhere.

    Where, is for `may_read` to check: this only narrows the search.
    """
    mine = [verb for verb in registry if acting.may(verb, None)]
    alone = Q(**{f"{prefix}part_of": None}) | Q(
        **{f"{prefix}part_of__part_of": None, f"{prefix}part_of__verb__in": mine}
    )
    return Q(**{f"{prefix}sealed": False}) | Q(**{f"{prefix}verb__in": mine}) & alone


def may_read(acting: Acting, entry: Entry) -> bool:
    """Whether a sealed entry may be shown, given its place and the act it was part of."""
    if not entry.sealed:
        return True
    outer = entry.part_of
    around = [entry] if outer is None else [entry, outer]
    return (outer is None or outer.part_of_id is None) and all(
        acting.may(act.verb, act.place_id) for act in around
    )


def lines(selection: Selection) -> "QuerySet[Line]":
    """The lines that make the figure, each counted once, oldest first."""
    found = Line.objects.filter(
        measure=selection.measure, voids=None,
        at__gte=starts(selection.since), at__lt=starts(selection.until),
    )  # fmt: skip
    if selection.places is not None:
        found = found.filter(place__in=selection.places)
    if selection.programme is not None:
        found = found.filter(programme=selection.programme)
    voided = Line.objects.filter(voids=OuterRef("pk"))
    counted_elsewhere = held(selection)
    found = found.exclude(pk__in=counted_elsewhere) if counted_elsewhere else found
    return found.filter(~Exists(voided)).order_by("at", "pk")


def with_entries(found: "QuerySet[Line]") -> "QuerySet[Line]":
    return found.select_related("entry__part_of", "place")


def matching(text: str, acting: Acting, on: date | None, prefix: str = "") -> Q:
    """What a reader typed into the filter: a day, part of a place's name, part of a person's."""
    if on is not None:
        day_after = date.fromordinal(on.toordinal() + 1)
        return Q(at__gte=starts(on), at__lt=starts(day_after))
    places = Place.objects.filter(folded__contains=fold(text)).values("pk")
    return Q(place__in=places) | Q(**{f"{prefix}actor__in": naming.find(text, acting)})


def entries(acting: Acting) -> "QuerySet[Entry]":
    """The journal within this reader's reach, the newest entry first."""
    found = Entry.objects.filter(open_to(acting)).select_related("place", "part_of")
    reach = acting.reach()
    return (found if reach is None else found.filter(place__in=reach)).order_by("-pk")


def readable(acting: Acting, found: Iterable[Entry]) -> list[Entry]:
    return [entry for entry in found if may_read(acting, entry)]
