"""What pages that do something share: who acts, in which place's name, how a refusal is shown."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from chungtay.access.acting import PostHolder
from chungtay.kit.confirming import confirm
from chungtay.kit.errors import Refused
from chungtay.places.models import Place


def acting_of(request: HttpRequest) -> PostHolder:
    acting: PostHolder = request.acting  # type: ignore[attr-defined]
    return acting


def own_place(request: HttpRequest, verb: str) -> Place:
    """The place in whose name one does this: that of the latest post that allows it."""
    acting = acting_of(request)
    for post in acting.posts:
        if acting.may(verb, post.place_id):
            place: Place = post.place
            return place
    raise PermissionDenied


def attempt(request: HttpRequest, act: Callable[[], Any], done: str = "") -> bool:
    """Do one act; a refusal becomes a sentence on the next page."""
    try:
        act()
    except Refused as refused:
        messages.error(request, str(refused.sentence))
        return False
    if done:
        messages.success(request, done)
    return True


def ask_first(
    request: HttpRequest, act: Callable[[], Any], after: str, *, heading: str, body: str, verb: str,
    back: str, keep: str = "", then: str = "", **more: Any,
) -> HttpResponse:  # fmt: skip
    """Ask before the act; posted, do it, say `after`, and go to `then` (else `back`)."""
    if request.method == "POST":
        attempt(request, act, after)
        return redirect(then or back)
    keep = keep or _("Thôi")
    return confirm(request, heading, body, verb=verb, keep=keep, back=back, **more)
