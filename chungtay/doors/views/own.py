"""The own account: password, second factors, where one is signed in."""

from typing import Any

from allauth.mfa.totp.internal import auth as totp
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from chungtay.access.guard import (
    SECOND_FACTOR,
    before_second_factor,
    must_have_second_factor,
)
from chungtay.access.models import Account
from chungtay.access.visiting import acting_of, ask_first
from chungtay.doors import actions, entering, factors, passkeys
from chungtay.doors.devices import device
from chungtay.doors.forms import CodeForm, KeyForm, NewPasswordForm
from chungtay.doors.models import Session
from chungtay.doors.onward import onwards
from chungtay.doors.owning import Owner
from chungtay.doors.views.handing import drawn
from chungtay.kit import clock
from chungtay.kit.confirming import confirm
from chungtay.kit.duty import may

SECRET = "totp_secret"  # noqa: S105
"""Session key of the secret being set up."""


def own(request: HttpRequest) -> Account:
    return acting_of(request).account


@may("signed_in")
@before_second_factor
@never_cache
def account(request: HttpRequest) -> HttpResponse:
    """My account: posts, second factors, browsers."""
    me, now = acting_of(request), clock.now()
    theirs = factors.of(me.account)
    mine = entering.own_digest(request)
    sessions = Session.objects.filter(account=me.account, expire_date__gt=now)
    context = {
        "account": me.account, "posts": me.posts,
        "factors": [
            {"row": row, "words": factors.words(row), "codes": factors.codes_left(row)}
            for row in theirs
        ],
        "has_code": any(row.type == "totp" for row in theirs),
        "must_have": must_have_second_factor(me), "onwards": onwards,
        "sessions": [
            {"words": device(s.browser), "row": s, "current": s.session_key == mine}
            for s in sessions.order_by("-seen_at")
        ],
    }  # fmt: skip
    return render(request, "doors/pages/account.html", context)


@may("signed_in")
@before_second_factor
@never_cache
@sensitive_post_parameters()
@entering.sure
def password(request: HttpRequest) -> HttpResponse:
    """A new password; every other browser is signed out."""
    me = own(request)
    form = NewPasswordForm(request.POST or None, account=me)
    if request.method == "POST" and form.is_valid():
        changed = actions.change_password(
            actor=Owner(me), at=clock.now(), account=me, password=form.cleaned_data["password"],
            keep=entering.own_digest(request),
        )  # fmt: skip
        update_session_auth_hash(request, changed)
        messages.success(request, _("Đã đổi mật khẩu. Các thiết bị khác đã ra khỏi tài khoản."))
        return redirect("doors:account")
    return render(request, "doors/pages/password.html", {"form": form})


@may("signed_in")
@before_second_factor
def protect(request: HttpRequest) -> HttpResponse:
    """What stands between a first sign-in and the ward: choose a second factor."""
    if request.session.get(SECOND_FACTOR) or factors.has(own(request)):
        return redirect("doors:account")
    return render(request, "doors/pages/protect.html")


@may("signed_in")
@before_second_factor
@never_cache
@sensitive_post_parameters()
@entering.sure
def add_code(request: HttpRequest) -> HttpResponse:
    """An app on the phone that shows six digits: picture, key in text, first code."""
    me = own(request)
    secret = request.session.setdefault(SECRET, totp.generate_totp_secret())
    form = CodeForm(request.POST or None, label=_("Sáu số đang hiện trên điện thoại"))
    if request.method == "POST" and form.is_valid():
        code = "".join(form.cleaned_data["code"].split())
        if totp.validate_totp_code(secret, code):
            del request.session[SECRET]
            return _added(request, "totp", secret=secret)
        form.add_error("code", _("Mã chưa đúng. Xem lại giờ của điện thoại, rồi gõ mã đang hiện."))
    context = {
        "form": form, "key": factors.key_in_groups(secret),
        "qr": drawn(factors.totp_address(me, secret)),
    }  # fmt: skip
    return render(request, "doors/pages/add_code.html", context)


@may("signed_in")
@before_second_factor
@never_cache
@entering.sure
def add_key(request: HttpRequest) -> HttpResponse:
    """A passkey of this device, or of a key one carries."""
    me = own(request)
    form = KeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if passkeys.is_new(said["credential"]):
            return _added(
                request, "webauthn", name=said["name"].strip(), credential=said["credential"]
            )
        form.add_error(None, factors.SecondFactors.error_messages["incorrect_code"])
    context = {"form": form, "options": passkeys.invitation(me)}
    return render(request, "doors/pages/add_key.html", context)


@may("signed_in")
@never_cache
@entering.sure
def new_codes(request: HttpRequest) -> HttpResponse:
    """Ten recovery codes in place of the old ones."""
    if not factors.has(own(request)):
        raise Http404
    if request.method == "POST":
        return _added(request, "recovery_codes")
    return confirm(
        request, _("Lấy mười mã dự phòng mới?"), _("Các mã cũ không dùng được nữa."),
        verb=_("Lấy mã mới"), keep=_("Giữ mã cũ"), back=reverse("doors:account"),
        tone="primary",
    )  # fmt: skip


def _added(request: HttpRequest, kind: str, **more: Any) -> HttpResponse:
    me = own(request)
    codes = actions.add_factor(
        actor=Owner(me), at=clock.now(), account=me, kind=kind,
        keep=entering.own_digest(request), **more,
    )  # fmt: skip
    request.session[SECOND_FACTOR] = True
    if codes:
        # Shown in this answer and kept nowhere where a page could show them again.
        return render(request, "doors/pages/codes.html", {"codes": codes, "account": me})
    messages.success(request, _("Đã thêm. Lần sau vào sẽ hỏi đến."))
    return redirect("doors:account")


@may("signed_in")
@entering.sure
def remove_factor(request: HttpRequest, factor: int) -> HttpResponse:
    """Give one factor up."""
    me = acting_of(request)
    row = next((row for row in factors.of(me.account) if row.pk == factor), None)
    if row is None or row.type == "recovery_codes":
        raise Http404
    return ask_first(
        request,
        lambda: actions.remove_factor(
            actor=Owner(me.account), at=clock.now(), account=me.account, factor=factor,
            needed=must_have_second_factor(me),
        ),
        _("Đã bỏ."), heading=_("Bỏ “%(name)s”?") % {"name": factors.words(row)},
        body=_("Lần sau vào sẽ không hỏi đến nữa."),
        verb=_("Bỏ"), keep=_("Giữ lại"), back=reverse("doors:account"),
    )  # fmt: skip


@may("signed_in")
@before_second_factor
@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """Sign one other browser out, or all of them."""
    me = own(request)
    actions.end_sessions(
        actor=Owner(me), at=clock.now(), account=me, keep=entering.own_digest(request),
        session=request.POST.get("session", ""),
    )  # fmt: skip
    messages.success(request, _("Thiết bị ấy đã ra khỏi tài khoản."))
    return redirect("doors:account")
