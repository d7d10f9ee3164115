"""The page of a figure, the list of measures, and the same as a workbook."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from chungtay.journal import figures as ask
from chungtay.journal import rows
from chungtay.journal.asking import Question, home_of, is_officer, may_ask, near, visible
from chungtay.journal.forms import QuestionForm
from chungtay.journal.models import Heading, Measure, Tally
from chungtay.journal.views.page import PAGE, Answer, Listed, listed
from chungtay.journal.workbook import fill
from chungtay.kit import clock, dates
from chungtay.kit.acting import Acting
from chungtay.kit.duty import may
from chungtay.kit.errors import Refused
from chungtay.places.models import Place

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _frame(acting: Acting | None) -> str:
    return "kit/pages/base.html" if acting else "kit/pages/public.html"


@may("anyone")
def index(request: HttpRequest) -> HttpResponse:
    """What is counted here, with this year's figure at the reader's own place."""
    acting: Acting | None = request.acting  # type: ignore[attr-defined]
    place, year = home_of(acting), clock.today(clock.now())
    measures = visible(acting)
    questions = [Question.this_year(m, year, place, officer=True) for m in measures]
    answers = ask.figures(questions[0].selection, [m.pk for m in measures]) if questions else {}
    shown = [Answer(q, answers[q.measure.pk]) for q in questions]
    context = {
        "frame": _frame(acting), "answers": shown, "place": place, "year": year.year,
        "recorded": sum(1 for answer in shown if answer.figure.lines),
    }  # fmt: skip
    return render(request, "journal/pages/measures.html", context)


@may("anyone")
def figure(request: HttpRequest, code: str) -> HttpResponse:
    """A number with its word, its months, its places and the rows it was counted from."""
    acting: Acting | None = request.acting  # type: ignore[attr-defined]
    question, form = _question(request, code, acting)
    context: dict[str, Any] = {"frame": _frame(acting), "question": question, "form": form}
    if form.is_valid():
        answer = Answer.to(question)
        listing = None
        if acting is not None and question.officer:
            listing = _rows(request, answer, acting)
        context |= {"answer": answer, "rows": listing, "loc": request.GET.get("loc", "")}
    return render(request, "journal/pages/figure.html", context)


@may("anyone")
def workbook(request: HttpRequest, code: str) -> HttpResponse:
    """The figure, its months, its places and (for officers) its rows, as an Excel file."""
    acting: Acting | None = request.acting  # type: ignore[attr-defined]
    question, form = _question(request, code, acting)
    if not form.is_valid():
        raise Http404
    answer = Answer.to(question)
    readable: list[Listed] = []
    if acting is not None and question.officer:
        readable = listed(rows.with_entries(_found(answer, acting)), acting)
    file = BytesIO()
    fill(file, answer, readable)
    response = HttpResponse(file.getvalue(), content_type=XLSX)
    name = f"{code}-{question.since:%Y%m%d}-{question.last:%Y%m%d}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _question(
    request: HttpRequest, code: str, acting: Acting | None
) -> tuple[Question, QuestionForm]:
    """What is asked, checked against what this reader may ask; else 404."""
    measure = get_object_or_404(Measure, code=code)
    place = _place(_asked(request, "noi"), acting)
    if not may_ask(acting, measure, place):
        raise Http404
    officer = is_officer(acting, measure, place)
    question = Question.this_year(measure, clock.today(clock.now()), place, officer)
    programmes = list(
        Heading.objects.filter(
            pk__in=Tally.objects.filter(measure=measure).order_by().values("programme").distinct()
        ).order_by("title")
    )
    wanted = _asked(request, "chuong-trinh") or ""
    if wanted and all(heading.code != wanted for heading in programmes):
        programmes += Heading.objects.filter(code=wanted)
    data = {
        "tu": request.GET.get("tu", question.since.isoformat()),
        "den": request.GET.get("den", question.last.isoformat()),
        "noi": place.code if place else "", "chuong-trinh": wanted,
    }  # fmt: skip
    places = [p for p in near(place) if p == place or may_ask(acting, measure, p)]
    anywhere = may_ask(acting, measure, None)
    form = QuestionForm(data, places=places, anywhere=anywhere, programmes=programmes)
    if form.is_valid():
        programme = next((h for h in programmes if h.code == wanted), None)
        question = replace(
            question, since=form.cleaned_data["tu"], last=form.cleaned_data["den"],
            programme=programme,
        )  # fmt: skip
    return (question if officer else question.in_the_cube()), form


def _asked(request: HttpRequest, name: str) -> str | None:
    """A word of the query string, without what PostgreSQL cannot hold."""
    value = request.GET.get(name)
    return None if value is None else value.replace("\0", "")


def _place(code: str | None, acting: Acting | None) -> Place | None:
    """The place of that code, in its latest spell; without a code the reader's own; "" is all."""
    if code is None:
        return home_of(acting)
    if not code:
        return None
    found = Place.objects.filter(code=code).select_related("parent").order_by("-valid_from").first()
    if found is None:
        raise Http404
    return found


def _found(answer: Answer, acting: Acting) -> Any:
    return rows.lines(answer.question.selection).filter(rows.open_to(acting, "entry__"))


def _rows(request: HttpRequest, answer: Answer, acting: Acting) -> dict[str, Any]:
    """A page of the rows behind the figure, narrowed by what was typed into the filter."""
    found = _found(answer, acting)
    text = " ".join((_asked(request, "loc") or "").split())
    if text:
        found = found.filter(rows.matching(text, acting, _day(text, answer), "entry__"))
    pages = Paginator(rows.with_entries(found), PAGE)
    page = pages.get_page(request.GET.get("page"))
    hidden = 0 if text else answer.figure.lines - pages.count
    return {"page": page, "listed": listed(page.object_list, acting), "sealed": hidden,
            "filtered": text}  # fmt: skip


def _day(text: str, answer: Answer) -> date | None:
    try:
        days = dates.parse(text, on=answer.question.last)
    except Refused:
        return None
    return days.first if days.is_one_day else None
