"""Pages declare their duty; this refuses any view that does not, and any visitor who has not."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from chungtay.access import factors
from chungtay.access.acting import PostHolder
from chungtay.access.models import Account
from chungtay.kit import clock
from chungtay.kit.duty import ANYONE, SIGNED_IN


class UndeclaredDuty(RuntimeError):
    """A view without @may: refused for everybody until it says who it is for."""


class Guard:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        account = request.user
        request.acting = PostHolder(account, clock.now()) if isinstance(account, Account) else None  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        duty = getattr(view, "duty", None)
        if duty is None:
            raise UndeclaredDuty(
                f"{view.__module__}.{getattr(view, '__qualname__', view)} declares no duty"
            )
        if duty == ANYONE:
            return None
        acting: PostHolder | None = request.acting  # type: ignore[attr-defined]
        if acting is None or not acting.account.is_active:
            return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        if duty != SIGNED_IN and not acting.may(duty, None):
            raise PermissionDenied
        if not getattr(view, factors.BEFORE, False) and not factors.may_go_on(request, acting):
            return redirect("access:protect")
        return None
