"""Choosing who stands in, for a stretch of a shift or of a beat."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chungtay.access.models import Account
from chungtay.access.visiting import acting_of, ask_first
from chungtay.kit import clock
from chungtay.kit.duty import may
from chungtay.rosters import actions
from chungtay.rosters.keeping import Duty, StandIn, answers_now, called, stand_ins
from chungtay.rosters.models import Beat, Cover, Presence, Shift
from chungtay.rosters.resting import of_ward
from chungtay.weeks import week
from chungtay.weeks.forms import CoverForm, StretchForm, offer
from chungtay.weeks.views.here import formed, found, home, sent

DAY = timedelta(days=1)
STRETCH = (("tu", "starts_at"), ("den", "ends_at"))
Stretch = tuple[datetime, datetime]


def _asked(request: HttpRequest, name: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _stretch(request: HttpRequest, at: datetime, begins: datetime, ends: datetime) -> Stretch:
    """What the address asks for, else from now (or the beginning) to the end."""
    first, last = _asked(request, "tu") or max(at, begins), _asked(request, "den") or ends
    return (first, last) if first < last else (begins, ends)


@may("rosters.cover")
@require_http_methods(["GET", "POST"])
def cover_shift(request: HttpRequest, shift_id: int) -> HttpResponse:
    at = clock.now()
    mine = found(request, Shift, shift_id, "rosters.cover", "watch")
    begins, ends = _stretch(request, at, mine.starts_at, mine.ends_at)
    there = Presence.objects.unscoped(why="who has the turn that somebody is sought for")
    held = there.filter(shift=mine).within(begins, ends).order_by("starts_at").first()
    whose = held.officer_id if held else mine.officer_id
    duty = Duty("shift", mine.watch.name, mine.pk, None, mine.place_id, whose, begins, ends)
    back = reverse("weeks:shift", args=[mine.pk])
    return _choose(request, at, mine, duty, back, mine.watch.name)


@may("rosters.cover")
@require_http_methods(["GET", "POST"])
def cover_beat(request: HttpRequest, beat_id: int) -> HttpResponse:
    at = clock.now()
    mine = found(request, Beat, beat_id, "rosters.cover")
    begins, ends = _stretch(request, at, at, at + DAY)
    answering = {one.beat_id: one for one in answers_now(mine.place_id, begins)}
    whose = answering[mine.pk].keeper_id if mine.pk in answering else None
    duty = Duty("beat", mine.name, None, mine.pk, mine.place_id, whose or 0, begins, ends)
    return _choose(request, at, mine, duty, reverse("weeks:beat", args=[mine.pk]), mine.name)


def _choose(
    request: HttpRequest, at: datetime, row: Shift | Beat, duty: Duty, back: str, title: str
) -> HttpResponse:
    begins, ends = duty.starts_at, duty.ends_at
    if request.method == "POST" and "look" in request.POST:
        looked = StretchForm(request.POST, at=at)
        if looked.is_valid():
            told = {name: looked.cleaned_data[key] for name, key in STRETCH}
            return redirect(
                f"{request.path}?{urlencode({k: v.isoformat() for k, v in told.items()})}"
            )
    free = stand_ins([duty], begins, ends, at)
    form = CoverForm(request.POST or None, at=at, initial=CoverForm.begun(begins, ends))
    offer(form, "stand_in", _offered(free, request, of_ward(duty.place_id, at)))

    def act(stand_in: int, starts_at: datetime, ends_at: datetime, **_more: Any) -> Cover:
        return actions.cover(
            actor=acting_of(request), at=at, duty=row, starts_at=starts_at, ends_at=ends_at,
            stand_in=Account.objects.get(pk=stand_in),
        )  # fmt: skip

    done = sent(request, form, act, _("Đã ghi người làm thay."), lambda made: back)
    asked = {"title": duty.title, "stretch": week.stretch(begins, ends)}
    return done or formed(
        request, form, heading=_("Ai làm thay ở “%(title)s”?") % asked, verb=_("Chọn người này"),
        lead=asked["stretch"], back=back, back_title=title, page="weeks/pages/cover.html",
        nobody=not free, home=home(),
    )  # fmt: skip


def _offered(free: list[StandIn], request: HttpRequest, here: Any) -> list[tuple[int, str]]:
    """Each with what speaks for them. Who was offered when the page was made and is no longer free
    stays among the choices: the verb then says why not. Who is not `here` was never offered."""
    offered = [(one.account_id, f"{called(one.name, one.rank)} | {one.words}") for one in free]
    sent_id = request.POST.get("stand_in", "")
    if sent_id.isdecimal() and int(sent_id) not in {pk for pk, _words in offered}:
        gone = Account.objects.filter(pk__in=here).filter(pk=int(sent_id)).first()
        if gone:
            offered.append((gone.pk, called(gone.name, gone.rank)))
    return offered


@may("rosters.end_cover")
@require_http_methods(["GET", "POST"])
def end_cover(request: HttpRequest, cover_id: int) -> HttpResponse:
    mine = found(request, Cover, cover_id, "rosters.end_cover", "stand_in", "beat", "shift")
    name = called(mine.stand_in.name, mine.stand_in.rank)
    shift = mine.shift_id is not None
    back = reverse(*("weeks:shift", None, [mine.shift_id]) if shift else
                   ("weeks:beat", None, [mine.beat_id]))  # fmt: skip
    return ask_first(
        request,
        lambda: actions.end_cover(actor=acting_of(request), at=clock.now(), cover=mine),
        _("Từ giờ này người giữ lại tự lo."),
        heading=_("%(name)s thôi làm thay?") % {"name": name},
        body=_("Từ bây giờ việc về lại người vốn giữ. Người ấy còn vắng thì chỗ này thành trống."),
        verb=_("Thôi làm thay"), keep=_("Giữ nguyên"), back=back,
    )  # fmt: skip
