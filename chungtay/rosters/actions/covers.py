"""Standing in for a stretch of a shift or of a beat."""

from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from chungtay.access.models import Account
from chungtay.journal.act import action, current
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.rosters.actions import beats, shifts
from chungtay.rosters.actions.checks import (
    AwkwardTime,
    check_not_away,
    check_of_ward,
    check_order,
    lock,
    name_of,
    refusing,
)
from chungtay.rosters.models import Beat, Cover, Keeping, Presence, Shift


class CoveredAlready(Refused):
    code = "covered_already"


class StandsInElsewhere(Refused):
    code = "stands_in_elsewhere"


class CoverOver(Refused):
    code = "cover_over"


@action("rosters.cover", on="duty", words=_("xếp người trực thay"))
def cover(
    *, actor: Acting, at: datetime, duty: Shift | Beat, stand_in: Account, starts_at: datetime,
    ends_at: datetime,
) -> Cover:  # fmt: skip
    """`stand_in` keeps this shift or beat from `starts_at` to `ends_at`, instead of whoever has it
    then: its officer, its keeper, or somebody who already stood in and goes too."""
    check_order(starts_at, ends_at)
    # The duty is locked before the officer, here as in every verb.
    shift = shifts.standing(duty) if isinstance(duty, Shift) else None
    beat = beats.standing(duty) if isinstance(duty, Beat) else None
    who = lock(stand_in)
    check_of_ward(who, duty.place_id, max(at, starts_at))
    check_not_away(who, starts_at, ends_at)
    if shift is not None:
        return _cover_shift(shift, who, starts_at, ends_at)
    assert beat is not None
    return _cover_beat(beat, who, starts_at, ends_at)


@action("rosters.end_cover", on="cover", words=_("thôi trực thay"))
def end_cover(*, actor: Acting, at: datetime, cover: Cover) -> Cover:
    """Whoever had the duty has it again from `at` on."""
    shift = shifts.standing(Shift(pk=cover.shift_id)) if cover.shift_id else None
    if cover.beat_id:
        beats.lock(cover.beat_id)
    rows = Cover.objects.unscoped(why="the cover an act concerns, checked by its duty")
    mine: Cover = rows.select_for_update(no_key=True).get(pk=cover.pk)
    back, until = max(at, mine.starts_at), mine.ends_at
    if until <= back:
        raise CoverOver(_("Việc thay này đã hết trước đó."))
    shifts.shorten(mine, mine.starts_at, back, current().entry)
    if shift is not None:
        # Whoever comes back to a turn must be free for what is left of it.
        shifts.check_free(lock(shift.officer), shift.place, back, until, but_shift=shift.pk)
        shifts.settle(shift)
    return mine


def _cover_shift(mine: Shift, who: Account, starts_at: datetime, ends_at: datetime) -> Cover:
    first, last = max(starts_at, mine.starts_at), min(ends_at, mine.ends_at)
    if first >= last:
        raise AwkwardTime(_("Khoảng ấy nằm ngoài ca trực này."))
    there = Presence.objects.unscoped(why="who is where in the turn in hand")
    held = list(there.filter(shift=mine).within(first, last).order_by("starts_at"))
    relieved = {row.officer_id for row in held}
    if len(relieved) != 1:
        raise CoveredAlready(_("Trong khoảng ấy ca này có hai người. Xếp từng khoảng một."))
    (relieves,) = relieved
    if relieves == who.pk:
        raise CoveredAlready(
            _("%(name)s đang trực chính ca này. Chọn người khác.") % {"name": name_of(who)}
        )
    shifts.check_free(who, mine.place, first, last, but_shift=mine.pk)
    _cut([row for row in shifts.covers_of(mine) if row.stand_in_id == relieves], first, last)
    made = _write(mine, who, relieves, first, last, shift=mine)
    shifts.settle(mine)
    return made


def _cover_beat(mine: Beat, who: Account, starts_at: datetime, ends_at: datetime) -> Cover:
    if starts_at < mine.opened_at:
        raise AwkwardTime(_("Lúc ấy địa bàn chưa lập."))
    covers = Cover.objects.unscoped(why="who stands in on the beat in hand")
    there = covers.filter(beat=mine, ends_at__gt=F("starts_at")).within(starts_at, ends_at)
    running = list(there.order_by("starts_at"))
    keepings = Keeping.objects.unscoped(why="who keeps the beat in hand").filter(beat=mine)
    kept = keepings.within(starts_at, ends_at).order_by("starts_at").first()
    relieves = kept.officer_id if kept else None
    if running:
        relieves = running[0].stand_in_id
    if relieves == who.pk:
        raise CoveredAlready(
            _("%(name)s đang giữ chính địa bàn này. Chọn người khác.") % {"name": name_of(who)}
        )
    _cut(running, starts_at, ends_at)
    return _write(mine, who, relieves, starts_at, ends_at, beat=mine)


def _cut(covers: list[Cover], first: datetime, last: datetime) -> None:
    """Whoever stood in goes too: what they covered before and after this stretch stays theirs."""
    entry = current().entry
    for row in covers:
        start, end = row.starts_at, row.ends_at
        if end <= first or start >= last:
            continue
        shifts.shorten(row, start, max(start, first), entry)
        if end > last:
            Cover.objects.create(
                place_id=row.place_id, shift_id=row.shift_id, beat_id=row.beat_id,
                stand_in_id=row.stand_in_id, relieves_id=row.relieves_id, starts_at=last,
                ends_at=end, covered_in=entry,
            )  # fmt: skip


def _write(
    duty: Shift | Beat, who: Account, relieves: int | None, first: datetime, last: datetime,
    **what: Any,
) -> Cover:  # fmt: skip
    busy = _("Lúc ấy %(name)s đang làm thay cho người khác.") % {"name": name_of(who)}
    with refusing("cover_for_one_at_a_time", StandsInElsewhere, busy):
        made: Cover = Cover.objects.create(
            place_id=duty.place_id, stand_in=who, relieves_id=relieves, starts_at=first,
            ends_at=last, covered_in=current().entry, **what,
        )  # fmt: skip
    return made
