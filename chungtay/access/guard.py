"""Pages declare their duty; this refuses any view that does not, and any visitor who has not."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from chungtay.access.acting import PostHolder
from chungtay.access.models import Account
from chungtay.kit import clock
from chungtay.kit.duty import ANYONE, SIGNED_IN

SECOND_FACTOR = "second_factor"
"""Session key: this browser came in with a second factor, or set one up."""
BEFORE = "before_second_factor"
PERSONAL = frozenset(
    {"people.read", "blood.read", "donors.read", "channels.read", "lists.bring", "rights.read",
     "access.open_account"}
)  # fmt: skip
"""Duties that show personal data, or let others in: a post with one of them is closed to a
password alone."""


def must_have_second_factor(acting: PostHolder) -> bool:
    """Whether a post of theirs asks for a second factor (`CHUNGTAY_SECOND_FACTOR`)."""
    return settings.SECOND_FACTOR and any(acting.may(duty, None) for duty in PERSONAL)


def before_second_factor[View: Callable[..., Any]](view: View) -> View:
    """Mark a view that opens before: what one needs to set a second factor up."""
    setattr(view, BEFORE, True)
    return view


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
        if (
            must_have_second_factor(acting)
            and not request.session.get(SECOND_FACTOR)
            and not getattr(view, BEFORE, False)
        ):
            return redirect(settings.SECOND_FACTOR_URL)
        return None
