"""One turn of duty: who is there stretch by stretch, moved, taken off; and putting somebody on."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from chungtay.access.models import Account
from chungtay.access.visiting import acting_of, ask_first
from chungtay.kit import clock
from chungtay.kit.duty import may
from chungtay.places.models import Place
from chungtay.rosters import actions
from chungtay.rosters.keeping import called, officers_of
from chungtay.rosters.models import Cover, Shift, Watch
from chungtay.rosters.resting import lying_in
from chungtay.weeks import week
from chungtay.weeks.forms import ShiftForm
from chungtay.weeks.views.here import READ, formed, found, home, sent, ward_or_404
from chungtay.weeks.views.weeks import asked_day


@may("rosters.read")
@require_GET
def shift(request: HttpRequest, shift_id: int) -> HttpResponse:
    acting, at = acting_of(request), clock.now()
    mine = found(request, Shift, shift_id, READ, "watch", "officer")
    there = [
        piece for piece in week.pieces(mine.place_id, mine.starts_at, mine.ends_at)
        if piece.shift_id == mine.pk
    ]  # fmt: skip
    covers = Cover.objects.visible_to(acting).filter(shift=mine, ends_at__gt=at)
    running = {cover.starts_at: cover.pk for cover in covers.exclude(ended_in__isnull=False)}
    rows = [(piece, _state(piece), running.get(piece.starts_at)) for piece in there]
    over = mine.ends_at <= at or mine.taken_off_in_id is not None
    context = {
        "shift": mine, "officer": called(mine.officer.name, mine.officer.rank), "rows": rows,
        "stretch": week.stretch(mine.starts_at, mine.ends_at), "over": over,
        "may_plan": acting.may("rosters.move_shift", mine.place_id) and not mine.taken_off_in_id,
        "may_cover": acting.may("rosters.cover", mine.place_id) and not over,
    }  # fmt: skip
    return render(request, "weeks/pages/shift.html", context)


def _state(piece: week.Piece) -> str:
    """What a stretch is besides being kept: empty from when, or kept for somebody else."""
    if piece.empty_from:
        if piece.empty_from <= piece.starts_at:
            return _("vắng, còn trống")
        return _("vắng từ %(time)s, còn trống") % {"time": clock.time_of(piece.empty_from)}
    return ""


def _offered(place: Place, at: Any, but: Shift | None = None) -> dict[str, Any]:
    watches = Watch.objects.unscoped(why="the posts of a ward whose duty was checked")
    standing = watches.standing(at).filter(lying_in(place.pk)).order_by("name")
    officers = officers_of(place.pk, at)
    if but and but.officer not in officers:
        officers.append(but.officer)
    return {"watches": list(standing), "officers": officers}


@may("rosters.put_on_shift")
@require_http_methods(["GET", "POST"])
def put_on(request: HttpRequest) -> HttpResponse:
    place, at = ward_or_404(request, "rosters.put_on_shift"), clock.now()
    begun = {
        "watch": request.GET.get("cho", ""), "begins": "7:00", "ends": "19:00",
        "day": clock.day(asked_day(request, clock.today(at), "ngay")),
    }  # fmt: skip
    offered = _offered(place, at)
    form = ShiftForm(request.POST or None, at=at, initial=begun, **offered)

    def act(watch: int, officer: int, starts_at: Any, ends_at: Any, **_more: Any) -> Shift:
        chosen = next(one for one in offered["watches"] if one.pk == watch)
        return actions.put_on_shift(
            actor=acting_of(request), at=at, watch=chosen, starts_at=starts_at, ends_at=ends_at,
            officer=Account.objects.get(pk=officer),
        )  # fmt: skip

    done = sent(request, form, act, _("Đã xếp ca."), _week_of)
    return done or formed(
        request, form, heading=_("Xếp một ca trực"), verb=_("Xếp ca"), back=home(),
        page="weeks/pages/shift_form.html", no_watch=not offered["watches"],
    )  # fmt: skip


def _week_of(made: Shift) -> str:
    return reverse("weeks:week", query={"tuan": clock.today(made.starts_at).isoformat()})


def _address(made: Shift) -> str:
    return reverse("weeks:shift", args=[made.pk])


@may("rosters.move_shift")
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, shift_id: int) -> HttpResponse:
    at = clock.now()
    mine = found(request, Shift, shift_id, "rosters.move_shift", "watch", "officer")
    begun = {
        "watch": mine.watch_id, "officer": mine.officer_id, "day": clock.day(mine.starts_at),
        "begins": clock.time_of(mine.starts_at), "ends": clock.time_of(mine.ends_at),
    }  # fmt: skip
    offered = _offered(mine.place, at, mine)
    form = ShiftForm(request.POST or None, at=at, initial=begun, **offered)

    def act(watch: int, officer: int, starts_at: Any, ends_at: Any, **_more: Any) -> Shift:
        chosen = next(one for one in offered["watches"] if one.pk == watch)
        changed = officer != mine.officer_id
        return actions.move_shift(
            actor=acting_of(request), at=at, shift=mine, starts_at=starts_at, ends_at=ends_at,
            watch=chosen, officer=Account.objects.get(pk=officer) if changed else None,
        )  # fmt: skip

    done = sent(request, form, act, _("Đã sửa ca."), _address)
    return done or formed(
        request, form, heading=_("Sửa ca trực"), verb=_("Ghi lại"), back=_address(mine),
        back_title=mine.watch.name, page="weeks/pages/shift_form.html",
    )  # fmt: skip


@may("rosters.take_off_shift")
@require_http_methods(["GET", "POST"])
def take_off(request: HttpRequest, shift_id: int) -> HttpResponse:
    mine = found(request, Shift, shift_id, "rosters.take_off_shift", "watch", "officer")
    said = {"name": called(mine.officer.name, mine.officer.rank), "watch": mine.watch.name}
    return ask_first(
        request,
        lambda: actions.take_off_shift(actor=acting_of(request), at=clock.now(), shift=mine),
        _("Đã bỏ ca."),
        heading=_("Bỏ ca của %(name)s ở “%(watch)s”?") % said,
        body=_("Ca này thành không có, cả phần người khác trực thay. Muốn có lại thì xếp ca mới."),
        verb=_("Bỏ ca này"), keep=_("Giữ nguyên"), back=_address(mine), then=_week_of(mine),
    )  # fmt: skip
