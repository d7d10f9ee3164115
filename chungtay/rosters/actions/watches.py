"""Posts to keep: opened and closed."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chungtay.journal.act import action, current
from chungtay.kit.acting import Acting
from chungtay.kit.vietnamese import fold
from chungtay.places.models import Place
from chungtay.rosters.actions.checks import AlreadyNamed, NoName, NotStanding, refusing
from chungtay.rosters.actions.shifts import move_shift, take_off_shift
from chungtay.rosters.models import Shift, Watch
from chungtay.rosters.models.watches import MOST


@action("rosters.open_watch", words=_("lập một chốt trực"))
def open_watch(
    *, actor: Acting, at: datetime, place: Place, kind: Watch.Kind, name: str, needed: int = 1,
    strenuous: bool = False,
) -> Watch:  # fmt: skip
    """A post to keep from `at` on, with so many officers at once. `strenuous` asks for driving,
    height or bodily force."""
    watch = Watch(
        place=place, kind=kind, name=" ".join(name.split()), needed=needed, strenuous=strenuous,
        opened_at=at, opened_in=current().entry,
    )  # fmt: skip
    watch.folded = fold(watch.name)
    if not watch.folded:
        raise NoName(_("Ghi tên chỗ trực, như “Trực ban” hay “Chốt kiệt 12”."))
    if not 1 <= needed <= MOST:
        raise NoName(_("Mỗi lúc cần từ 1 đến %(most)s người.") % {"most": MOST})
    with refusing("watch_named_once", AlreadyNamed, _("Phường đã có một chỗ trực tên như thế.")):
        watch.save()
    return watch


@action("rosters.close_watch", on="watch", words=_("thôi một chốt trực"))
def close_watch(*, actor: Acting, at: datetime, watch: Watch) -> Watch:
    """Nobody keeps it from `at` on: turns that run end then, those to come are taken off."""
    mine = standing(watch)
    if at <= mine.opened_at:
        raise NotStanding(_("Chỗ trực chỉ thôi được sau lúc lập."))
    shifts = Shift.objects.unscoped(why="the turns of the watch that is closed")
    for shift in shifts.standing().filter(watch=mine, ends_at__gt=at).order_by("pk"):
        if shift.starts_at >= at:
            take_off_shift(actor=actor, at=at, shift=shift)
        else:
            move_shift(actor=actor, at=at, shift=shift, starts_at=shift.starts_at, ends_at=at)
    mine.closed_at, mine.closed_in = at, current().entry
    mine.save(update_fields=["closed_at", "closed_in"])
    return mine


def standing(watch: Watch) -> Watch:
    """The watch's row, locked; refused if it is closed."""
    rows = Watch.objects.unscoped(why="the watch an act concerns, checked by its duty")
    mine: Watch = rows.select_for_update(no_key=True).get(pk=watch.pk)
    if mine.closed_in_id is not None:
        raise NotStanding(_("Chỗ trực này đã thôi."))
    return mine
