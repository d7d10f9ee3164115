"""The short way of Zalo's webhook, before Django: no session, no language, no page.

It answers one address, one method, and decides nothing: `taking` does, as for the view of the same
address, which stays declared in `urls` and is what any other server reaches.
"""

from collections.abc import Callable, Iterable
from typing import Any

import psycopg
from django.conf import settings
from django.db import InterfaceError, OperationalError, connection

from chungtay.carriers.zalo.events import LARGEST_BODY
from chungtay.intake import taking
from chungtay.kit import clock

Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]

ADDRESS = "/zalo/webhook/"
GONE = (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)
WORDS = {200: "200 OK", 400: "400 Bad Request", 403: "403 Forbidden",
         413: "413 Content Too Large"}  # fmt: skip


def before(application: Application) -> Application:
    """The same application, with webhooks taken out in front."""

    def front(environ: Environ, start: Start) -> Iterable[bytes]:
        if environ["PATH_INFO"] != ADDRESS or environ["REQUEST_METHOD"] != "POST":
            return application(environ, start)
        if settings.HTTPS and environ.get("HTTP_X_FORWARDED_PROTO") != "https":
            return application(environ, start)  # Django redirects, as everywhere
        start(WORDS[answer(environ)], [("Content-Length", "0"), ("Cache-Control", "no-store")])
        return []

    return front


def answer(environ: Environ) -> int:
    """The status for a request that is a webhook, if anything is."""
    declared = environ.get("CONTENT_LENGTH") or "0"
    if not declared.isdecimal() or len(declared) > 9 or int(declared) > LARGEST_BODY:
        return taking.turned_away("oversized")
    body = environ["wsgi.input"].read(int(declared))
    signature, retry = environ.get("HTTP_X_ZEVENT_SIGNATURE", ""), environ.get("HTTP_NUM_RETRY", "")
    try:
        return taking.take(body, signature, retry, clock.now())
    except GONE:
        if connection.in_atomic_block:
            raise
        # The database went away, and nobody before us looks after connections: once more on a new
        # one. What was stored already is stored once.
        connection.close()
        return taking.take(body, signature, retry, clock.now())
