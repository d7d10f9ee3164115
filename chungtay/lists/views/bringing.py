"""The lists of a ward: found, brought in, their columns chosen."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, Func, Value
from django.db.models.functions import Concat, Lower
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as say
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from chungtay.access.visiting import acting_of, own_place
from chungtay.kit import clock
from chungtay.kit.duty import may
from chungtay.kit.errors import Refused
from chungtay.kit.vietnamese import fold
from chungtay.lists import actions
from chungtay.lists.actions.bringing import file_of, remembered, union
from chungtay.lists.actions.reading import read_rows
from chungtay.lists.forms import OUT, ColumnsForm, FileForm
from chungtay.lists.models import Intake, IntakeRow
from chungtay.lists.residents import KIND
from chungtay.lists.showing import STATES, waiting
from chungtay.lists.tasks import read_list

PAGE = 25
AT_ONCE = 3_000
"""Rows read while the officer waits; a longer list is read by a job."""


def found(request: HttpRequest, intake_id: int) -> Intake:
    """A list of residents this visitor may bring lists to; anything else is not there."""
    acting = acting_of(request)
    intakes = Intake.objects.visible_to(acting).filter(kind=KIND).select_related("brought_in")
    intake: Intake = get_object_or_404(intakes, pk=intake_id)
    if not acting.may("lists.bring", intake.place_id):
        raise Http404
    return intake


@may("lists.bring")
@require_GET
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    acting = acting_of(request)
    intakes = Intake.objects.visible_to(acting).filter(kind=KIND).order_by("-pk")
    asked = request.GET.get("q", "").replace("\0", "").strip()[:80]
    if asked:
        both = Lower(Func(Concat(F("keeper"), Value(" "), F("file_name")), function="unaccent"))
        intakes = intakes.annotate(said=both).filter(said__contains=fold(asked))
    page = Paginator(intakes.select_related("brought_in", "place"), PAGE).get_page(
        request.GET.get("page")
    )
    shown = [i for i in page if acting.may("lists.bring", i.place_id)]
    left = waiting(shown, IntakeRow.objects.visible_to(acting))
    lists = [
        {
            "intake": one, "state": STATES[one.state][0], "tone": STATES[one.state][1],
            "left": left.get(one.pk, {}) if one.state == "done" else {},
        }
        for one in shown
    ]  # fmt: skip
    context = {"lists": lists, "page": page, "q": asked}
    return render(request, "lists/pages/index.html", context)


@may("lists.bring")
@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _brought(request, form)
        except Refused as refused:
            form.add_error("file", str(refused.sentence).rstrip("."))
    status = 422 if form.errors else 200
    return render(request, "lists/pages/bring.html", {"form": form}, status=status)


def _brought(request: HttpRequest, form: FileForm) -> HttpResponse:
    file = form.cleaned_data["file"]
    intake = actions.bring(
        actor=acting_of(request), at=clock.now(), place=own_place(request, "lists.bring"),
        keeper=form.cleaned_data["keeper"], file_name=file.name, content=file.read(),
    )  # fmt: skip
    if intake.taken_in_id is not None:
        messages.info(request, say("Tệp này đã nhập rồi. Không có gì thay đổi."))
        return redirect("lists:intake", intake_id=intake.pk)
    chosen = remembered(intake)
    if chosen and intake.mapped_in_id is None:
        messages.info(request, say("Các cột như lần trước, nên chúng tôi đọc luôn."))
        return _choose(request, intake, range(len(file_of(intake).outline)), chosen)
    if intake.state != "brought":
        return redirect("lists:intake", intake_id=intake.pk)
    return redirect("lists:columns", intake_id=intake.pk)


def _choose(request: HttpRequest, intake: Intake, sheets: Any, chosen: Any) -> HttpResponse:
    acting, at = acting_of(request), clock.now()
    outline = file_of(intake).outline
    actions.map_columns(actor=acting, at=at, intake=intake, sheets=list(sheets), chosen=chosen)
    if sum(outline[i]["rows"] for i in sheets if 0 <= i < len(outline)) > AT_ONCE:
        read_list.enqueue(intake.pk)
    elif read_rows(intake, actor=acting, at=at).trouble:
        return redirect("lists:columns", intake_id=intake.pk)
    return redirect("lists:intake", intake_id=intake.pk)


@may("lists.map_columns")
@require_http_methods(["GET", "POST"])
@never_cache
def columns(request: HttpRequest, intake_id: int) -> HttpResponse:
    """Each recognised column with a select to correct it; unknown ones stay out."""
    intake = found(request, intake_id)
    if intake.taken_in_id is not None:
        return redirect("lists:intake", intake_id=intake.pk)
    try:
        file = file_of(intake)
    except Refused as refused:
        messages.error(request, str(refused.sentence))
        return redirect("lists:index")
    known = {h: key for one in reversed(file.outline) for h, key in one["known"].items()}
    form = ColumnsForm(
        request.POST or None, outline=file.outline, headings=union(file.outline),
        chosen=file.chosen or remembered(intake) or known,
        sheets=file.sheets or range(len(file.outline)),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            return _choose(request, intake, form.sheets, form.chosen)
        except Refused as refused:
            form.add_error(None, str(refused.sentence))
    context = {"intake": intake, "form": form, "known": sum(c.initial != OUT for c in form.columns)}
    status = 422 if form.errors else 200
    return render(request, "lists/pages/columns.html", context, status=status)
