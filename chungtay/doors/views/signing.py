"""Coming in and going out."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from chungtay.access.guard import before_second_factor
from chungtay.access.models import Account
from chungtay.access.visiting import acting_of
from chungtay.doors import entering, factors, lockout, passkeys
from chungtay.doors.forms import LOCKED, AgainForm, CodeForm, SignInForm
from chungtay.kit import clock
from chungtay.kit.duty import may

TOO_MANY = 429


@may("anyone")
@never_cache
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Name and password; with a second factor the next page asks for it."""
    following = request.POST.get("next") or request.GET.get("next") or ""
    if isinstance(request.user, Account) and request.user.is_active:
        return redirect(entering.onward(request, following))
    form = SignInForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = form.get_user()
        onward = entering.onward(request, following)
        if factors.has(account):
            entering.wait_for_factor(request, account, onward, clock.now())
            return redirect("doors:second_step")
        entering.enter(request, account, clock.now())
        return redirect(onward)
    context = {"form": form, "next": following}
    return render(request, "doors/pages/sign_in.html", context, status=_status(form))


@may("anyone")
@never_cache
def second_step(request: HttpRequest) -> HttpResponse:
    """A code of the phone, a passkey, or a recovery code."""
    waiting = entering.waiting(request, clock.now())
    if waiting is None:
        return redirect("doors:sign_in")
    account = waiting.account
    form = CodeForm(request.POST if "code" in request.POST else None)
    name = account.username
    if lockout.too_many_codes(request, name):
        form = CodeForm.saying(lockout.sentence(request, lockout.CODES_OF + name), LOCKED)
    elif request.method == "POST":
        if _passes(request, account, form):
            lockout.right_code(request, name)
            entering.enter(request, account, clock.now(), second=True)
            return redirect(waiting.following)
        lockout.wrong_code(request, name)
        if not form.errors:
            form = CodeForm.saying(factors.SecondFactors.error_messages["incorrect_code"])
    theirs = {factor.type for factor in factors.of(account)}
    context = {
        "form": form, "account": account, "has_code": "totp" in theirs,
        "options": passkeys.question(account) if "webauthn" in theirs else None,
    }  # fmt: skip
    return render(request, "doors/pages/second_step.html", context, status=_status(form))


def _passes(request: HttpRequest, account: Account, form: CodeForm) -> bool:
    if "credential" in request.POST:
        return passkeys.answers(account, request.POST["credential"])
    return form.is_valid() and factors.check_code(account, form.cleaned_data["code"])


@may("signed_in")
@before_second_factor
@never_cache
@sensitive_post_parameters("password")
def again(request: HttpRequest) -> HttpResponse:
    """The password once more, before something that would help a thief of the browser."""
    following = request.POST.get("next") or request.GET.get("next")
    form = AgainForm(request, acting_of(request).account, request.POST or None)
    if request.method == "POST" and form.is_valid():
        request.session[entering.SURE] = clock.now().isoformat()
        return redirect(entering.onward(request, following))
    context = {"form": form, "next": following or ""}
    return render(request, "doors/pages/again.html", context, status=_status(form))


@may("anyone")
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Out, on this browser."""
    logout(request)
    return redirect("doors:sign_in")


def _status(form: SignInForm | CodeForm | AgainForm) -> int:
    locked = any(error.code == LOCKED for all_ in form.errors.as_data().values() for error in all_)
    return TOO_MANY if locked else 200
