"""Guessing passwords is slow and soon over (django-axes): five failures, then a quarter of an hour.

Counted by user name and address together, so that nobody locks a colleague out from elsewhere.
Wrong codes of the second step are counted apart, and those over all addresses too: only who knows
the password gets that far, so nobody closes the second step from outside.
"""

from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Network, ip_address

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

CODES_OF = " "
"""Before a user name it stands for that name's codes. The form strips spaces: nobody can type it,
so wrong passwords never count there."""
MOST_CODES = 20
"""Wrong codes for one account within the cool-off, from all addresses together."""


def client_ip(request: HttpRequest) -> str:
    """The address that asks: under TLS the one our own proxy appended (the last), since what stands
    before it is whatever the visitor claims. Of IPv6 the network of one line (/64, RFC 6177), since
    whoever has one address there has all of them."""
    said = str(request.META.get("REMOTE_ADDR") or "127.0.0.1")
    if settings.HTTPS:
        said = request.META.get("HTTP_X_FORWARDED_FOR", "").rsplit(",", 1)[-1].strip() or said
    try:
        address = ip_address(said)
    except ValueError:
        return "127.0.0.1"
    if isinstance(address, IPv4Address):
        return said
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(IPv6Network((int(address), 64), strict=False).network_address)


def locked(request: HttpRequest, username: str) -> bool:
    """Whether this name may not be tried from this address now."""
    return not AxesProxyHandler.is_allowed(request, {"username": username})


def wrong_code(request: HttpRequest, username: str) -> None:
    """Count a wrong second step."""
    named = {"username": CODES_OF + username}
    user_login_failed.send(sender="chungtay.doors", credentials=named, request=request)


def right_code(request: HttpRequest, username: str) -> None:
    """Forget the wrong ones from this address; those from elsewhere may be somebody else's."""
    AxesProxyHandler.reset_attempts(username=CODES_OF + username, ip_address=client_ip(request))


def too_many_codes(request: HttpRequest, username: str) -> bool:
    """Whether no code of this name may be tried from this address now, or from anywhere."""
    if locked(request, CODES_OF + username):
        return True
    recent = AccessAttempt.objects.filter(
        username=CODES_OF + username, attempt_time__gte=get_cool_off_threshold(request)
    )
    return (recent.aggregate(n=Sum("failures_since_start"))["n"] or 0) >= MOST_CODES


def sentence(request: HttpRequest, username: str) -> str:
    """What somebody who tried too often reads; `username` as it was counted."""
    tried = AccessAttempt.objects.filter(username=username)
    last = tried.aggregate(last=Max("attempt_time"))["last"] or clock.now()
    # A minute is added: what is written is a whole minute, and it must not be too early.
    again: datetime = last + (get_cool_off(request) or timedelta()) + timedelta(minutes=1)
    return gettext(
        "Đã thử sai nhiều lần. Từ %(time)s thử lại được. Cần vào ngay thì nhờ quản trị của phường."
    ) % {"time": clock.time_of(again)}


def forgive(username: str) -> int:
    """Forget the failures of a name, from every address; how many rows they were."""
    return sum(
        int(AxesProxyHandler.reset_attempts(username=name))
        for name in (username, CODES_OF + username)
    )
