"""One officer's turns: one's own, a colleague's, and the address of a calendar."""

from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from chungtay.access import links
from chungtay.access.models import Account, Post
from chungtay.access.visiting import acting_of, ask_first, own_place
from chungtay.kit import clock
from chungtay.kit.duty import may
from chungtay.people.reading import places
from chungtay.rosters import actions
from chungtay.rosters.actions.absences import FOR_OTHERS
from chungtay.rosters.actions.calendars import PURPOSE, living
from chungtay.rosters.actions.weeks import monday
from chungtay.rosters.coverage import midnight
from chungtay.rosters.keeping import called, duties
from chungtay.rosters.models import Absence
from chungtay.rosters.resting import OFFICERS
from chungtay.weeks import calendars, week
from chungtay.weeks.views.here import READ
from chungtay.weeks.views.weeks import WEEK, asked_day


@may("rosters.read")
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    at, account = clock.now(), acting_of(request).account
    return _shown(request, account, at, own=True)


@may("rosters.read")
@require_GET
def officer(request: HttpRequest, account_id: int) -> HttpResponse:
    """A colleague of the ward: when and where on duty, when away, and nothing of why."""
    acting, at = acting_of(request), clock.now()
    posts = Post.objects.held_at(at).filter(role__in=OFFICERS, place__in=places(acting, READ))
    rows = Account.objects.filter(pk__in=posts.values("account"))
    account = get_object_or_404(rows, pk=account_id)
    return _shown(request, account, at, own=account.pk == acting.account.pk)


def _shown(request: HttpRequest, account: Account, at: datetime, *, own: bool) -> HttpResponse:
    acting = acting_of(request)
    first = monday(asked_day(request, clock.today(at)))
    begins, ends = midnight(first), midnight(first + WEEK)
    kept = duties(account.pk, begins, ends)
    days = [first + timedelta(days=n) for n in range(7)]
    rows = Absence.objects.unscoped(why="when one officer is away, shown without the reason")
    running = rows.standing().within(begins, ends).filter(officer=account).order_by("starts_at")
    context = {
        "officer": called(account.name, account.rank), "account": account, "own": own,
        "days": [(day, week.day_name(day), _turns(kept, day)) for day in days],
        "beats": _beats(kept, begins, ends), "first": first, "last": days[-1],
        "absences": [(row, week.stretch(row.starts_at, row.ends_at), _open(row, at))
                     for row in running],
        "before": (first - WEEK).isoformat(), "after": (first + WEEK).isoformat(),
        "this_week": monday(clock.today(at)) == first, "today": clock.today(at),
        "may_change": own or acting.may(FOR_OTHERS, None),
        "link": living(account, at) if own else None,
    }  # fmt: skip
    return render(request, "weeks/pages/officer.html", context)


def _turns(kept: list[Any], day: date) -> list[tuple[Any, str]]:
    """The turns that begin on a day, each with its hours."""
    return [(d, week.hours(d.starts_at, d.ends_at)) for d in kept
            if d.kind == "shift" and clock.today(d.starts_at) == day]  # fmt: skip


def _beats(kept: list[Any], begins: datetime, ends: datetime) -> list[tuple[str, str]]:
    return [
        (d.title, _("cả tuần") if (d.starts_at, d.ends_at) == (begins, ends)
         else week.stretch(d.starts_at, d.ends_at))
        for d in kept if d.kind == "beat"
    ]  # fmt: skip


def _open(row: Absence, at: datetime) -> bool:
    return row.ends_at is None or row.ends_at > at


@may("rosters.give_calendar")
@require_http_methods(["GET", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """The address, shown once when it is made; later only that there is one."""
    acting, at = acting_of(request), clock.now()
    address = ""
    if request.method == "POST":
        token = actions.give_calendar(
            actor=acting, at=at, place=own_place(request, "rosters.give_calendar"),
            account=acting.account,
        )  # fmt: skip
        address = request.build_absolute_uri(reverse("weeks:feed", args=[token]))
    context = {"address": address, "link": living(acting.account, at)}
    return links.sealed(render(request, "weeks/pages/calendar.html", context), forms=True)


@may("rosters.end_calendar")
@require_http_methods(["GET", "POST"])
def end_calendar(request: HttpRequest) -> HttpResponse:
    acting = acting_of(request)
    return ask_first(
        request,
        lambda: actions.end_calendar(
            actor=acting, at=clock.now(), place=own_place(request, "rosters.end_calendar"),
            account=acting.account,
        ),
        _("Đường dẫn lịch đã hết dùng."),
        heading=_("Thôi dùng đường dẫn lịch?"),
        body=_("Điện thoại, máy tính đã thêm lịch này sẽ không nhận ca mới nữa."),
        verb=_("Thôi dùng"), keep=_("Giữ nguyên"), back=reverse("weeks:mine"),
    )  # fmt: skip


@may("anyone")
@require_GET
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The turns of whoever the address belongs to, for a calendar program; it only reads."""
    at = clock.now()
    try:
        link = links.open_link(token, PURPOSE, at=at)
    except links.DeadLink as dead:
        return links.dead_page(request, dead)
    account = get_object_or_404(Account, actor=link.actor_id, is_active=True)
    response = HttpResponse(calendars.written(account, at), content_type="text/calendar")
    response["Content-Disposition"] = 'inline; filename="ca-truc.ics"'
    return links.sealed(response)
