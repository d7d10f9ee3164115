"""What is done about one request, a step at a time; and the link that is sent to somebody."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chungtay.access.visiting import acting_of, attempt
from chungtay.kit import clock
from chungtay.kit.confirming import confirm
from chungtay.kit.duty import may
from chungtay.people.models import Person
from chungtay.rights import actions, board
from chungtay.rights.forms import AnswerForm, EndingForm, ExtensionForm, RefusalForm
from chungtay.rights.models import Answer
from chungtay.rights.views.requests import one_of


def _act(
    request: HttpRequest, request_id: int, verb: Callable[..., Any], done: str, **said: object
) -> HttpResponse:
    """Do one step, and show the request again."""
    row, acting = one_of(request, request_id), acting_of(request)
    attempt(request, lambda: verb(actor=acting, at=clock.now(), request=row, **said), done=done)
    return redirect("rights:request", row.pk)


@may("rights.answer")
@require_POST
def answer(request: HttpRequest, request_id: int) -> HttpResponse:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _again(request, request_id, _("Chọn cách đã báo cho người ấy."))
    means = Answer.Means(form.cleaned_data["means"])
    return _act(request, request_id, actions.answer, _("Đã ghi là đã báo."), means=means)


@may("rights.extend")
@require_POST
def extend(request: HttpRequest, request_id: int) -> HttpResponse:
    form = ExtensionForm(request.POST)
    if not form.is_valid():
        return _again(request, request_id, _("Ghi số ngày và lý do."))
    done = _("Đã thêm ngày và báo cho người ấy.")
    return _act(request, request_id, actions.extend, done, **form.cleaned_data)


@may("rights.fulfil")
@require_POST
def fulfil(request: HttpRequest, request_id: int) -> HttpResponse:
    form = EndingForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    done = _("Đã khép yêu cầu và báo cho người ấy.")
    return _act(request, request_id, actions.fulfil, done, note=note)


@may("rights.refuse")
@require_POST
def refuse(request: HttpRequest, request_id: int) -> HttpResponse:
    form = RefusalForm(request.POST)
    if not form.is_valid():
        return _again(request, request_id, _("Chọn căn cứ từ chối."))
    done = _("Đã ghi từ chối và báo căn cứ cho người ấy.")
    return _act(request, request_id, actions.refuse, done, **form.cleaned_data)


def _again(request: HttpRequest, request_id: int, sentence: str) -> HttpResponse:
    messages.error(request, sentence)
    return redirect("rights:request", one_of(request, request_id).pk)


@may("rights.erase")
@require_http_methods(["GET", "POST"])
def erase(request: HttpRequest, request_id: int) -> HttpResponse:
    """Asks first: what is erased cannot be brought back."""
    row = one_of(request, request_id)
    if request.method == "POST":
        return _act(request, request_id, actions.erase, _("Đã xóa, và đã soát lại mọi chỗ."))
    return confirm(
        request,
        _("Xóa dữ liệu của %(name)s?") % {"name": board.name_of(row)},
        _(
            "Tên, cách liên lạc, tin nhắn và mọi dòng ghi về người này bị xóa, không lấy lại được. "
            "Con số trong sổ không đổi. In thư trả lời trước khi xóa."
        ),
        verb=_("Xóa dữ liệu"), keep=_("Chưa xóa"), back=reverse("rights:request", args=[row.pk]),
    )  # fmt: skip


@may("rights.send_own_page")
@require_POST
def send_own_page(request: HttpRequest, person_id: int) -> HttpResponse:
    """Send a person the link to their own page; back to where the officer came from."""
    acting = acting_of(request)
    person = get_object_or_404(Person.objects.visible_to(acting), pk=person_id)
    site = request.build_absolute_uri("/").rstrip("/")
    attempt(
        request,
        lambda: actions.send_own_page(actor=acting, at=clock.now(), person=person, site=site),
        done=_("Đã gửi đường dẫn vào Zalo của người ấy."),
    )
    back = request.POST.get("back", "")
    ours = url_has_allowed_host_and_scheme(back, {request.get_host()})
    return redirect(back if ours else reverse("rights:requests"))
