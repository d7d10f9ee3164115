"""Links that open one thing for whoever holds them (DESIGN rule 12).

The token is 256 bits, shown once, kept nowhere; the database has its digest. One sentence answers
every dead link, so that nobody learns whether a guess came near. GET never acts: chat apps fetch
addresses before anybody has seen them.
"""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from chungtay.access.models import Link
from chungtay.journal.act import current
from chungtay.journal.models import Entry
from chungtay.kit.errors import Refused

MOST_WRONG = 5
"""Wrong second factors after which a link is dead."""
OWN_PAGE, REPORT_LINK = "rights.own_page", "groups.report_link"
SENT = frozenset({OWN_PAGE, REPORT_LINK})
"""Purposes of messages whose words are such a link. They go to the person's own Zalo and by no
other way, no page shows their words, and they are blanked once the link is dead."""
KEY = "link:"
"""Under this, and the purpose, a session remembers the link it came in by."""


class DeadLink(Refused):
    """Unknown, expired, used, withdrawn, or meant for something else: the same sentence."""

    code = "dead_link"

    def __init__(self) -> None:
        super().__init__(
            _(
                "Đường dẫn này không còn dùng được: đã dùng rồi, đã hết hạn hoặc đã thu hồi."
                " Xin người gửi một đường dẫn mới."
            )
        )


def digest(token: str) -> bytes:
    return sha256(token.encode()).digest()


def make(
    purpose: str, *, at: datetime, lasts: timedelta,
    actor_id: int | None = None, place_id: int | None = None, args: dict[str, Any] | None = None,
    made_in: Entry | None = None,
) -> str:  # fmt: skip
    """A new link, inside an act or following from the one it is `made_in`; gives the token, for the
    only time. `args` holds ids only."""
    token = secrets.token_urlsafe(32)
    Link.objects.create(
        digest=digest(token), purpose=purpose, actor_id=actor_id, place_id=place_id,
        args=args or {}, made_in=made_in or current().entry, made_at=at, expires_at=at + lasts,
    )  # fmt: skip
    return token


def open_link(token: str, purpose: str, *, at: datetime) -> Link:
    """The link of this token, if it lives; changes nothing."""
    return _living(Link.objects.filter(digest=digest(token)).first(), purpose, at)


def spend(link: Link, *, at: datetime) -> Link:
    """Use the link up, inside the transaction of what it is used for; of two at once one wins."""
    return _end(link, "used_at", at)


def revoke(link: Link, *, at: datetime) -> Link:
    """Take the link back before anybody used it."""
    return _end(link, "revoked_at", at)


def _end(link: Link, field: str, at: datetime) -> Link:
    locked = Link.objects.select_for_update().filter(pk=link.pk).first()
    living = _living(locked, link.purpose, at)
    setattr(living, field, at)
    living.save(update_fields=[field])
    return living


def try_once(link: Link) -> bool:
    """Use one try of the second factor up before it is looked at, so that of many at once no more
    get through; whether there was one left. Call outside a transaction that may be rolled back."""
    mine = Link.objects.filter(pk=link.pk, wrong__lt=MOST_WRONG)
    left = bool(mine.update(wrong=F("wrong") + 1))
    link.refresh_from_db(fields=["wrong"])
    return left


def recognised(link: Link) -> None:
    """The right second factor: its try was no wrong one."""
    Link.objects.filter(pk=link.pk, wrong__gt=0).update(wrong=F("wrong") - 1)


def _living(link: Link | None, purpose: str, at: datetime) -> Link:
    if (
        link is None
        or link.purpose != purpose
        or link.used_at is not None
        or link.revoked_at is not None
        or link.wrong >= MOST_WRONG
        or not link.made_at <= at < link.expires_at
    ):
        raise DeadLink
    return link


# The page of a link: the token is taken out of the address at once.


def enter(
    request: HttpRequest, token: str, purpose: str, onward: str, at: datetime
) -> HttpResponse:
    """What GET /…/<token>/ answers: the session remembers the link, the browser goes on to
    `onward`, whose address has no token. A dead link gets its page."""
    try:
        link = open_link(token, purpose, at=at)
    except DeadLink as dead:
        return dead_page(request, dead)
    request.session[KEY + purpose] = link.pk
    return sealed(redirect(onward))


def entered(request: HttpRequest, purpose: str, at: datetime) -> Link:
    """The link by which this session came in, if it still lives; else DeadLink."""
    pk = request.session.get(KEY + purpose)
    return _living(Link.objects.filter(pk=pk).first() if pk else None, purpose, at)


def leave(request: HttpRequest, purpose: str) -> None:
    request.session.pop(KEY + purpose, None)


def dead_page(request: HttpRequest, dead: DeadLink) -> HttpResponse:
    """The sentence, as a 404; its address is kept out of the log."""
    page = render(request, "access/pages/dead_link.html", {"sentence": dead.sentence}, status=404)
    page._has_been_logged = True  # type: ignore[attr-defined]
    return sealed(page)


def sealed(response: HttpResponse, *, forms: bool = False) -> HttpResponse:
    """No copy anywhere, no address told to the next page. A page with `forms` has no token in its
    address, and keeps the usual policy: with `no-referrer` browsers post without an origin."""
    response["Cache-Control"] = "no-store, private"
    if not forms:
        response["Referrer-Policy"] = "no-referrer"
    return response
