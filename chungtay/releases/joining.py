"""How a coming donor, a free place and a departure reach the steps (`blood.coming`)."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chungtay.blood import coming
from chungtay.blood.actions import seats
from chungtay.blood.models import Ask, Call, Seat
from chungtay.doors.onward import leads_on
from chungtay.journal.act import current, tell
from chungtay.journal.system import System
from chungtay.places.models import Place
from chungtay.releases.actions import begin, changing, covering, ending, steps, texts
from chungtay.releases.actions.doctors import Unfinished
from chungtay.releases.actions.leaves import commands
from chungtay.releases.actions.steps import Step
from chungtay.releases.models import Release, Serving
from chungtay.releases.models.releases import ANSWERED

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

COME, GAVE = {"blood.come", "blood.set_out"}, "blood.record_gift"
UNFINISHED = {*ANSWERED, Release.Ending.SILENT, Release.Ending.LATE}


def hold(call: Call, ask: Ask, seat: Seat, at: datetime) -> coming.Held | None:
    """Keep the place of a donor on duty; nothing for everybody else, nor in reserve."""
    running = steps.running_of(ask)
    if running is not None:
        return _still(running, at)
    serving = changing.word_of(ask)
    if serving is None or not covering.on_duty(serving.account_id, at):
        return None
    verb, name = current().entry.verb, seats.donor_name(ask)
    try:
        if no := changing.cannot(ask, serving):
            raise Unfinished(no)
        if seat.number > call.units:
            return None
        begin(actor=System("releases"), at=at, place=_ward(serving, at), ask=ask, serving=serving)
    except Unfinished:
        if verb in COME:
            raise
        return None  # moved up by somebody else's act: the place is lost, as they may not set out
    duties = covering.duties_of(serving.account_id, at)
    late = verb == "releases.come_on_duty"
    text = texts.begun_late(name, duties) if late else texts.begun(name)
    return coming.Held(text, texts.begun_answers(ask))


def among(asks: Collection[int]) -> set[int]:
    """Those whose donor is an officer by their own word, or whose steps are under way."""
    rows = Ask.objects.unscoped(why="which of those who answer are officers").filter(pk__in=asks)
    words = Serving.objects.unscoped(why="which of those who answer are officers").standing()
    running = Release.objects.unscoped(why="whose steps are under way").running()
    found = rows.filter(Q(donor__in=words.values("donor")) | Q(pk__in=running.values("ask")))
    return set(found.values_list("pk", flat=True))


def _still(release: Release, at: datetime) -> coming.Held | None:
    clearance, leave = steps.clearance_of(release), steps.leave_of(release)
    step = steps.step_of(release, clearance, leave, covering.stands(release, leave, at))
    if step >= Step.GO:
        return None
    answers = texts.begun_answers(steps.ask_of(release)) if step is Step.SAY else []
    return coming.Held(texts.still(str(steps.WORDS[step])), answers)


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
    serving = changing.word_of(ask)
    if serving is None or last is not None or not covering.on_duty(serving.account_id, at):
        return
    if current().entry.verb != GAVE:
        raise steps.OutOfOrder(steps.MISSING[Step.DOCTOR])
    duties = covering.duties_of(serving.account_id, at)
    tell(ask.actor_id, purpose=texts.PURPOSE, text=texts.rest_first(duties), urgent=True)


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
coming.on_coming(hold, among=among)
coming.on_leaving(leave)
coming.on_freed(free)
