"""A duty that came after a place was taken, and one that went while the steps are under way.

The roster knows nothing of donors, so it is looked at every minute (`tasks`): shifts put on, moved
and taken off, beats given and taken back, absences and covers all count alike.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from chungtay.blood.actions import seats
from chungtay.blood.models import Ask, Call, CallClosure, Seat
from chungtay.journal.act import action, tell
from chungtay.journal.system import System
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.recruiting.answering import USUAL
from chungtay.releases.actions import covering, steps, texts
from chungtay.releases.actions.doctors import ANOTHER
from chungtay.releases.actions.ending import end, let_go
from chungtay.releases.models import Release, Serving
from chungtay.releases.models.releases import ANSWERED

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class NothingChanged(Refused):
    code = "release.nothing_changed"


@action("releases.come_on_duty", on="ask", sealed=True, words=_("thấy người giữ chỗ có ca trực"))
def come_on_duty(*, actor: Acting, at: datetime, ask: Ask) -> None:
    """Whoever holds a place has a duty now and has not set out: the steps begin."""
    call = seats.lock(ask.call_id)
    seats.still_open(call, at)
    seat = seats.of(call, ask)
    if seat is None or seat.number > call.units or not _begins(ask, seat, at):
        raise NothingChanged(_("Người này không giữ chỗ, hoặc không có ca trực."))
    seats.settle(call, ask, seat, at)


@action("releases.go_off_duty", on="release", sealed=True, words=_("thấy ca trực không còn"))
def go_off_duty(*, actor: Acting, at: datetime, release: Release) -> None:
    """Nothing is left to be covered: they go as any donor does, without waiting further. Where a
    published rule wants a doctor's word, that is still waited for."""
    call, locked = steps.lock(release)
    steps.still_running(call, locked, at)
    if not _over(locked, at):
        raise NothingChanged(_("Ca trực vẫn còn, hoặc còn chờ bác sĩ."))
    system, ask = System("releases"), steps.ask_of(locked)
    tell(ask.actor_id, purpose=texts.PURPOSE, text=texts.duty_gone(), urgent=True)
    end(actor=system, at=at, release=locked, ending=Release.Ending.FREE)
    let_go(actor=system, at=at, ask=ask)


def on_duty_now(at: datetime) -> list[Ask]:
    """Whose duty came after their place was taken, in every ward."""
    held = Seat.objects.unscoped(why="who holds a place, in every ward").filter(freed_in=None)
    asks = Ask.objects.unscoped(why="who holds a place, in every ward")
    calls = Call.objects.unscoped(why="calls that run, in every ward").filter(deadline__gt=at)
    closed = CallClosure.objects.unscoped(why="calls that run, in every ward").values("call")
    words = Serving.objects.unscoped(why="officers who hold a place, in every ward").standing()
    busy = Release.objects.unscoped(why="whose steps are under way").running().values("account")
    officers = words.exclude(account__in=busy).values("donor")
    units = dict(calls.exclude(pk__in=closed).values_list("pk", "units"))
    seated = {
        seat.ask_id: seat
        for seat in held.filter(call__in=units)
        if seat.number <= units[seat.call_id]
    }
    found = asks.filter(pk__in=seated, donor__in=officers).order_by("pk")
    return [ask for ask in found if _begins(ask, seated[ask.pk], at)]


def off_duty_now(at: datetime) -> list[Release]:
    """Whose duty went while the steps are under way, in every ward."""
    rows = Release.objects.unscoped(why="what is under way, in every ward").running()
    calls = Call.objects.unscoped(why="calls that run, in every ward").filter(deadline__gt=at)
    waiting = rows.filter(left_at=None, call__in=calls.values("pk")).select_related("account")
    return [release for release in waiting.order_by("pk") if _over(release, at)]


def _begins(ask: Ask, seat: Seat, at: datetime) -> bool:
    word = word_of(ask)
    if word is None or seats.gave(ask.pk) or _on_the_way(ask, seat, at):
        return False
    return covering.on_duty(word.account_id, at) and not cannot(ask, word)


def _on_the_way(ask: Ask, seat: Seat, at: datetime) -> bool:
    """Said to have set out, or by now they must have, to be there when they said."""
    said = seats.arrival(seat)
    if said is None:
        return False
    journey = timedelta(minutes=USUAL.journey(ask.distance_km))
    return said.minutes == 0 or at >= said.arrives_at - journey


def _over(release: Release, at: datetime) -> bool:
    if release.left_at is not None or covering.still_needed(release, at):
        return False
    clearance = steps.clearance_of(release)
    return clearance is None or not clearance.code or bool(clearance.result)


def word_of(ask: Ask) -> Serving | None:
    """The officer who the donor of this ask is."""
    rows = Serving.objects.unscoped(why="whether the donor who comes is an officer").standing()
    found: Serving | None = rows.filter(donor=ask.donor_id).select_related("account").first()
    return found


def cannot(ask: Ask, word: Serving) -> "StrOrPromise":
    """Why the steps cannot begin for them; "" when they can."""
    last = steps.last_of(ask)
    if last is not None and last.ending in ANSWERED:
        return _("Lần này anh/chị chưa đi được. Cảm ơn anh/chị đã sẵn lòng.")
    elsewhere = Release.objects.unscoped(why="whether they are coming to another call").running()
    return ANOTHER if elsewhere.filter(account=word.account_id).exists() else ""
