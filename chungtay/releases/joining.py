"""How a coming donor, a free place and a departure reach the steps (`blood.coming`)."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from chungtay.blood import coming
from chungtay.blood.actions import seats
from chungtay.blood.models import Ask, Call, Seat
from chungtay.doors.onward import leads_on
from chungtay.journal.act import current
from chungtay.journal.system import System
from chungtay.kit.errors import Refused
from chungtay.places.models import Place
from chungtay.releases.actions import begin, covering, ending, steps, texts
from chungtay.releases.actions.leaves import commands
from chungtay.releases.actions.steps import Step
from chungtay.releases.models import Release, Serving

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

COME, GAVE = {"blood.come", "blood.set_out"}, "blood.record_gift"
ANSWERED = {Release.Ending.DOCTOR, Release.Ending.DECLINED}
"""After these the same call does not ask for the same officer again."""
UNFINISHED = ANSWERED | {Release.Ending.SILENT, Release.Ending.LATE}


class Unfinished(Refused):
    code = "release.unfinished"


def hold(call: Call, ask: Ask, seat: Seat, at: datetime) -> coming.Held | None:
    """Keep the place of a donor on duty; nothing for everybody else, nor in reserve."""
    running = steps.running_of(ask)
    if running is not None:
        return _still(running, at)
    serving = _serving(ask)
    if serving is None or not covering.on_duty(serving.account_id, at):
        return None
    if no := _cannot(ask, serving):
        if current().entry.verb in COME:
            raise Unfinished(no)
        return None  # moved up by somebody else's act: the place is lost, as they may not set out
    if seat.number > call.units:
        return None
    begin(actor=System("releases"), at=at, place=_ward(serving, at), ask=ask, serving=serving)
    text = texts.begun(seats.donor_name(ask))
    return coming.Held(text, texts.begun_answers(ask))


def _cannot(ask: Ask, serving: Serving) -> "StrOrPromise":
    last = steps.last_of(ask)
    if last is not None and last.ending in ANSWERED:
        return _("Lần này anh/chị chưa đi được. Cảm ơn anh/chị đã sẵn lòng.")
    elsewhere = Release.objects.unscoped(why="whether they are coming to another call").running()
    if elsewhere.filter(account=serving.account_id).exists():
        return _("Anh/chị đang nhận một lời gọi khác. Xin xong lời ấy trước.")
    return ""


def _still(release: Release, at: datetime) -> coming.Held | None:
    clearance, leave = steps.clearance_of(release), steps.leave_of(release)
    step = steps.step_of(release, clearance, leave, covering.stands(release, leave, at))
    if step >= Step.GO:
        return None
    answers = texts.begun_answers(steps.ask_of(release)) if step is Step.SAY else []
    return coming.Held(texts.still(str(steps.WORDS[step])), answers)


def _serving(ask: Ask) -> Serving | None:
    rows = Serving.objects.unscoped(why="whether the donor who comes is an officer").standing()
    found: Serving | None = rows.filter(donor=ask.donor_id).select_related("account").first()
    return found


def _ward(serving: Serving, at: datetime) -> Place:
    """The commune of the first duty: its commander is asked."""
    duties = covering.duties_of(serving.account_id, at)
    place = Place.objects.get(pk=duties[0].place_id)
    return place if place.commune_id in {None, place.pk} else Place.objects.get(
        pk=place.commune_id
    )  # fmt: skip


def leave(ask: Ask, at: datetime) -> None:
    """Refuse a step out of order; who passed is on the way from now on."""
    release = steps.running_of(ask)
    if release is None:
        _without(ask, at)
        return
    clearance, asked = steps.clearance_of(release), steps.leave_of(release)
    step = steps.step_of(release, clearance, asked, covering.stands(release, asked, at))
    if step < Step.GO:
        raise steps.OutOfOrder(_missing(step, release))
    if step is Step.GO:
        release.left_at = at
        release.save(update_fields=["left_at"])


def _without(ask: Ask, at: datetime) -> None:
    """No steps are under way: they were not finished, or somebody on duty goes without them. That
    a gift was given meanwhile is a fact, and is recorded."""
    last = steps.last_of(ask)
    if last is not None and last.ending in UNFINISHED:
        missing = Step.COMMANDER if last.ending == Release.Ending.DECLINED else Step.DOCTOR
        raise steps.OutOfOrder(_missing(missing, last))
    serving = _serving(ask)
    if current().entry.verb == GAVE or serving is None or last is not None:
        return
    if covering.on_duty(serving.account_id, at):
        raise steps.OutOfOrder(steps.MISSING[Step.DOCTOR])


def _missing(step: Step, release: Release) -> "StrOrPromise":
    """What is missing; to a commander not that it is a doctor's word."""
    if step < Step.COMMANDER and commands(current().acting, release):
        return _("Người này chưa đi được: các bước chưa xong.")
    return steps.MISSING[step]


def free(call: Call, ask: Ask, at: datetime) -> None:
    ending.free_place(ask, at)


leads_on(
    "releases:own", "droplet", _("Tôi là người hiến máu"),
    _("để khi nhận lời trong ca trực có người lo từng bước"),
)  # fmt: skip
coming.on_coming(hold)
coming.on_leaving(leave)
coming.on_freed(free)
