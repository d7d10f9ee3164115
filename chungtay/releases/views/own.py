"""An officer's own page: which donor they are, and the steps of a yes in their turn of duty."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from chungtay.access.models import Account
from chungtay.access.visiting import acting_of, ask_first, attempt
from chungtay.kit import clock
from chungtay.kit.duty import may
from chungtay.kit.errors import Refused
from chungtay.releases import actions, mine
from chungtay.releases.forms import PhoneForm
from chungtay.releases.mine import Oneself
from chungtay.releases.models import Release


def _account(request: HttpRequest) -> Account:
    return acting_of(request).account


@may("signed_in")
@require_http_methods(["GET", "POST"])
@never_cache
def page(request: HttpRequest) -> HttpResponse:
    account, at = _account(request), clock.now()
    form = PhoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _said(request, form, account):
        return redirect("releases:own")
    running, word = mine.running(account), mine.serving(account, at)
    before = None if running else mine.last(account, at)
    context = {
        "form": form, "serving": word, "confirmed": bool(word and word.confirmed_in_id),
        "own": mine.own(running, at) if running else None,
        "ended": mine.ended(before) if before else "",
    }  # fmt: skip
    return render(request, "releases/pages/own.html", context, status=422 if form.errors else 200)


def _said(request: HttpRequest, form: PhoneForm, account: Account) -> bool:
    """Say it; the answer is the same whether the register has such a donor or not."""
    at = clock.now()
    try:
        actions.say_serving(
            actor=Oneself(account), at=at, place=account.place, account=account,
            phone=form.cleaned_data["phone"],
        )  # fmt: skip
    except Refused as refused:
        form.add_error("phone", str(refused.sentence))
        return False
    messages.success(
        request,
        _(
            "Nếu số ấy có trong sổ hiến máu với đúng tên anh/chị, chúng tôi vừa nhắn một câu hỏi. "
            "Trả lời “Đúng là tôi” trên điện thoại là xong."
        ),
    )
    return True


@may("signed_in")
@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest) -> HttpResponse:
    account = _account(request)
    word = mine.serving(account, clock.now())
    if word is None:
        if request.method == "POST":
            return redirect("releases:own")
        raise Http404
    return ask_first(
        request,
        lambda: actions.take_back_serving(
            actor=Oneself(account, word.place_id), at=clock.now(), serving=word
        ),
        _("Đã rút lại. Tài khoản này không còn nối với người hiến nào."),
        heading=_("Thôi nối tài khoản này với người hiến?"),
        body=_(
            "Anh/chị vẫn được hỏi như mọi người hiến. Nhận lời trong ca trực thì anh/chị tự xin "
            "đổi ca."
        ),
        verb=_("Thôi nối"),
        keep=_("Để như cũ"),
        back=reverse("releases:own"),
    )


def _running(request: HttpRequest) -> Release:
    found = mine.running(_account(request))
    if found is None:
        raise Http404
    return found


@may("signed_in")
@require_POST
def ask_doctor(request: HttpRequest) -> HttpResponse:
    account = _account(request)
    running = mine.running(account)
    if running is not None:
        ask = mine.ask_of(running)
        attempt(
            request,
            lambda: actions.ask_doctor(
                actor=Oneself(account, ask.place_id), at=clock.now(), ask=ask
            ),
            _("Đã hỏi bác sĩ. Có ý kiến là chúng tôi nhắn ngay."),
        )
    return redirect("releases:own")


@may("signed_in")
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest) -> HttpResponse:
    account = _account(request)
    if request.method == "POST" and mine.running(account) is None:
        return redirect("releases:own")
    running = _running(request)
    return ask_first(
        request,
        lambda: actions.withdraw(
            actor=Oneself(account, running.place_id), at=clock.now(), release=running
        ),
        _("Đã ghi. Chỗ ấy dành cho người khác, ca trực vẫn là của anh/chị."),
        heading=_("Báo không đi được nữa?"),
        body=_("Chỗ nhường cho người khác ngay, người trực thay được báo thôi. Không cần lý do."),
        verb=_("Tôi không đi được nữa"),
        keep=_("Tôi vẫn đi"),
        back=reverse("releases:own"),
    )
