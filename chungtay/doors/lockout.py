"""Guessing passwords is slow and soon over (django-axes): five failures, then a quarter of an hour.

Counted by user name and address together, so that nobody locks a colleague out from elsewhere;
wrong codes of the second step count too, and those also over all addresses.
"""

from datetime import datetime, timedelta

from axes.attempts import get_cool_off_threshold
from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.signals import user_login_failed
from django.db.models import Max, Sum
from django.http import HttpRequest
from django.utils.translation import gettext

from chungtay.kit import clock

MOST_CODES = 20
"""Wrong codes for one account within the cool-off, from all addresses together."""


def client_ip(request: HttpRequest) -> str:
    """The address that asks: under TLS the one our own proxy appended (the last), since what stands
    before it is whatever the visitor claims."""
    if settings.HTTPS:
        said: str = request.META.get("HTTP_X_FORWARDED_FOR", "").rsplit(",", 1)[-1].strip()
        if said:
            return said
    return str(request.META.get("REMOTE_ADDR") or "127.0.0.1")


def locked(request: HttpRequest, username: str) -> bool:
    """Whether this name may not be tried from this address now."""
    return not AxesProxyHandler.is_allowed(request, {"username": username})


def failed(request: HttpRequest, username: str) -> None:
    """Count a wrong second step like a wrong password."""
    user_login_failed.send(
        sender="chungtay.doors", credentials={"username": username}, request=request
    )


def too_many_codes(request: HttpRequest, username: str) -> bool:
    recent = AccessAttempt.objects.filter(
        username=username, attempt_time__gte=get_cool_off_threshold(request)
    )
    return (recent.aggregate(n=Sum("failures_since_start"))["n"] or 0) >= MOST_CODES


def sentence(request: HttpRequest, username: str) -> str:
    """What somebody who tried too often reads."""
    tried = AccessAttempt.objects.filter(username=username)
    last = tried.aggregate(last=Max("attempt_time"))["last"] or clock.now()
    # A minute is added: what is written is a whole minute, and it must not be too early.
    again: datetime = last + (get_cool_off(request) or timedelta()) + timedelta(minutes=1)
    return gettext(
        "Đã thử sai nhiều lần. Từ %(time)s thử lại được. Cần vào ngay thì nhờ quản trị của phường."
    ) % {"time": clock.time_of(again)}


def forgive(username: str) -> int:
    """Forget the failures of a name, from every address; how many rows they were."""
    return int(AxesProxyHandler.reset_attempts(username=username))
