"""Today's board of an officer."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from chungtay.kit import clock
from chungtay.kit.duty import may
from chungtay.site import board, starting


@may("signed_in")
def today(request: HttpRequest) -> HttpResponse:
    acting: Any = request.acting  # type: ignore[attr-defined]
    now = clock.now()
    context = board.context(acting, acting.reach(), now) | {"starting": starting.steps(acting, now)}
    return render(request, "site/pages/today.html", context)
