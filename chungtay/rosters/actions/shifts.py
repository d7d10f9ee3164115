"""Turns of duty: put on, moved, taken off."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from chungtay.access.models import Account
from chungtay.journal.act import action, current
from chungtay.journal.models import Entry
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.places.models import Place
from chungtay.rosters.actions.checks import (
    AwkwardTime,
    NotStanding,
    check_not_away,
    check_of_ward,
    check_order,
    lock,
    name_of,
    refusing,
)
from chungtay.rosters.duties import without
from chungtay.rosters.models import Cover, Presence, Shift, Watch
from chungtay.rosters.models.watches import LONGEST
from chungtay.rosters.resting import Turn, rest, too_near, turns


class OnShiftAlready(Refused):
    code = "on_shift_already"


class RestTooShort(Refused):
    code = "rest_too_short"


class TakenOff(Refused):
    code = "shift_taken_off"


@action("rosters.put_on_shift", on="watch", words=_("xếp một ca trực"))
def put_on_shift(
    *, actor: Acting, at: datetime, watch: Watch, officer: Account, starts_at: datetime,
    ends_at: datetime,
) -> Shift:  # fmt: skip
    """This officer keeps this watch from `starts_at` to `ends_at`."""
    check_watch(watch, starts_at, ends_at)
    who = lock(officer)
    check_free(who, watch.place, starts_at, ends_at)
    shift: Shift = Shift.objects.create(
        place_id=watch.place_id, watch=watch, officer=who, starts_at=starts_at, ends_at=ends_at,
        put_in=current().entry,
    )  # fmt: skip
    settle(shift)
    return shift


@action("rosters.move_shift", on="shift", words=_("sửa một ca trực"))
def move_shift(
    *, actor: Acting, at: datetime, shift: Shift, starts_at: datetime, ends_at: datetime,
    officer: Account | None = None, watch: Watch | None = None,
) -> Shift:  # fmt: skip
    """Other hours, another officer, or another watch. Covers stay as far as they still lie in it;
    with another officer they end."""
    mine, entry = standing(shift), current().entry
    where = watch or _watch_of(mine)
    if where.place_id != mine.place_id:
        raise NotStanding(_("Ca trực chỉ dời sang chỗ trực cùng phường."))
    check_watch(where, starts_at, ends_at)
    who = lock(officer or mine.officer)
    if officer is not None or not (mine.starts_at <= starts_at and ends_at <= mine.ends_at):
        check_free(who, where.place, starts_at, ends_at, but_shift=mine.pk)
    changed = who.pk != mine.officer_id
    mine.officer, mine.watch, mine.moved_in = who, where, entry
    mine.starts_at, mine.ends_at = starts_at, ends_at
    mine.save(update_fields=["officer", "watch", "moved_in", "starts_at", "ends_at"])
    for cover in covers_of(mine):
        first, last = max(cover.starts_at, starts_at), min(cover.ends_at, ends_at)
        if changed or first >= last:
            last = first = cover.starts_at
        if (first, last) != (cover.starts_at, cover.ends_at):
            shorten(cover, first, last, entry)
    settle(mine)
    return mine


@action("rosters.take_off_shift", on="shift", words=_("bỏ một ca trực"))
def take_off_shift(*, actor: Acting, at: datetime, shift: Shift) -> Shift:
    """The turn is not: nobody keeps it, nor stands in for it."""
    mine, entry = standing(shift), current().entry
    mine.taken_off_in = entry
    mine.save(update_fields=["taken_off_in"])
    for cover in covers_of(mine):
        shorten(cover, cover.starts_at, cover.starts_at, entry)
    settle(mine)
    return mine


def standing(shift: Shift) -> Shift:
    """The turn's row, locked, with its officer; refused if it was taken off."""
    rows = Shift.objects.unscoped(why="the turn an act concerns, checked by its duty")
    locked = rows.select_for_update(no_key=True, of=("self",)).select_related("officer")
    mine: Shift = locked.get(pk=shift.pk)
    if mine.taken_off_in_id is not None:
        raise TakenOff(_("Ca trực này đã bỏ."))
    return mine


def covers_of(shift: Shift) -> list[Cover]:
    """Who stands in for a turn, in order; those that were ended before they began left out."""
    rows = Cover.objects.unscoped(why="who stands in for the turn in hand")
    return list(rows.filter(shift=shift, ends_at__gt=F("starts_at")).order_by("starts_at"))


def shorten(cover: Cover, first: datetime, last: datetime, entry: Entry) -> None:
    cover.starts_at, cover.ends_at, cover.ended_in = first, last, entry
    cover.save(update_fields=["starts_at", "ends_at", "ended_in"])


def settle(shift: Shift) -> None:
    """Make who is where anew from a turn and its covers; refused where somebody would be twice."""
    rows = Presence.objects.unscoped(why="who is where in the turn in hand")
    rows.filter(shift=shift).delete()
    if shift.taken_off_in_id is not None:
        return
    covers = covers_of(shift)
    own = without((shift.starts_at, shift.ends_at), [(c.starts_at, c.ends_at) for c in covers])
    made = [
        Presence(place_id=shift.place_id, shift=shift, officer_id=shift.officer_id,
                 starts_at=start, ends_at=end)
        for start, end in own
    ]  # fmt: skip
    made += [
        Presence(place_id=shift.place_id, shift=shift, cover=c, officer_id=c.stand_in_id,
                 starts_at=c.starts_at, ends_at=c.ends_at)
        for c in covers
    ]  # fmt: skip
    twice = _("Lúc ấy người này đang trực ở chỗ khác. Chọn người khác hoặc giờ khác.")
    with refusing("presence_once_at_a_time", OnShiftAlready, twice):
        Presence.objects.bulk_create(made)


def check_watch(watch: Watch, starts_at: datetime, ends_at: datetime) -> None:
    check_order(starts_at, ends_at)
    if ends_at - starts_at > LONGEST:
        raise AwkwardTime(_("Một ca dài nhất 24 giờ. Chia thành hai ca, hai người."))
    rows = Watch.objects.unscoped(why="the watch an act concerns, checked by its duty")
    stands = rows.select_for_update(no_key=True).get(pk=watch.pk)
    if starts_at < stands.opened_at or (stands.closed_at and ends_at > stands.closed_at):
        raise NotStanding(_("Lúc ấy “%(name)s” chưa lập hay đã thôi.") % {"name": stands.name})


def check_free(
    officer: Account, place: Place, starts_at: datetime, ends_at: datetime, *, but_shift: int = 0
) -> None:
    """Refuse who is not of the ward, away, on duty elsewhere, or would not have rested."""
    check_of_ward(officer, place.pk, starts_at)
    check_not_away(officer, starts_at, ends_at)
    least = rest(place, starts_at)
    near = turns([officer.pk], starts_at - least, ends_at + least, but_shift=but_shift)
    check_rest(officer, near, starts_at, ends_at, least)


def check_rest(
    officer: Account, near: Sequence[Turn], starts_at: datetime, ends_at: datetime, least: timedelta
) -> None:
    turn = too_near(near, starts_at, ends_at, least)
    if turn is None:
        return
    said = {
        "name": name_of(officer), "title": turn.title, "first": clock.moment(turn.starts_at),
        "last": clock.moment(turn.ends_at), "hours": f"{least.total_seconds() / 3600:g}",
    }  # fmt: skip
    if too_near(near, starts_at, ends_at, timedelta(0)):
        raise OnShiftAlready(
            _("%(name)s đang trực “%(title)s” từ %(first)s đến %(last)s. Chọn người khác.") % said
        )
    raise RestTooShort(
        _(
            "%(name)s trực “%(title)s” từ %(first)s đến %(last)s: giữa hai ca cần nghỉ "
            "%(hours)s\u00a0giờ. Chọn người khác hoặc giờ khác."
        )
        % said
    )


def _watch_of(shift: Shift) -> Watch:
    rows = Watch.objects.unscoped(why="the watch of the turn in hand")
    found: Watch = rows.select_related("place").get(pk=shift.watch_id)
    return found
