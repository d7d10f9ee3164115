"""Chooses whom to ask: compatible, rested, agreed, nearest first. The only reader of the whole
register, in the system's name; what a call sees of it are counts, and those who accepted."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from chungtay.blood.models import Ask, Call
from chungtay.donors.asking import CRITICAL_REST, PROVEN, REST, on_zalo, ready
from chungtay.donors.models import Donor
from chungtay.kit.plane import Kilometres
from chungtay.people.agreeing import standing_contacts
from chungtay.people.models import ContactPoint
from chungtay.transfusion.compatibility import tiers
from chungtay.transfusion.groups import Component, Group

ASKED_PER_PLACE = 8
"""About one in eight says yes (a mean of 11.9 %, blood.md 2), so eight are asked for each place
still open. Waves sized by the chance that enough arrive take this number's place."""
MOST_PER_WAVE = 60


def wave_size(places_open: int) -> int:
    """How many to ask when so many places (the reserve's among them) are still open."""
    return min(max(places_open, 0) * ASKED_PER_PLACE, MOST_PER_WAVE)


def rested_before(call: Call, at: datetime) -> datetime:
    """Whoever was last asked before this moment may be asked for this call."""
    return at - (CRITICAL_REST if call.critical else REST)


def ranks(call: Call) -> list[tuple[Group, ...]]:
    """Groups in the order in which they are asked; the hospital's own choice if it made one."""
    if call.group is None:
        return [(Group(call.substitute or 0),)]
    return tiers(call.wanted, Group(call.group))


def nearest(call: Call, at: datetime, limit: int) -> list[Donor]:
    """Up to `limit` donors, locked against being asked by another call at the same moment, each
    with its `km`. A later rank is reached for only when the earlier ones do not suffice."""
    found: list[Donor] = []
    for rank_number, rank in enumerate(ranks(call)):
        if len(found) >= limit:
            break
        proven = rank_number > 0 or not all(group.positive for group in rank)
        found += _locked(_of_rank(rank, call, at, limit - len(found), proven=proven), call, at)
    return found


def _of_rank(
    rank: tuple[Group, ...], call: Call, at: datetime, limit: int, *, proven: bool
) -> dict[int, float]:
    """Donor id → km, nearest first. One question per group, each answered by its own index."""
    each = [
        askable(group, call.wanted, at, rested_before(call, at), proven=proven)
        .filter(~Exists(_asked_for(call)))
        .annotate(far=Kilometres("loc", call.loc))
        .order_by("far", "pk")
        .values_list("pk", "far")[:limit]
        for group in rank
    ]
    rows = each[0].union(*each[1:], all=True).order_by("far", "pk")[:limit] if each[1:] else each[0]
    return dict(rows)


def askable(
    group: Group, component: Component, at: datetime, rested: datetime, *, proven: bool = False
) -> QuerySet[Donor]:
    """Donors of one group who may be asked for a component on that day, and reached on Zalo."""
    may = ready(component, at, rested)
    if proven:
        may = may.filter(source__in=PROVEN)
    found: QuerySet[Donor] = may.filter(Exists(on_zalo()), group=group.value)
    return found


def by_telephone_only(call: Call, at: datetime) -> int:
    """How many suit a call and may be asked, but have a telephone and no Zalo."""
    suits = Q()
    for number, rank in enumerate(ranks(call)):
        of_rank = Q(group__in=[group.value for group in rank])
        if number > 0 or not all(group.positive for group in rank):
            of_rank &= Q(source__in=PROVEN)
        suits |= of_rank
    phones = standing_contacts(ContactPoint.Kind.PHONE)
    return (
        ready(call.wanted, at, rested_before(call, at))
        .filter(suits, ~Exists(on_zalo()), ~Exists(_asked_for(call)), Exists(phones))
        .count()
    )


def _asked_for(call: Call) -> QuerySet[Ask]:
    found: QuerySet[Ask] = Ask.objects.unscoped(why="nobody is asked twice for one call").filter(
        call=call, donor=OuterRef("pk")
    )
    return found


def _locked(ids: dict[int, float], call: Call, at: datetime) -> list[Donor]:
    donors = (
        Donor.objects.unscoped(why="the rows that matching has just chosen")
        .select_for_update(skip_locked=True, no_key=True)
        .filter(Q(last_asked_at=None) | Q(last_asked_at__lt=rested_before(call, at)), pk__in=ids)
    )
    kept = list(donors)
    for donor in kept:
        donor.km = ids[donor.pk]
    return sorted(kept, key=lambda donor: donor.km)
