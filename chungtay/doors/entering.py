"""Letting an account in, on this browser: the one place where a session gets its owner."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme

from chungtay.access.guard import SECOND_FACTOR
from chungtay.access.models import Account
from chungtay.doors.sessions import BROWSER, SINCE, SessionStore, digest
from chungtay.kit import clock

PENDING = "second_step"
PENDING_LASTS = timedelta(minutes=10)
SURE = "sure_since"
SURE_LASTS = timedelta(minutes=10)
"""For how long after signing in, or giving the password again, one may change the account."""
LONGEST_NEXT = 500


def onward(request: HttpRequest, address: str | None) -> str:
    """Where to go after signing in: an address of ours, or the day's board."""
    ours = url_has_allowed_host_and_scheme(
        address, {request.get_host()}, require_https=request.is_secure()
    )
    if address and ours and len(address) <= LONGEST_NEXT:
        return address
    return resolve_url(settings.LOGIN_REDIRECT_URL)


def enter(request: HttpRequest, account: Account, at: datetime, *, second: bool = False) -> None:
    """Sign in on this browser under a new session key; the old key is worth nothing any more."""
    SessionStore.clear_expired()
    login(request, account, backend="django.contrib.auth.backends.ModelBackend")
    request.session.pop(PENDING, None)
    request.session[BROWSER] = request.headers.get("user-agent", "")[:200]
    request.session[SINCE] = request.session[SURE] = at.isoformat()
    if second:
        request.session[SECOND_FACTOR] = True


@dataclass(frozen=True)
class Waiting:
    """Somebody whose password was right, before the second step."""

    account: Account
    following: str


def wait_for_factor(request: HttpRequest, account: Account, following: str, at: datetime) -> None:
    request.session.cycle_key()
    request.session[PENDING] = {
        "account": account.pk, "at": at.isoformat(), "next": following,
        "password": account.get_session_auth_hash(),
    }  # fmt: skip


def waiting(request: HttpRequest, at: datetime) -> Waiting | None:
    """Who stands at the second step in this browser; nobody after ten minutes, after a lock or a
    new password."""
    said = request.session.get(PENDING)
    if not said or at - datetime.fromisoformat(said["at"]) > PENDING_LASTS:
        return None
    account = Account.objects.filter(pk=said["account"], is_active=True).first()
    if account is None or not constant_time_compare(
        account.get_session_auth_hash(), said["password"]
    ):
        return None
    return Waiting(account, said["next"])


def own_digest(request: HttpRequest) -> str:
    """The digest of this browser's session."""
    return digest(request.session.session_key or "")


def is_sure(request: HttpRequest, at: datetime) -> bool:
    since: str | None = request.session.get(SURE)
    return since is not None and at - datetime.fromisoformat(since) <= SURE_LASTS


def sure(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that asks for the password again when it was given too long ago."""

    @wraps(view)
    def ask_first(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_sure(request, clock.now()):
            return view(request, *args, **kwargs)
        back = request.path if request.method == "GET" else reverse("doors:account")
        return redirect(f"{reverse('doors:again')}?{urlencode({'next': back})}")

    return ask_first
