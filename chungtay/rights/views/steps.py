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
from chungtay.rights.models import Answer, Ending, Request
from chungtay.rights.views.requests import one_of


def _act(
    request: HttpRequest, request_id: int, act: Callable[[Request], Any], done: str
) -> HttpResponse:
    row = one_of(request, request_id)
    attempt(request, lambda: act(row), done=done)
    return redirect("rights:request", row.pk)


@may("rights.answer")
@require_POST
def answer(request: HttpRequest, request_id: int) -> HttpResponse:
    form, acting = AnswerForm(request.POST), acting_of(request)
    means = Answer.Means(form.cleaned_data["means"]) if form.is_valid() else Answer.Means.SPOKEN
    if not form.is_valid():
        return _again(request, request_id, _("Chọn cách đã báo cho người ấy."))
    return _act(
        request, request_id,
        lambda row: actions.answer(actor=acting, at=clock.now(), request=row, means=means),
        _("Đã ghi là đã báo."),
    )  # fmt: skip


@may("rights.extend")
@require_POST
def extend(request: HttpRequest, request_id: int) -> HttpResponse:
    form, acting = ExtensionForm(request.POST), acting_of(request)
    if not form.is_valid():
        return _again(request, request_id, _("Ghi số ngày và lý do."))
    said = form.cleaned_data
    return _act(
        request, request_id,
        lambda row: actions.extend(
            actor=acting, at=clock.now(), request=row, days=said["days"], reason=said["reason"]
        ),
        _("Đã thêm ngày và báo cho người ấy."),
    )  # fmt: skip


@may("rights.fulfil")
@require_POST
def fulfil(request: HttpRequest, request_id: int) -> HttpResponse:
    form, acting = EndingForm(request.POST), acting_of(request)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    return _act(
        request, request_id,
        lambda row: actions.fulfil(actor=acting, at=clock.now(), request=row, note=note),
        _("Đã khép yêu cầu và báo cho người ấy."),
    )  # fmt: skip


@may("rights.refuse")
@require_POST
def refuse(request: HttpRequest, request_id: int) -> HttpResponse:
    form, acting = RefusalForm(request.POST), acting_of(request)
    if not form.is_valid():
        return _again(request, request_id, _("Chọn căn cứ từ chối."))
    said = form.cleaned_data
    return _act(
        request, request_id,
        lambda row: actions.refuse(
            actor=acting, at=clock.now(), request=row, ground=Ending.Ground(said["ground"]),
            note=said["note"],
        ),
        _("Đã ghi từ chối và báo căn cứ cho người ấy."),
    )  # fmt: skip


def _again(request: HttpRequest, request_id: int, sentence: str) -> HttpResponse:
    messages.error(request, sentence)
    return redirect("rights:request", one_of(request, request_id).pk)


@may("rights.erase")
@require_http_methods(["GET", "POST"])
def erase(request: HttpRequest, request_id: int) -> HttpResponse:
    """Asks first: what is erased cannot be brought back."""
    row, acting = one_of(request, request_id), acting_of(request)
    if request.method == "POST":
        return _act(
            request, request_id,
            lambda row: actions.erase(actor=acting, at=clock.now(), request=row),
            _("Đã xóa, và đã soát lại mọi chỗ."),
        )  # fmt: skip
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
