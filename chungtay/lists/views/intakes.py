"""One list: looked through, taken in, its open rows settled, taken back."""

import re
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as say
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from chungtay.access.visiting import acting_of, ask_first, attempt
from chungtay.kit import clock
from chungtay.kit.amounts import number
from chungtay.kit.duty import may
from chungtay.kit.errors import Refused
from chungtay.lists import actions
from chungtay.lists.models import Intake, IntakeRow
from chungtay.lists.showing import as_read, as_they_will_be, counts
from chungtay.lists.tasks import at_work, finish_residents, still_theirs
from chungtay.lists.views.bringing import found
from chungtay.people.models import Person
from chungtay.places.models import Place
from chungtay.sheets import reasons

SAMPLE, MOST_FAULTS, PAGE = 8, 30, 20
BUSY = {"reading", "working"}
Outcome = IntakeRow.Outcome


def _rows(request: HttpRequest, intake: Intake, **which: Any) -> Any:
    rows = IntakeRow.objects.visible_to(acting_of(request)).filter(intake=intake, **which)
    return rows.order_by("sheet", "number")


@may("lists.take_in")
@require_http_methods(["GET", "POST"])
@never_cache
def intake(request: HttpRequest, intake_id: int) -> HttpResponse:
    """What was read, how far it is, what became of it."""
    one = found(request, intake_id)
    refused = ""
    if request.method == "POST":
        try:
            _take_in(request, one)
            return redirect("lists:intake", intake_id=intake_id)
        except Refused as no:
            refused = str(no.sentence)
            one.refresh_from_db()
    if one.state == "brought":
        return redirect("lists:columns", intake_id=intake_id)
    context = _context(request, one) | {"refused": refused}
    page = f"lists/pages/intake/{one.state if one.state != 'reading' else 'working'}.html"
    if request.htmx:  # type: ignore[attr-defined]
        if one.state in BUSY:
            return render(request, f"{page}#progress", context)
        answer = HttpResponse(status=204)
        answer["HX-Refresh"] = "true"  # the whole page is another one now
        return answer
    return render(request, page, context, status=422 if refused else 200)


def _take_in(request: HttpRequest, one: Intake) -> None:
    """No transaction of our own: it would take the note of a refusal back with it."""
    resume = "resume" in request.POST and not at_work(one)
    taken = actions.take_in(actor=acting_of(request), at=clock.now(), intake=one, resume=resume)
    if taken.finished_at is None:
        finish_residents.enqueue(one.pk)


def _context(request: HttpRequest, one: Intake) -> dict[str, Any]:
    n = counts(_rows(request, one).order_by())
    context = {"intake": one, "n": n, "trouble": one.trouble}
    if one.state == "working":
        done = (one.rows or 0) - n["ready"]
        context |= {"done": number(done), "share": done / one.rows if one.rows else 0}
    if one.state in BUSY and not at_work(one):
        context |= {"stopped": True, "ended": one.state == "working" and not still_theirs(one)}
    if one.state == "read":
        context["sample"] = as_they_will_be(_rows(request, one, outcome=Outcome.READY)[:SAMPLE])
    if one.state in {"read", "done"}:
        context["faulty"] = list(_rows(request, one, outcome=Outcome.FAULTY)[:MOST_FAULTS])
    return context


@may("lists.take_in")
@require_GET
def faults(request: HttpRequest, intake_id: int, kind: str) -> HttpResponse:
    """The faulty rows as the same list, with a column of reasons."""
    one = found(request, intake_id)
    rows = _rows(request, one, outcome=Outcome.FAULTY).exclude(cells=[])
    return reasons.answer(one.columns, rows, kind, f"can-sua-{one.pk}")


@may("lists.take_in")
@require_http_methods(["GET", "POST"])
@never_cache
def doubtful(request: HttpRequest, intake_id: int) -> HttpResponse:
    """Rows that look like somebody who is there: somebody new, or the same person?"""
    one = found(request, intake_id)
    if request.method == "POST":
        said = {int(k[1:]): v for k, v in request.POST.items() if re.fullmatch("d[0-9]{1,18}", k)}
        as_new = {pk for pk, answer in said.items() if answer == "new"}
        as_known = {pk for pk, answer in said.items() if answer == "same"}
        if as_new or as_known:
            attempt(
                request,
                lambda: actions.take_in(
                    actor=acting_of(request), at=clock.now(), intake=one, as_new=as_new,
                    as_known=as_known,
                ),
                say("Đã ghi các quyết định"),
            )  # fmt: skip
        return redirect("lists:doubtful", intake_id=intake_id)
    rows = _rows(request, one, outcome=Outcome.DOUBTFUL).filter(read__isnull=False)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"intake": one, "page": page, "pairs": _pairs(request, one, list(page))}
    return render(request, "lists/pages/doubtful.html", context)


def _pairs(request: HttpRequest, one: Intake, rows: list[IntakeRow]) -> list[dict[str, Any]]:
    """Each row beside whom it looks like; of these only what the visitor may read."""
    acting = acting_of(request)
    persons = {}
    if acting.may("people.read", one.place_id):
        visible = Person.objects.visible_to(acting).select_related("place")
        persons = visible.in_bulk([row.person_id for row in rows])
    places = Place.objects.in_bulk({(row.read or {})["place"] for row in rows})
    return [as_read(row, places) | {"alike": persons.get(row.person_id)} for row in rows]


@may("lists.take_back")
@require_http_methods(["GET", "POST"])
@never_cache
def take_back(request: HttpRequest, intake_id: int) -> HttpResponse:
    """The whole list, while nothing else has touched its people."""
    one = found(request, intake_id)
    open_ = one.state == "done" or (one.state == "working" and not at_work(one))
    made = _rows(request, one, outcome=Outcome.NEW).count()
    return _asked(
        request, one, actions.take_back, open_,
        say("Đã lấy lại danh sách. Những người nó đưa vào không còn trong sổ"),
        say("Lấy lại danh sách “%(name)s”?"),
        say(
            "%(count)s người mới vào sổ từ danh sách này sẽ được xóa khỏi sổ. Ai đã có việc khác "
            "thì không lấy lại được."
        ) % {"count": made}, say("Lấy lại danh sách"),
    )  # fmt: skip


@may("lists.give_up")
@require_http_methods(["GET", "POST"])
@never_cache
def give_up(request: HttpRequest, intake_id: int) -> HttpResponse:
    """A list that nobody will take in."""
    one = found(request, intake_id)
    return _asked(
        request, one, actions.give_up, one.state in {"brought", "reading", "read"},
        say("Đã bỏ danh sách. Tệp và các dòng của nó không còn"), say("Bỏ danh sách “%(name)s”?"),
        say("Tệp và các dòng đã đọc được xóa. Chưa ai trong đó vào sổ. Cần thì gửi lại tệp."),
        say("Bỏ danh sách này"),
    )  # fmt: skip


def _asked(
    request: HttpRequest, one: Intake, act: Any, open_: bool, after: str, heading: str, body: str,
    verb: str,
) -> HttpResponse:  # fmt: skip
    back = reverse("lists:intake", args=[one.pk])
    if request.method != "POST" and not open_:
        return redirect(back)
    return ask_first(
        request, lambda: act(actor=acting_of(request), at=clock.now(), intake=one), after,
        heading=heading % {"name": one.keeper}, body=body, verb=verb, keep=say("Giữ nguyên"),
        back=back,
    )  # fmt: skip
