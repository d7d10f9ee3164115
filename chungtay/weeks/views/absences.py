"""Telling that one is away, and coming back. The reason is shown to the officer alone."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chungtay.access.models import Account
from chungtay.access.visiting import acting_of, ask_first, own_place
from chungtay.kit import clock
from chungtay.kit.duty import may
from chungtay.rosters import actions
from chungtay.rosters.actions.absences import FOR_OTHERS
from chungtay.rosters.keeping import called, officers_of
from chungtay.rosters.models import Absence
from chungtay.weeks import week
from chungtay.weeks.forms import AbsenceForm
from chungtay.weeks.views.here import formed, found, home, sent


def _back(request: HttpRequest, officer: Account) -> str:
    if officer.pk == acting_of(request).account.pk:
        return reverse("weeks:mine")
    return reverse("weeks:officer", args=[officer.pk])


@may("rosters.mark_absent")
@require_http_methods(["GET", "POST"])
def mark(request: HttpRequest) -> HttpResponse:
    acting, at = acting_of(request), clock.now()
    place = own_place(request, "rosters.mark_absent")
    plans = acting.may(FOR_OTHERS, place.pk)
    officers = officers_of(place.pk, at) if plans else []
    begun = AbsenceForm.begun(at, None) | {"officer": request.GET.get("ai", acting.account.pk)}
    form = AbsenceForm(request.POST or None, at=at, officers=officers, initial=begun)

    def act(
        reason: str, starts_at: datetime, ends_at: datetime | None, officer: int = 0, **_more: Any
    ) -> Absence:
        who = Account.objects.get(pk=officer) if officer else acting.account
        return actions.mark_absent(
            actor=acting, at=at, place=place, officer=who, reason=Absence.Reason(reason),
            starts_at=starts_at, ends_at=ends_at,
        )  # fmt: skip

    done = sent(
        request, form, act, _("Đã ghi lần vắng. Lịch trực cho thấy chỗ nào cần người thay."),
        lambda made: home() if plans else _back(request, made.officer),
    )  # fmt: skip
    return done or formed(
        request, form, heading=_("Báo vắng"), verb=_("Báo vắng"), page="weeks/pages/absent.html",
        back=home() if plans else reverse("weeks:mine"),
        back_title=_("Ca trực") if plans else _("Ca của tôi"),
    )  # fmt: skip


def _theirs(request: HttpRequest, row: Absence) -> HttpResponse | None:
    """Where whoever may not change this absence is sent: it is not one's own, nor does one plan."""
    acting = acting_of(request)
    if row.officer_id == acting.account.pk or acting.may(FOR_OTHERS, row.place_id):
        return None
    messages.error(request, _("Sửa lần vắng của người khác là việc của người xếp ca."))
    return redirect("weeks:officer", row.officer_id)


@may("rosters.correct_absence")
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, absence_id: int) -> HttpResponse:
    """Other days or another reason. Whoever is not the officer chooses the reason anew: the one
    that stands is not shown to them."""
    acting, at = acting_of(request), clock.now()
    row: Absence = found(request, Absence, absence_id, "rosters.correct_absence", "officer")
    if elsewhere := _theirs(request, row):
        return elsewhere
    begun: dict[str, Any] = AbsenceForm.begun(row.starts_at, row.ends_at)
    if row.officer_id == acting.account.pk:
        begun["reason"] = row.reason
    form = AbsenceForm(request.POST or None, at=at, officers=[], initial=begun)

    def act(reason: str, starts_at: datetime, ends_at: datetime | None, **_more: Any) -> Absence:
        return actions.correct_absence(
            actor=acting, at=at, absence=row, reason=Absence.Reason(reason), starts_at=starts_at,
            ends_at=ends_at,
        )  # fmt: skip

    back = _back(request, row.officer)
    done = sent(request, form, act, _("Đã sửa lần vắng."), lambda made: back)
    name = called(row.officer.name, row.officer.rank)
    return done or formed(
        request, form, heading=_("Sửa lần vắng của %(name)s") % {"name": name},
        verb=_("Ghi lại"), back=back, back_title=name, page="weeks/pages/absent.html",
    )  # fmt: skip


@may("rosters.end_absence")
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, absence_id: int) -> HttpResponse:
    row: Absence = found(request, Absence, absence_id, "rosters.end_absence", "officer")
    if elsewhere := _theirs(request, row):
        return elsewhere
    said = {"name": called(row.officer.name, row.officer.rank),
            "stretch": week.stretch(row.starts_at, row.ends_at)}  # fmt: skip
    return ask_first(
        request,
        lambda: actions.end_absence(actor=acting_of(request), at=clock.now(), absence=row),
        _("Đã ghi là trở lại."),
        heading=_("%(name)s trở lại từ bây giờ?") % said,
        body=_("Đang ghi vắng %(stretch)s. Ai làm thay thì vẫn làm cho đến khi thôi.") % said,
        verb=_("Trở lại từ bây giờ"), keep=_("Chưa"), back=_back(request, row.officer),
        tone="primary",
    )  # fmt: skip


@may("rosters.take_back_absence")
@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, absence_id: int) -> HttpResponse:
    row: Absence = found(request, Absence, absence_id, "rosters.take_back_absence", "officer")
    if elsewhere := _theirs(request, row):
        return elsewhere
    said = {"name": called(row.officer.name, row.officer.rank),
            "stretch": week.stretch(row.starts_at, row.ends_at)}  # fmt: skip
    return ask_first(
        request,
        lambda: actions.take_back_absence(actor=acting_of(request), at=clock.now(), absence=row),
        _("Đã bỏ lần vắng ghi nhầm."),
        heading=_("Bỏ lần vắng %(stretch)s của %(name)s?") % said,
        body=_("Coi như không vắng lần nào. Nếu có vắng mà đã về, chọn “Trở lại” thay vì bỏ."),
        verb=_("Bỏ lần này"), keep=_("Giữ nguyên"), back=_back(request, row.officer),
    )  # fmt: skip
