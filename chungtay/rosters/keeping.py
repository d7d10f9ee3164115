"""Who answers for what: questions, and no writes.

`answers_now` is one query. `duties` are what one officer must keep in a stretch, `stand_ins` who
could keep them instead. Where nobody does: `coverage`.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chungtay.access.models import Account
from chungtay.kit import clock
from chungtay.kit.vietnamese import sort_key
from chungtay.places.models import Place
from chungtay.rosters import gaps
from chungtay.rosters.coverage import held
from chungtay.rosters.models import Absence, Alarm, Beat, Cover, Keeping, Presence
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


def called(name: str, rank: str) -> str:
    """ "Trung úy Mai Xuân Lộc"."""
    return f"{rank} {name}".strip()


@dataclass(frozen=True, slots=True)
class Answering:
    """Who answers for one beat at one moment; `reason` is empty unless nobody does."""

    beat_id: int
    beat: str
    officer_id: int | None
    actor_id: int | None
    officer: str
    standing_in: bool
    keeper_id: int | None
    keeper: str
    cover_id: int | None
    until: datetime | None
    reason: str

    @property
    def why(self) -> str:
        return str(Alarm.Reason(self.reason).label) if self.reason else ""


def answers_now(place_id: int, at: datetime) -> list[Answering]:
    """Who answers for each beat of a ward at a moment, by the names of the beats, in one query."""
    found = [_answering(row) for row in _asked(place_id, at)]
    return sorted(found, key=lambda one: sort_key(one.beat))


def _asked(place_id: int, at: datetime) -> Any:
    covers = (
        Cover.objects.unscoped(why="who answers for what in one ward")
        .running(at)
        .filter(beat=OuterRef("pk"))
    )
    keepings = (
        Keeping.objects.unscoped(why="who answers for what in one ward")
        .running(at)
        .filter(beat=OuterRef("pk"))
    )
    absent = Absence.objects.unscoped(why="who answers for what in one ward").standing().running(at)
    here = of_ward(place_id, at)
    return (
        Beat.objects.unscoped(why="who answers for what in one ward")
        .standing(at)
        .filter(place=place_id)
        .annotate(
            cover_by=Subquery(covers.values("stand_in")[:1]),
            kept_by=Subquery(keepings.values("officer")[:1]),
            until=Subquery(covers.values("ends_at")[:1]),
            cover=Subquery(covers.values("pk")[:1]),
            stand_in=Subquery(covers.values(said=_said("stand_in"))[:1]),
            keeper=Subquery(keepings.values(said=_said("officer"))[:1]),
            cover_away=Exists(absent.filter(officer=OuterRef("cover_by"))),
            keeper_away=Exists(absent.filter(officer=OuterRef("kept_by"))),
            cover_here=Exists(here.filter(account=OuterRef("cover_by"))),
            keeper_here=Exists(here.filter(account=OuterRef("kept_by"))),
        )
    )


def _said(path: str) -> JSONObject:
    return JSONObject(
        id=f"{path}_id", actor=f"{path}__actor_id", name=f"{path}__name", rank=f"{path}__rank"
    )


def _answering(row: Any) -> Answering:
    reason, who = "", None
    if row.cover_by:
        who = row.stand_in
        reason = gaps.STAND_IN_AWAY if row.cover_away or not row.cover_here else ""
    elif row.kept_by:
        who = row.keeper
        reason = gaps.AWAY if row.keeper_away else "" if row.keeper_here else gaps.LEFT
    else:
        reason = gaps.UNASSIGNED
    answers = None if reason else who
    return Answering(
        beat_id=row.pk, beat=row.name,
        officer_id=answers["id"] if answers else None,
        actor_id=answers["actor"] if answers else None,
        officer=called(answers["name"], answers["rank"]) if answers else "",
        standing_in=bool(row.cover_by) and bool(answers),
        keeper_id=row.kept_by,
        keeper=called(row.keeper["name"], row.keeper["rank"]) if row.keeper else "",
        cover_id=row.cover, until=row.until, reason=reason,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing an officer must keep in a stretch: a shift of a watch, or a beat."""

    kind: str
    """ "shift" or "beat"."""
    title: str
    shift_id: int | None
    beat_id: int | None
    place_id: int
    officer_id: int
    starts_at: datetime
    ends_at: datetime
    strenuous: bool = False


def duties(account_id: int, begins: datetime, ends: datetime) -> list[Duty]:
    """What this officer must keep in a stretch, cut to it: turns of watches, beats that are theirs
    and are not covered, beats they stand in for. By the time each begins."""
    found = _shifts_of(account_id, begins, ends) + _beats_of(account_id, begins, ends)
    return sorted(found, key=lambda duty: (duty.starts_at, duty.kind, duty.title))


def _shifts_of(account_id: int, begins: datetime, ends: datetime) -> list[Duty]:
    rows = (
        Presence.objects.unscoped(why="what one officer must keep")
        .crossing("shift__watch", why="what the duty is called")
        .within(begins, ends)
        .filter(officer=account_id)
        .select_related("shift__watch")
    )
    return [
        Duty("shift", row.shift.watch.name, row.shift_id, None, row.place_id, account_id,
             max(begins, row.starts_at), min(ends, row.ends_at), row.shift.watch.strenuous)
        for row in rows
    ]  # fmt: skip


def _beats_of(account_id: int, begins: datetime, ends: datetime) -> list[Duty]:
    kept = (
        Keeping.objects.unscoped(why="what one officer must keep")
        .crossing("beat", why="what the duty is called")
        .within(begins, ends)
        .filter(officer=account_id)
    )
    covers = Cover.objects.unscoped(why="what one officer must keep").within(begins, ends)
    stands_in = covers.crossing("beat", why="what the duty is called").filter(
        stand_in=account_id, beat__isnull=False
    )
    fields = ("beat", "beat__name", "place", "starts_at", "ends_at", "beat__closed_at")
    own = list(kept.values_list(*fields))
    theirs = list(stands_in.values_list(*fields))
    taken = held(Cover, "stand_in", [row[0] for row in own], begins, ends)
    found = []
    for beat, name, place, start, end, closed in own:
        stretch = _cut(start, end, closed, begins, ends)
        for first, last in without(stretch, [(s, e) for _who, s, e in taken.get(beat, [])]):
            found.append(Duty("beat", name, None, beat, place, account_id, first, last))
    for beat, name, place, start, end, closed in theirs:
        first, last = _cut(start, end, closed, begins, ends)
        if first < last:
            found.append(Duty("beat", name, None, beat, place, account_id, first, last))
    return found


def _cut(
    start: datetime, end: datetime | None, closed: datetime | None, begins: datetime, ends: datetime
) -> tuple[datetime, datetime]:
    return max(begins, start), min(m for m in (ends, end, closed) if m is not None)


def without(
    stretch: tuple[datetime, datetime], taken: Iterable[gaps.Span]
) -> list[tuple[datetime, datetime]]:
    """What is left of a stretch without these spans, in order."""
    left, cursor = [], stretch[0]
    for start, end in sorted(taken, key=lambda span: span[0]):
        if start > cursor:
            left.append((cursor, min(start, stretch[1])))
        cursor = max(cursor, end or stretch[1])
    left.append((cursor, stretch[1]))
    return [(start, end) for start, end in left if start < end]


def officers_of(place_id: int, at: datetime) -> list[Account]:
    """Those who hold a post of an officer in the ward, by name."""
    found = Account.objects.filter(pk__in=of_ward(place_id, at))
    return sorted(found, key=lambda account: sort_key(account.name))


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


def _free(
    place_id: int, begins: datetime, ends: datetime, at: datetime, relieved: Collection[int]
) -> Any:
    absent = Absence.objects.unscoped(why="who is away cannot stand in").standing()
    busy = Cover.objects.unscoped(why="nobody stands in for two at once").within(begins, ends)
    busy = busy.exclude(relieves__in=relieved)
    here = of_ward(place_id, max(at, begins))
    accounts = Account.objects.filter(pk__in=here)
    return accounts.exclude(pk__in=absent.within(begins, ends).values("officer")).exclude(
        pk__in=busy.values("stand_in")
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
