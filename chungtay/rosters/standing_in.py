"""Who could keep somebody's duties instead of them: questions, and no writes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chungtay.access.models import Account
from chungtay.kit import clock
from chungtay.kit.vietnamese import sort_key
from chungtay.places.models import Place
from chungtay.rosters.duties import Duty
from chungtay.rosters.models import Absence, Cover
from chungtay.rosters.resting import (
    COMMANDERS,
    LOOKS_BACK,
    Turn,
    of_ward,
    posts_here,
    rest,
    too_near,
    turns,
)


@dataclass(frozen=True, slots=True)
class StandIn:
    """Somebody who could take these duties: at that place, not away, rested, standing in for
    nobody else. `rested_hours` is None when they had no turn of duty in a week."""

    account_id: int
    actor_id: int
    name: str
    rank: str
    rested_hours: int | None
    words: str


def stand_ins(
    duty_list: Sequence[Duty], begins: datetime, ends: datetime, at: datetime, *,
    but: Collection[int] = (),
) -> list[StandIn]:  # fmt: skip
    """Who could keep all of these duties of one officer from `begins` to `ends`, best first: free
    all through before who has a turn of their own in it, then whoever rested longest, commanders
    last. `but` are accounts not to be proposed. Four queries."""
    if not duty_list:
        return []
    place_id = duty_list[0].place_id
    place = Place.objects.get(pk=place_id)
    relieved = {duty.officer_id for duty in duty_list if duty.officer_id}
    free = _free(place_id, begins, ends, at, relieved).exclude(pk__in=[*but, *relieved])
    candidates = {account.pk: account for account in free}
    least, shifts = rest(place, begins), [duty for duty in duty_list if duty.kind == "shift"]
    around = turns(list(candidates), begins - LOOKS_BACK, ends + least)
    found = []
    for account in candidates.values():
        mine = [turn for turn in around if turn.officer_id == account.pk]
        if not any(too_near(mine, d.starts_at, d.ends_at, least) for d in shifts):
            found.append((account, *_rested(mine, begins, ends)))
    leading = set(
        posts_here(place_id)
        .held_at(at)
        .filter(role__in=COMMANDERS)
        .values_list("account", flat=True)
    )
    found.sort(
        key=lambda one: (one[0].pk in leading, one[2] is not None,
                         -(one[1] if one[1] is not None else 10_000), sort_key(one[0].name))
    )  # fmt: skip
    return [
        StandIn(account.pk, account.actor_id, account.name, account.rank, hours, _words(hours, own))
        for account, hours, own in found
    ]


def moments(place_id: int, at: datetime, until: datetime) -> list[datetime]:
    """When somebody of the ward may become free and rested, in order: a turn and the rest after it
    are over, an absence ends, or they stand in no longer. Four queries."""
    place = Place.objects.get(pk=place_id)
    least, here = rest(place, at), of_ward(place_id, at)
    absent = Absence.objects.unscoped(why="when somebody is back").standing()
    busy = Cover.objects.unscoped(why="when somebody is free again").within(at, until)
    found = {turn.ends_at + least for turn in turns(here, at - least, until)}
    found |= set(
        absent.within(at, until).filter(officer__in=here).values_list("ends_at", flat=True)
    )
    found |= set(busy.filter(stand_in__in=here).values_list("ends_at", flat=True))
    return sorted(moment for moment in found if moment and at < moment < until)


def _free(
    place_id: int, begins: datetime, ends: datetime, at: datetime, relieved: Collection[int]
) -> Any:
    absent = Absence.objects.unscoped(why="who is away cannot stand in").standing()
    busy = Cover.objects.unscoped(why="nobody stands in for two at once").within(begins, ends)
    busy = busy.exclude(relieves__in=relieved)
    freed = Cover.objects.unscoped(why="who is relieved has leave to be elsewhere")
    freed = freed.within(begins, ends).filter(relieves__isnull=False)
    here = of_ward(place_id, max(at, begins))
    return (
        Account.objects.filter(pk__in=here)
        .exclude(pk__in=absent.within(begins, ends).values("officer"))
        .exclude(pk__in=busy.values("stand_in"))
        .exclude(pk__in=freed.values("relieves"))
    )


def _rested(
    mine: Sequence[Turn], begins: datetime, ends: datetime
) -> tuple[int | None, Turn | None]:
    """Whole hours since the last turn ended, and the first turn of their own in the stretch."""
    over = [turn.ends_at for turn in mine if turn.ends_at <= begins]
    own = [turn for turn in mine if turn.ends_at > begins and turn.starts_at < ends]
    hours = int((begins - max(over)).total_seconds() // 3600) if over else None
    return hours, own[0] if own else None


def _words(hours: int | None, own: Turn | None) -> str:
    if hours is None:
        slept = _("bảy ngày qua không có ca nào")
    else:
        slept = ngettext("đã nghỉ %(n)s\u00a0giờ", "đã nghỉ %(n)s\u00a0giờ", hours) % {"n": hours}
    if own is None:
        return _("%(slept)s, rảnh cả buổi") % {"slept": slept}
    said = {"slept": slept, "title": own.title, "time": clock.moment(own.starts_at)}
    return _("%(slept)s, có ca %(title)s từ %(time)s") % said
