"""Planning a week by copying another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from chungtay.access.models import Account
from chungtay.journal.act import action
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.places.models import Place
from chungtay.rosters.actions.checks import AwkwardTime, NotStanding
from chungtay.rosters.actions.shifts import put_on_shift
from chungtay.rosters.models import Shift, Watch
from chungtay.rosters.resting import lying_in

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A turn that could not be copied, and why."""

    shift: Shift
    sentence: str


@dataclass(frozen=True, slots=True)
class Copied:
    made: tuple[Shift, ...]
    left_out: tuple[LeftOut, ...]


@action("rosters.copy_week", words=_("xếp tuần theo một tuần khác"))
def copy_week(*, actor: Acting, at: datetime, place: Place, source: date, into: date) -> Copied:
    """Put everybody on in the week of `into` as they were on in that of `source`, at the same hours
    of the same weekdays; what a turn cannot be copied for (somebody away, on duty already, no rest)
    is left out and said."""
    first, target = monday(source), monday(into)
    if first == target:
        raise AwkwardTime(_("Chọn một tuần khác để chép sang."))
    ahead = target - first
    start = datetime(first.year, first.month, first.day, tzinfo=clock.VN)
    rows = Shift.objects.unscoped(why="the week that is copied, in a ward checked by its duty")
    shifts = (
        rows.crossing("watch", why="the post each turn keeps")
        .standing()
        .filter(lying_in(place.pk), starts_at__gte=start, starts_at__lt=start + WEEK)
        .select_related("watch__place", "officer")
        .order_by("starts_at", "pk")
    )
    made, left_out = [], []
    for shift in shifts:
        try:
            made.append(
                put_on_shift(
                    actor=actor, at=at, watch=shift.watch, officer=shift.officer,
                    starts_at=shift.starts_at + ahead, ends_at=shift.ends_at + ahead,
                )
            )  # fmt: skip
        except Refused as refused:
            left_out.append(LeftOut(shift, str(refused.sentence)))
    return Copied(tuple(made), tuple(left_out))


@dataclass(frozen=True, slots=True)
class Turn:
    """Who is to be where, from when to when."""

    watch_id: int
    officer_id: int
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Brought:
    """`left_out`: the places in the order given of those that could not be, and why."""

    made: tuple[Shift, ...]
    left_out: dict[int, str]


@action("rosters.bring_turns", words=_("nhập lịch trực từ một tệp"))
def bring_turns(*, actor: Acting, at: datetime, place: Place, turns: Sequence[Turn]) -> Brought:
    """Put on all of these turns in one act; what cannot be is left out and said."""
    watches = Watch.objects.unscoped(why="the posts of a ward checked by its duty")
    here = {watch.pk: watch for watch in watches.filter(lying_in(place.pk))}
    officers = Account.objects.in_bulk({turn.officer_id for turn in turns})
    made, left_out = [], {}
    for number, turn in enumerate(turns):
        if turn.watch_id not in here or turn.officer_id not in officers:
            raise NotStanding(_("Tệp có chỗ trực hay cán bộ không thuộc nơi này."))
        try:
            made.append(
                put_on_shift(
                    actor=actor, at=at, watch=here[turn.watch_id],
                    officer=officers[turn.officer_id], starts_at=turn.starts_at,
                    ends_at=turn.ends_at,
                )
            )  # fmt: skip
        except Refused as refused:
            left_out[number] = str(refused.sentence)
    return Brought(tuple(made), left_out)


def monday(on: date) -> date:
    return on - timedelta(days=on.weekday())
