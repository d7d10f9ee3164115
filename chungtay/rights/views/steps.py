"""What is done about one request, a step at a time; and the link that is sent to somebody."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chungtay.access.visiting import acting_of, ask_first
from chungtay.approvals.actions import ask
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.duty import may
from chungtay.kit.errors import Refused
from chungtay.people.models import Person
from chungtay.rights import actions, board
from chungtay.rights.actions.ordering import needs_second
from chungtay.rights.confirming import VERB
from chungtay.rights.forms import AnswerForm, EndingForm, ExtensionForm, RefusalForm
from chungtay.rights.models import Request
from chungtay.rights.views.requests import one_of, page_of


def _step(
    request: HttpRequest, request_id: int, verb: Callable[..., Any], done: str, **forms: Form
) -> HttpResponse:
    """Do one step as the form says. What cannot be done is shown again as it was typed."""
    row, acting = one_of(request, request_id), acting_of(request)
    [form] = forms.values()
    if form.is_valid():
        try:
            verb(actor=acting, at=clock.now(), request=row, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused.sentence))
        else:
            messages.success(request, done)
            return redirect("rights:request", row.pk)
    return page_of(request, row, **forms)


@may("rights.answer")
@require_POST
def answer(request: HttpRequest, request_id: int) -> HttpResponse:
    form, done = AnswerForm(request.POST), _("Đã ghi là đã báo.")
    return _step(request, request_id, actions.answer, done, answer_form=form)


@may("rights.extend")
@require_POST
def extend(request: HttpRequest, request_id: int) -> HttpResponse:
    form, done = ExtensionForm(request.POST), _("Đã thêm ngày và báo cho người ấy.")
    return _step(request, request_id, actions.extend, done, extension_form=form)


@may("rights.fulfil")
@require_POST
def fulfil(request: HttpRequest, request_id: int) -> HttpResponse:
    form, done = EndingForm(request.POST), _("Đã khép yêu cầu và báo cho người ấy.")
    return _step(request, request_id, actions.fulfil, done, ending_form=form)


@may("rights.refuse")
@require_POST
def refuse(request: HttpRequest, request_id: int) -> HttpResponse:
    form, done = RefusalForm(request.POST), _("Đã ghi từ chối và báo căn cứ cho người ấy.")
    return _step(request, request_id, actions.refuse, done, refusal_form=form)


@may("rights.erase")
@require_http_methods(["GET", "POST"])
def erase(request: HttpRequest, request_id: int) -> HttpResponse:
    """Asks first: what is erased cannot be brought back. Where a second person has to say yes,
    asks for that."""
    row = one_of(request, request_id)
    alone = not needs_second(row)
    body = _(
        "Tên, cách liên lạc, tin nhắn và mọi dòng ghi về người này bị xóa, không lấy lại được. "
        "Con số trong sổ không đổi. In thư trả lời trước khi xóa."
    )
    second = _(
        "Yêu cầu này do phường ghi lại, nên một người nữa duyệt thì máy mới xóa: trưởng, phó công "
        "an phường hoặc người phụ trách dữ liệu cá nhân."
    )
    return ask_first(
        request,
        lambda: _order(acting_of(request), row, alone=alone),
        _("Đã ra lệnh xóa. Máy đang làm.") if alone else _("Đã xin duyệt."),
        heading=_("Xóa dữ liệu của %(name)s?") % {"name": board.name_of(row)},
        body=body if alone else f"{body} {second}",
        verb=_("Xóa dữ liệu") if alone else _("Xin duyệt để xóa"), keep=_("Chưa xóa"),
        back=reverse("rights:request", args=[row.pk]),
    )  # fmt: skip


def _order(acting: Acting, row: Request, *, alone: bool) -> None:
    at = clock.now()
    if alone:
        actions.erase(actor=acting, at=at, request=row)
    else:
        ask(actor=acting, at=at, place=row.place, verb=VERB, args={"request": row.pk})


@may("rights.send_own_page")
@require_http_methods(["GET", "POST"])
def send_own_page(request: HttpRequest, person_id: int) -> HttpResponse:
    """Ask, then send a person the link to their own page; back to where the officer came from."""
    acting = acting_of(request)
    person = get_object_or_404(Person.objects.visible_to(acting), pk=person_id)
    site = request.build_absolute_uri("/").rstrip("/")
    came_from = request.POST.get("back", "")
    ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()})
    return ask_first(
        request,
        lambda: actions.send_own_page(actor=acting, at=clock.now(), person=person, site=site),
        _("Đã gửi đường dẫn vào Zalo của người ấy."),
        heading=_("Gửi trang riêng cho %(name)s?") % {"name": person.name},
        body=_("Đường dẫn đến Zalo của người ấy, mở bằng bốn số cuối điện thoại, dùng một lần."),
        verb=_("Gửi"), keep=_("Chưa gửi"), tone="primary",
        back=reverse("site:person", args=[person.pk]), then=came_from if ours else "",
    )  # fmt: skip
