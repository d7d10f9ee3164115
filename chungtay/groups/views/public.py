"""The public page of a notice: what the ward asks, and a form. It needs no cookie and no script.

Nobody is signed in by it and it shows nothing of anybody, so a forged post from another site could
only do what the page itself offers everybody: no token guards the form.
"""

from contextlib import suppress

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from chungtay.access.links import sealed
from chungtay.danger.hearing import danger
from chungtay.groups import actions, codes, flooding, marks
from chungtay.groups.forms import AnswerForm
from chungtay.groups.models import Notice
from chungtay.journal.act import Repeated
from chungtay.journal.system import System
from chungtay.kit import clock
from chungtay.kit.duty import may
from chungtay.kit.errors import Refused
from chungtay.kit.phones import EMERGENCY

LARGEST = 32_768
"""Bytes of one answer."""
PAGE = "groups/pages/public/notice.html"


def _notice(code: str) -> Notice:
    if not codes.is_one(code):
        raise Http404
    rows = Notice.objects.unscoped(why="a public page is found by its code, by anybody")
    found: Notice = get_object_or_404(rows.select_related("place"), code=code)
    return found


@may("anyone")
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, code: str) -> HttpResponse:
    """GET shows; only POST answers, once for each form that was shown."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdigit() or int(length) > LARGEST:
        return sealed(HttpResponse(status=413), forms=True)
    notice, at = _notice(code), clock.now()
    if not notice.takes_answers(at):
        context = {"notice": notice, "ward": notice.place}
        return sealed(render(request, "groups/pages/public/ended.html", context, status=410))
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["site"]:
            return _onward(notice)  # a machine: it hears what a person hears, nothing is kept
        origin = marks.origin(request)
        if flooding.too_many(notice.pk, origin, at):
            form.add_error(None, str(flooding.LATER))
            return _shown(request, notice, form, 429)
        try:
            return _answer(request, notice, form, origin)
        except Refused as refused:
            form.add_error(None, str(refused.sentence))
    return _shown(request, notice, form, 422 if form.errors else 200)


def _answer(request: HttpRequest, notice: Notice, form: AnswerForm, origin: str) -> HttpResponse:
    told = form.cleaned_data
    key = marks.form_of(request, told["words"], told["name"], told["phone"])
    act = actions.answer.once(f"answer:{notice.pk}:{key}")
    with suppress(Repeated):  # pressed twice: it has arrived
        act(
            actor=System("public_page"), at=clock.now(), notice=notice, words=told["words"],
            name=told["name"], phone=told["phone"], origin=origin,
        )  # fmt: skip
    return _onward(notice, danger(told["words"]))


def _onward(notice: Notice, number: str = "") -> HttpResponse:
    onward = redirect("groups:arrived", notice.code)
    if number:
        onward["Location"] += f"?goi={number}"
    return sealed(onward, forms=True)


def _shown(request: HttpRequest, notice: Notice, form: AnswerForm, status: int) -> HttpResponse:
    context = {
        "notice": notice, "ward": notice.place, "form": form,
        "once": marks.once(request),
    }  # fmt: skip
    response = sealed(render(request, PAGE, context, status=status), forms=True)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@may("anyone")
@require_GET
def arrived(request: HttpRequest, code: str) -> HttpResponse:
    """After an answer: it is there; whom to call if it is urgent. Says nothing of anybody."""
    number = request.GET.get("goi", "")
    context = {"ward": _notice(code).place, "code": code,
               "number": number if number in EMERGENCY else ""}  # fmt: skip
    return sealed(render(request, "groups/pages/public/arrived.html", context), forms=True)
