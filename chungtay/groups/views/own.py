"""Reporting by a personal link: write as one's own, read nothing before the second factor."""

from datetime import datetime, timedelta
from functools import wraps
from typing import Any, Protocol

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chungtay.access import links
from chungtay.danger.hearing import danger
from chungtay.groups import actions, marks
from chungtay.groups.actions.reporting import REPORT, Reporter, recognised, try_once
from chungtay.groups.forms import ReportForm
from chungtay.groups.models import Arrival, ReportLink
from chungtay.groups.outliving import outlived
from chungtay.journal.act import Repeated
from chungtay.kit import clock
from chungtay.kit.duty import may
from chungtay.kit.errors import Refused
from chungtay.rights.actions.own import phones_of
from chungtay.rights.forms import DigitsForm

READING, ARRIVED = "groups.reading", "groups.arrived"
STAYS = timedelta(minutes=30)
"""How long one may look at what one reported before the digits are asked for again."""
MOST = 50


class _View(Protocol):
    def __call__(self, request: HttpRequest, mine: ReportLink, at: datetime, /) -> HttpResponse: ...


def own(view: _View) -> Any:
    """Open a page to a browser that came in by a link that lives; out of every cache."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        at = clock.now()
        try:
            link = links.entered(request, REPORT, at)
            rows = ReportLink.objects.unscoped(why="the link this browser came in by")
            mine = rows.crossing("person", why="whose link it is").select_related("person", "place")
            found = mine.standing().exclude(person__name="").filter(link=link).first()
            if found is None or outlived([found], at):
                raise links.DeadLink
            return links.sealed(view(request, found, at), forms=True)
        except links.DeadLink as dead:
            return links.dead_page(request, dead)

    return guarded


@may("anyone")
@require_GET
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """The address one was given. GET changes nothing but the session: chat apps look first."""
    return links.enter(request, token, REPORT, reverse("groups:report"), clock.now())


@may("anyone")
@require_http_methods(["GET", "POST"])
@own
def report(request: HttpRequest, mine: ReportLink, at: datetime) -> HttpResponse:
    form = ReportForm(request.POST or None)
    once = marks.once(request)
    if request.method == "POST" and form.is_valid():
        try:
            told = form.cleaned_data
            _report(mine, told, marks.form_of(request, told["words"], told["where"]), at)
        except Refused as refused:
            if isinstance(refused, links.DeadLink):
                raise
            form.add_error(None, str(refused.sentence))
        else:
            number = danger(form.cleaned_data["words"])
            request.session[ARRIVED] = {"at": clock.moment(at), "number": number}
            return redirect("groups:report")
    context = {
        "form": form, "once": once, "ward": mine.place,
        "until": clock.day(mine.link.expires_at),
        "arrived": None if form.is_bound else request.session.pop(ARRIVED, None),
        "may_reread": bool(phones_of(mine.person)),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return render(request, "groups/pages/own/report.html", context, status=status)


def _report(mine: ReportLink, told: dict[str, str], key: str, at: datetime) -> None:
    act = actions.report.once(f"report:{mine.pk}:{key}")
    try:
        act(
            actor=Reporter(mine.actor_id, mine.place_id), at=at, report_link=mine,
            words=told["words"], where=told["where"],
        )  # fmt: skip
    except Repeated:
        return  # pressed twice: it has arrived


@may("anyone")
@require_http_methods(["GET", "POST"])
@own
def digits(request: HttpRequest, mine: ReportLink, at: datetime) -> HttpResponse:
    """The last four digits of the person's telephone, five tries between two right ones."""
    numbers = phones_of(mine.person)
    closed = not numbers or mine.misread >= links.MOST_WRONG
    form = DigitsForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and not closed and try_once(mine):
        said = form.cleaned_data["digits"]
        if any(constant_time_compare(said, number[-4:]) for number in numbers):
            recognised(mine)
            request.session.cycle_key()
            request.session[READING] = {"link": mine.pk, "until": (at + STAYS).timestamp()}
            return redirect("groups:reported")
        left = links.MOST_WRONG - mine.misread
        closed = not left
        form.add_error("digits", _("Chưa đúng. Còn %(n)s lần thử.") % {"n": left})
    context = {"form": form, "closed": closed, "ward": mine.place}
    status = 403 if closed else 422 if form.errors else 200
    return render(request, "groups/pages/own/digits.html", context, status=status)


@may("anyone")
@require_GET
@own
def mine(request: HttpRequest, mine: ReportLink, at: datetime) -> HttpResponse:
    """What came by this very link, and nothing else."""
    kept = request.session.get(READING) or {}
    if kept.get("link") != mine.pk or at.timestamp() >= kept.get("until", 0):
        return redirect("groups:report_digits")
    rows = Arrival.objects.unscoped(why="what came by the link this browser came in by").crossing(
        "letter", why="the words of the very letter that came"
    )
    came = rows.filter(report_link=mine).select_related("letter").order_by("-arrived_at")[:MOST]
    said = [{"at": clock.moment(row.arrived_at), "text": row.letter.text} for row in came]
    context = {"said": said, "ward": mine.place}
    return render(request, "groups/pages/own/reported.html", context)


@may("anyone")
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Forget the link on this browser."""
    links.leave(request, REPORT)
    request.session.pop(READING, None)
    messages.success(request, _("Đã đóng. Mở lại bằng đường dẫn của anh/chị."))
    return links.sealed(redirect("/"), forms=True)
