"""The week of a ward, on the screen, on paper and as a workbook."""

from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from chungtay.access.visiting import acting_of
from chungtay.kit import clock
from chungtay.kit.clock import long_day
from chungtay.kit.duty import may
from chungtay.kit.errors import Refused
from chungtay.places.models import Place
from chungtay.rosters import actions
from chungtay.rosters.actions.weeks import monday
from chungtay.rosters.coverage import midnight
from chungtay.rosters.keeping import answers_now
from chungtay.rosters.staffing import staffing
from chungtay.weeks import week, workbook
from chungtay.weeks.forms import CopyForm
from chungtay.weeks.views.here import formed, home, ward, ward_or_404, wards

WEEK = timedelta(days=7)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PLAN = "rosters.put_on_shift"


def asked_day(request: HttpRequest, today: date, name: str = "tuan") -> date:
    """The day in the address, else today; what is no day is 404."""
    asked = request.GET.get(name, "")
    if not asked:
        return today
    try:
        return date.fromisoformat(asked)
    except ValueError:
        raise Http404 from None


@may("rosters.read")
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    place, at = ward(request), clock.now()
    acting, today = acting_of(request), clock.today(at)
    if place is None:
        return render(request, "weeks/pages/wards.html", {"wards": wards(acting)})
    first = monday(asked_day(request, today))
    context = _week(place, first, at) | {
        "spots": week.spots(place.pk, at, at + week.SOON),
        "answering": answers_now(place.pk, at),
        "away": _away(place, first),
        "may_plan": acting.may(PLAN, place.pk),
        "may_cover": acting.may("rosters.cover", place.pk),
        "may_count": acting.may("rosters.staffing", place.pk),
        "this_week": monday(today) == first,
        "before": (first - WEEK).isoformat(), "after": (first + WEEK).isoformat(),
        "also": f"&phuong={place.pk}" if "phuong" in request.GET else "",
    }  # fmt: skip
    return render(request, "weeks/pages/week.html", context)


def _week(place: Place, first: date, at: datetime) -> dict[str, Any]:
    shown = week.week_of(place.pk, first, at)
    return {"place": place, "week": shown, "first": first, "last": shown.last}


def _away(place: Place, first: date) -> list[tuple[Any, str]]:
    rows = week.away(place.pk, midnight(first), midnight(first + WEEK))
    return [(row, week.stretch(row.starts_at, row.ends_at)) for row in rows]


@may("rosters.read")
@require_GET
def printed(request: HttpRequest) -> HttpResponse:
    """The week on a sheet of A4 across, for the wall."""
    place, at = ward(request), clock.now()
    if place is None:
        return redirect("weeks:week")
    context = _week(place, monday(asked_day(request, clock.today(at))), at)
    return render(
        request, "weeks/pages/printed.html",
        context | {"answering": answers_now(place.pk, at), "at": clock.moment(at)},
    )  # fmt: skip


@may("rosters.read")
@require_GET
def book(request: HttpRequest) -> HttpResponse:
    """The week as an Excel file."""
    place, at = ward(request), clock.now()
    if place is None:
        return redirect("weeks:week")
    first = monday(asked_day(request, clock.today(at)))
    file = BytesIO()
    workbook.fill(file, week.week_of(place.pk, first, at))
    response = HttpResponse(file.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="ca-truc-{first:%Y%m%d}.xlsx"'
    return response


@may("rosters.copy_week")
@require_http_methods(["GET", "POST"])
def copy(request: HttpRequest) -> HttpResponse:
    """Plan a week as another was; what could not be copied is listed with the reason."""
    place, at = ward_or_404(request, "rosters.copy_week"), clock.now()
    first = monday(asked_day(request, clock.today(at)))
    begun = {"source": clock.day(first), "into": clock.day(first + WEEK)}
    form = CopyForm(request.POST or None, at=at, initial=begun)
    left_out = []
    if request.method == "POST" and form.is_valid():
        try:
            copied = actions.copy_week(
                actor=acting_of(request), at=at, place=place, **form.cleaned_data
            )
        except Refused as refused:
            form.add_error("into", str(refused.sentence))
        else:
            done = ngettext("Đã xếp %(n)s ca.", "Đã xếp %(n)s ca.", len(copied.made))
            messages.success(request, done % {"n": len(copied.made)})
            left_out = [
                (out.shift.watch.name, week.stretch(out.shift.starts_at, out.shift.ends_at),
                 out.sentence) for out in copied.left_out
            ]  # fmt: skip
            if not left_out:
                into = monday(form.cleaned_data["into"])
                return redirect(reverse("weeks:week", query={"tuan": into.isoformat()}))
    return formed(
        request, form, heading=_("Chép ca của một tuần sang tuần khác"), verb=_("Chép tuần này"),
        back=home(), page="weeks/pages/copy.html", left_out=left_out,
    )  # fmt: skip


@may("rosters.staffing")
@require_GET
def count(request: HttpRequest) -> HttpResponse:
    """How many are at their posts on a day, and how many are away; numbers only."""
    place, at = ward_or_404(request, "rosters.staffing"), clock.now()
    day = asked_day(request, clock.today(at), "ngay")
    counted = staffing(place.pk, day)
    reasons = counted.by_reason
    said = [(reason.label, number) for reason, number in reasons.items()] if reasons else []
    context = {
        "place": place, "counted": counted, "day": day, "shown": long_day(day), "reasons": said,
        "before": (day - timedelta(days=1)).isoformat(),
        "after": (day + timedelta(days=1)).isoformat(),
    }  # fmt: skip
    return render(request, "weeks/pages/staffing.html", context)
