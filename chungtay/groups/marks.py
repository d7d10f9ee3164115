"""Digests by which the same line, or the same address, is known again; nothing can be read back."""

import re
import secrets
from collections.abc import Iterable
from datetime import datetime

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from chungtay.doors.lockout import client_ip
from chungtay.groups.models import Arrival, PrivateGroup
from chungtay.groups.pasting import Piece
from chungtay.kit.vietnamese import fold


def mark(group_id: int, name: str, at: datetime | None, text: str) -> str:
    """Of one message in one group: who, when and what."""
    told = "\x1f".join([str(group_id), fold(name), at.isoformat() if at else "", text.strip()])
    return _digest("groups.mark", told, 32)


def marks_of(group: PrivateGroup, pieces: Iterable[Piece]) -> dict[int, str]:
    """The mark of each message, by the line where it begins."""
    return {piece.line: mark(group.pk, piece.name, piece.at, piece.text) for piece in pieces}


def known(group: PrivateGroup, marks: Iterable[str]) -> set[str]:
    """Those of these marks that came in from this group before."""
    rows = Arrival.objects.unscoped(why="whether a line of the group in hand came in before")
    return set(rows.filter(group=group, mark__in=list(marks)).values_list("mark", flat=True))


def origin(request: HttpRequest) -> str:
    """Of the address a request comes from."""
    return _digest("groups.origin", client_ip(request), 20)


def once(request: HttpRequest) -> str:
    """The number of this very form: as it was posted, else a new one."""
    said = request.POST.get("once", "")
    return said if re.fullmatch(r"[0-9a-f]{32}", said) else secrets.token_hex(16)


def form_of(request: HttpRequest, *told: object) -> str:
    """The key of this very form with these words in it: pressed twice it is one, and what was
    changed after going back is another. Words are digested: keys are kept for ever."""
    said = "\x1f".join(str(part) for part in told)
    return f"{once(request)}:{_digest('groups.form', said, 16)}"


def _digest(salt: str, told: str, length: int) -> str:
    return salted_hmac(salt, told, algorithm="sha256").hexdigest()[:length]
