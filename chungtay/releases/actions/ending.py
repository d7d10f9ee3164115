"""Step four, going; and every way in which it ends otherwise."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chungtay.blood.actions import cannot_come, endings, seats
from chungtay.blood.models import Ask, Seat
from chungtay.journal.act import NotAllowed, action, current, tell
from chungtay.journal.system import System
from chungtay.kit.acting import Acting
from chungtay.releases.actions import covering, steps, texts
from chungtay.releases.actions.telling import tell_officers
from chungtay.releases.models import Release, Told

Ending = Release.Ending
STAYS_COVERED = (Ending.GAVE,)
"""After a gift the cover lasts on: twelve hours of rest."""
TOLD = {Ending.SILENT: texts.silent, Ending.LATE: texts.too_late}
"""What the donor reads where no verb before has told them."""
KEEPS_THE_PLACE = (Ending.GAVE, Ending.FREE)


@action("releases.let_go", on="ask", sealed=True, words=_("mời người hiến lên đường"))
def let_go(*, actor: Acting, at: datetime, ask: Ask) -> None:
    """All steps are done: the donor is told where to come, and the minutes count as for anybody."""
    call = seats.lock(ask.call_id)
    seats.release_hold(call, ask, at)


@action("releases.withdraw", on="release", sealed=True, words=_("báo không đi hiến nữa"))
def withdraw(*, actor: Acting, at: datetime, release: Release) -> Release:
    """The officer, on their own page: "Tôi không đi được nữa". Place and cover end."""
    _call, locked = steps.lock(release)
    if locked.account is None or actor.actor_id != locked.account.actor_id:
        raise NotAllowed(_("Chỉ chính người ấy báo được."))
    if locked.ended_in_id is None:
        cannot_come(actor=System("releases"), at=at, ask=steps.ask_of(locked))
        locked.refresh_from_db()
    return locked


@action("releases.end", on="release", sealed=True, words=_("khép việc rời ca"))
def end(*, actor: Acting, at: datetime, release: Release, ending: str) -> Release:
    """It is over, once: the covers that are left end, whoever was to stand in and whoever approved
    are told, and the place is free where it is still held. Nobody is told why."""
    call, locked = steps.lock(release)
    if locked.ended_in_id is not None:
        return locked
    locked.ending, locked.ended_in = ending, current().entry
    locked.save(update_fields=["ending", "ended_in"])
    if not _stays_covered(locked):
        _uncover(locked, at)
    ask = steps.ask_of(locked)
    if (words := TOLD.get(Ending(ending))) is not None:
        tell(ask.actor_id, purpose=texts.PURPOSE, text=words())
    if ending not in KEEPS_THE_PLACE and not seats.closed(call):
        why = Seat.Freed.EXPIRED if ending == Ending.SILENT else Seat.Freed.RECALLED
        seats.free(call, ask, at, why)
        endings.no_place_left(ask)
    return locked


def _stays_covered(release: Release) -> bool:
    """After a gift; and where the call closed after they had set out: they are on the road, or on
    the machine, and what is recorded later still has its rest."""
    on_the_way = release.ending == Ending.CLOSED and release.left_at is not None
    return release.ending in STAYS_COVERED or on_the_way


def _uncover(release: Release, at: datetime) -> None:
    leave = steps.leave_of(release)
    if leave is None or not leave.granted or release.account is None:
        return
    ended = covering.take_out(release, at)
    told = Told.objects.unscoped(why="who was asked about the release in hand").filter(leave=leave)
    commanders = set(told.values_list("account__actor", flat=True))
    relieved = {row.stand_in.actor_id for row in ended}
    words = texts.off_duty_now if release.ending == Ending.FREE else texts.not_going
    tell_officers(commanders | relieved, words(release.account))
    for row in covering.left_over(release, leave, at):
        tell_officers(commanders, texts.still_covered(row, covering.called(row)[0], at))


def free_place(ask: Ask, at: datetime) -> None:
    """What `blood` says when a place is free: whatever was under way for it is over."""
    release = steps.running_of(ask)
    if release is None:
        return
    ending = Ending.WITHDREW
    if seats.gave(ask.pk):
        ending = Ending.GAVE
    elif seats.closed(seats.lock(ask.call_id)):
        ending = Ending.CLOSED
    end(actor=System("releases"), at=at, release=release, ending=ending)
