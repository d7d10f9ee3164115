"""Who could stand in, and the covers in the roster that follow from a yes."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from chungtay.access.models import Account
from chungtay.blood.models import Ask, Given, Reply, Seat
from chungtay.journal.system import System
from chungtay.kit.errors import Refused
from chungtay.releases.actions import steps
from chungtay.releases.actions.texts import GIVING, REST
from chungtay.releases.models import Covering, Leave, Release, Serving
from chungtay.rosters import keeping
from chungtay.rosters.actions import cover, end_cover
from chungtay.rosters.keeping import Duty, StandIn
from chungtay.rosters.models import Absence, Beat, Cover, Shift
from chungtay.rosters.resting import rest

MOMENTS = 8
"""So many moments are looked at, before it is said that nobody will have rested in time."""
NO = (Reply.Answer.NOT_TODAY, Reply.Answer.CANNOT_COME, Reply.Answer.STOP)


class NotFree(Refused):
    code = "release.stand_in_not_free"


def window(at: datetime) -> tuple[datetime, datetime]:
    """From now: four hours to give, and the rest after it."""
    return at, at + GIVING + REST


def duties_of(account_id: int, at: datetime) -> list[Duty]:
    """All that somebody else must keep for them."""
    return keeping.duties(account_id, *window(at))


def on_duty(account_id: int, at: datetime) -> bool:
    """Whether giving now would take them from a duty, or from rest before a strenuous one."""
    return any(_counts(duty, at) for duty in duties_of(account_id, at))


def still_needed(release: Release, at: datetime) -> bool:
    """Whether anything of theirs, covered by now or not, still asks for the steps."""
    return any(_counts(duty, at) for duty in all_of(release, at))


def _counts(duty: Duty, at: datetime) -> bool:
    """What begins while they give; and driving, height or bodily force until the rest is over
    (Circular 26/2013: not within twelve hours of a gift)."""
    return duty.strenuous or duty.starts_at < at + GIVING


def stand_ins(release: Release, at: datetime) -> list[StandIn]:
    """Rested, for a beat too, and free for all of it, who neither may still come to the same call
    nor is to give, or rests after giving, for another; of the same rank first."""
    assert release.account is not None
    begins, ends = window(at)
    duties = all_of(release, at)
    if not duties:
        return []
    now = {row.stand_in_id for row in steps.covers_of(release) if row.ends_at > at}
    but = _may_come(release) | _giving(at) | {release.account.pk} | now
    least = rest(release.place, at)
    found = [
        one for one in keeping.stand_ins(duties, begins, ends, at, but=but)
        if one.rested_hours is None or timedelta(hours=one.rested_hours) >= least
    ]  # fmt: skip
    rank = release.account.rank
    return sorted(found, key=lambda one: one.rank != rank)


def earliest(release: Release, at: datetime, until: datetime) -> tuple[datetime, StandIn] | None:
    """The first moment before `until` at which somebody could stand in as things are planned, and
    who. Nobody's rest is shortened: 12 hours between two turns (`rosters.rest`) is a rule."""
    for moment in keeping.moments(release.place_id, at, until)[:MOMENTS]:
        if found := stand_ins(release, moment):
            return moment, found[0]
    return None


def all_of(release: Release, at: datetime) -> list[Duty]:
    """What somebody else must keep, what is covered by now included: whoever stands in may fall
    away."""
    assert release.account is not None
    mine = duties_of(release.account.pk, at)
    for row in steps.covers_of(release):
        if row.ends_at > at:
            kind = "beat" if row.shift_id is None else "shift"
            begins, (title, strenuous) = max(at, row.starts_at), called(row)
            mine.append(
                Duty(kind, title, row.shift_id, row.beat_id, row.place_id, release.account.pk,
                     begins, row.ends_at, strenuous)
            )  # fmt: skip
    return sorted(mine, key=lambda duty: duty.starts_at)


def called(row: Cover) -> tuple[str, bool]:
    """The name of the covered duty, and whether it is strenuous."""
    if row.beat_id is not None:
        beats = Beat.objects.unscoped(why="what the covered duty is called")
        return str(beats.values_list("name", flat=True).get(pk=row.beat_id)), False
    shifts = Shift.objects.unscoped(why="what the covered duty is called")
    named = shifts.crossing("watch", why="what the covered duty is called")
    name, strenuous = named.values_list("watch__name", "watch__strenuous").get(pk=row.shift_id)
    return str(name), bool(strenuous)


def _may_come(release: Release) -> set[int]:
    """Accounts of donors who were asked for this call and may still come, whatever they said
    before, and of those who hold a place of any call."""
    last = Reply.objects.unscoped(why="who may still come to the call in hand").filter(
        ask=OuterRef("pk")
    )
    asks = Ask.objects.unscoped(why="who may still come to a call")
    open_ = asks.filter(call=release.call_id).annotate(
        said=Subquery(last.order_by("-pk").values("answer")[:1])
    )
    seats = Seat.objects.unscoped(why="who is coming to a call").filter(freed_in=None)
    coming = Q(donor__in=open_.filter(Q(said=None) | ~Q(said__in=NO)).values("donor"))
    coming |= Q(donor__in=asks.filter(pk__in=seats.values("ask")).values("donor"))
    servings = Serving.objects.unscoped(why="officers who may be away to give")
    return set(servings.standing().filter(coming).values_list("account", flat=True))


def _giving(at: datetime) -> set[int]:
    """Accounts that may go to give, or rest after giving, whether on duty then or not."""
    leaves = Leave.objects.unscoped(why="who is away to give").filter(ends_at__gt=at)
    rows = Release.objects.unscoped(why="who is away to give").filter(
        Q(ended_in=None) | Q(ending=Release.Ending.GAVE), account__isnull=False
    )
    away = rows.filter(pk__in=leaves.values("release"))
    given = (
        Given.objects.unscoped(why="who rests after giving")
        .crossing("gift__recorded_in", why="when they gave")
        .filter(taken_back_in=None, gift__recorded_in__at__gt=at - REST)
    )
    gave = Ask.objects.unscoped(why="who rests after giving").filter(pk__in=given.values("ask"))
    words = Serving.objects.unscoped(why="who rests after giving").standing()
    resting = words.filter(donor__in=gave.values("donor"))
    return set(away.values_list("account", flat=True)) | set(
        resting.values_list("account", flat=True)
    )


def put_in(release: Release, stand_in: Account, at: datetime) -> tuple[datetime, datetime]:
    """The roster says from now on who stands in, for each duty of the stretch; gives the stretch.
    Refused where they are no longer free."""
    if stand_in.pk not in {one.account_id for one in stand_ins(release, at)}:
        raise NotFree(
            _("%(name)s không còn rảnh cả buổi hoặc chưa nghỉ đủ. Chọn người khác.")
            % {"name": stand_in.name}
        )
    assert release.account is not None
    for duty in duties_of(release.account.pk, at):
        row = _cover(duty, stand_in, at)
        Covering.objects.create(place_id=release.place_id, release=release, cover=row)
    return window(at)


def _cover(duty: Duty, stand_in: Account, at: datetime) -> Cover:
    shifts = Shift.objects.unscoped(why="the duty of the release in hand")
    beats = Beat.objects.unscoped(why="the duty of the release in hand")
    kept = shifts.get(pk=duty.shift_id) if duty.shift_id else beats.get(pk=duty.beat_id)
    made: Cover = cover(
        actor=System("releases"), at=at, duty=kept, stand_in=stand_in, starts_at=duty.starts_at,
        ends_at=duty.ends_at,
    )  # fmt: skip
    return made


def take_out(release: Release, at: datetime) -> Sequence[Cover]:
    """End what is left of the covers; gives those that were ended. One that the roster will not
    give back (whoever comes back would not be rested) stays with whoever stands in."""
    ended = []
    for row in steps.covers_of(release):
        if row.ends_at <= at:
            continue
        try:
            ended.append(end_cover(actor=System("releases"), at=at, cover=row))
        except Refused:
            continue
    return ended


def left_over(release: Release, leave: Leave, at: datetime) -> list[Cover]:
    """Covers of the same duties that stand all the same: made by hand in the roster, or such that
    the roster would not give back."""
    mine = Covering.objects.unscoped(why="what was covered for the release in hand").crossing(
        "cover", why="what was covered for the release in hand"
    )
    duties = list(mine.filter(release=release).values_list("cover__shift", "cover__beat"))
    covers = Cover.objects.unscoped(why="what still covers the duties of the release in hand")
    same = Q(shift__in=[s for s, _b in duties if s]) | Q(beat__in=[b for _s, b in duties if b])
    found = covers.within(at, leave.ends_at or at).filter(same, ended_in=None)
    return list(found.select_related("stand_in").order_by("starts_at", "pk"))


def stands(release: Release, leave: Leave | None, at: datetime) -> bool:
    """Whether from now to the end of the stretch nothing of theirs is uncovered, and whoever
    stands in is there."""
    return leave is not None and release.pk in standing([(release, leave)], at)


def standing(asked: Sequence[tuple[Release, Leave]], at: datetime) -> set[int]:
    """Of which of these releases the covers stand: as many questions for any number."""
    found, open_ = set(), []
    for release, leave in asked:
        if release.account_id is None or not leave.granted or leave.ends_at is None:
            continue
        if at >= leave.ends_at:
            found.add(release.pk)
        else:
            open_.append((release, release.account_id, leave.ends_at))
    if not open_:
        return found
    last = max(ends for _release, _account, ends in open_)
    duties = keeping.duties_of([account for _release, account, _ends in open_], at, last)
    covers = _stand_ins_of([release for release, _account, _ends in open_], at)
    rows = Absence.objects.unscoped(why="whether whoever stands in is there").standing()
    away = list(
        rows.within(at, last)
        .filter(officer__in=set().union(*covers.values()))
        .values_list("officer", "starts_at")
    )
    for release, account, ends in open_:
        left = any(one.officer_id == account and one.starts_at < ends for one in duties)
        stand_ins = covers.get(release.pk, ())
        gone = any(officer in stand_ins and starts < ends for officer, starts in away)
        if not left and not gone:
            found.add(release.pk)
    return found


def _stand_ins_of(releases: Sequence[Release], at: datetime) -> dict[int, set[int]]:
    """Who stands in for each of these releases now or later."""
    rows = Covering.objects.unscoped(why="whether whoever stands in is there").crossing(
        "cover", why="whether whoever stands in is there"
    )
    found: dict[int, set[int]] = {}
    running = rows.filter(release__in=releases, cover__ended_in=None, cover__ends_at__gt=at)
    for release, officer in running.values_list("release", "cover__stand_in"):
        found.setdefault(release, set()).add(officer)
    return found
