"""What is between the steps of connecting an account: the way to Zalo's page of consent and back.

Nothing here asks inside a transaction: what a step learnt is committed before the next begins, so
that whatever breaks, the officer goes on where it broke. While Zalo was asked, somebody may have
given up or corrected a key: an answer is written only to the joining it was asked for (`_same`).
"""

import base64
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from chungtay.carriers.outcome import Class, Outcome
from chungtay.carriers.zalo.client import Account, NoPair, Untold
from chungtay.carriers.zalo.consent import Console, Described, challenge_of, permission_page
from chungtay.channels.actions import connect
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.tending.actions import joining as actions
from chungtay.tending.models import Joining
from chungtay.tending.troubles import said


class ForeignConsent(Refused):
    """A state that we did not give to this person, or that came back before."""

    code = "foreign_consent"

    def __init__(self) -> None:
        super().__init__(
            _("Lời cho phép này không phải do anh/chị vừa xin, hoặc đã dùng rồi. Xin lại từ đầu.")
        )


class NotGranted(Refused):
    """Zalo did not let us in; the sentence says why and what stays."""


class Overtaken(Refused):
    """Keys, tokens or consent were renewed by somebody while Zalo was being asked."""

    code = "overtaken"


def state_of(joining: Joining, actor_id: int) -> str:
    """What must come back from the page of consent, through the same person's browser, once."""
    told = f"{joining.pk}.{joining.nonce}.{actor_id}"
    digest = salted_hmac("chungtay.tending.consent", told, algorithm="sha256").digest()
    mac = base64.urlsafe_b64encode(digest[:16]).rstrip(b"=").decode()
    return f"{joining.pk}.{mac}"


def asking_address(joining: Joining, actor_id: int, callback: str) -> str:
    """Zalo's page on which the account's administrator agrees."""
    return permission_page(
        settings.ZALO_HOSTS["oauth_base"], app_id=joining.app_id, callback=callback,
        challenge=challenge_of(joining.verifier), state=state_of(joining, actor_id),
    )  # fmt: skip


def returned(joining: Joining, state: str, acting: Acting) -> bool:
    """Whether this is the state we gave to this person for this joining, and unused."""
    return constant_time_compare(state, state_of(joining, acting.actor_id))


def consented(
    joining: Joining, *, acting: Acting, at: datetime, state: str, code: str, oa_id: str,
    console: Console,
) -> Joining:  # fmt: skip
    """Spend the code that came back, ask who it speaks for, and connect. Raises a Refused that
    says what went wrong; then the joining says so too, and a new consent may be asked for."""
    with transaction.atomic(durable=True):
        row = _of(joining, lock=True)
        if row.ended_in_id is not None or not returned(row, state, acting):
            raise ForeignConsent
        # Spent before the code is: whoever comes second with the same state finds another nonce.
        row.nonce, row.trouble = actions.new_nonce(), ""
        row.save(update_fields=["nonce", "trouble"])
    if oa_id != row.oa_id:
        raise _not_granted(row, "other_account")
    try:
        pair = console.exchange(
            settings.ZALO_HOSTS["oauth_base"], app_id=row.app_id, app_secret=row.app_secret,
            code=code, verifier=row.verifier,
        )  # fmt: skip
    except NoPair as error:
        raise _not_granted(row, error.code) from error
    with transaction.atomic():
        row = _same(row)
        row.access_token, row.refresh_token = pair.access_token, pair.refresh_token
        row.granted_at, row.expires_at = at, at + pair.lives
        row.save(update_fields=["access_token", "refresh_token", "granted_at", "expires_at"])
    return recognise(row, acting=acting, at=at, console=console)


def recognise(joining: Joining, *, acting: Acting, at: datetime, console: Console) -> Joining:
    """Ask Zalo whose the tokens are; if it is who the officer said, connect the account."""
    row = _of(joining)
    if not row.access_token or row.expires_at is None:
        raise _not_granted(row, "no_consent_yet")
    try:
        about = console.describe(Account(settings.ZALO_HOSTS["api_base"], row.access_token))
    except Untold as error:
        raise _not_granted(row, error.outcome.code) from error
    if about.oa_id != row.oa_id:
        with transaction.atomic():
            row = _same(row)
            row.access_token = row.refresh_token = ""
            row.save(update_fields=["access_token", "refresh_token"])
        raise _not_granted(row, "other_account")
    try:
        with transaction.atomic():
            return _connect(_same(row), about, acting, at)
    except (actions.Ended, Overtaken):
        raise
    except Refused as refused:
        _note(row, refused.code)
        raise


def _connect(row: Joining, about: Described, acting: Acting, at: datetime) -> Joining:
    """The account speaks from now on; its tokens are in `Keys` and no longer here."""
    assert row.expires_at is not None
    row.channel = connect(
        actor=acting, at=at, place=row.place, name=about.name or row.oa_id,
        oa_id=row.oa_id, app_id=row.app_id, app_secret=row.app_secret,
        oa_secret=row.oa_secret, access_token=row.access_token,
        refresh_token=row.refresh_token,
        lives=max(row.expires_at - at, timedelta(minutes=1)),
        # Sources differ on how Zalo signs: take each, and show which one it was.
        any_variant=True, **settings.ZALO_HOSTS,
    )  # fmt: skip
    row.access_token = row.refresh_token = row.trouble = ""
    row.described = {
        "name": about.name, "verified": about.verified, "package": about.package,
        "package_until": about.package_until, "cloud_account": about.cloud_account,
        "followers": about.followers,
    }  # fmt: skip
    row.save(update_fields=["channel", "access_token", "refresh_token", "trouble", "described"])
    return row


def tried(joining: Joining, outcome: Outcome) -> None:
    """Write down what became of the test message."""
    code = "sent" if outcome.kind is Class.SENT else outcome.code or "no_id"
    asked = _rows().filter(pk=joining.pk, nonce=joining.nonce, channel=joining.channel_id)
    asked.update(tried_code=code)


def _not_granted(row: Joining, code: str) -> NotGranted:
    _note(row, code)
    return NotGranted(said(code), code=code)


def _note(row: Joining, code: str) -> None:
    """On the joining this was asked for, not on what somebody made of it meanwhile."""
    row.trouble = code
    _rows().filter(pk=row.pk, nonce=row.nonce, ended_in=None).update(trouble=code)


def _same(asked: Joining) -> Joining:
    """The row as it is now, locked, if it is still what Zalo was asked for.

    Every correction of a key and every consent gives it another nonce; connecting takes its tokens.
    Raises Ended and Overtaken.
    """
    row = actions.locked(asked)
    if (row.nonce, row.access_token) != (asked.nonce, asked.access_token):
        raise Overtaken(
            _("Trong lúc hỏi Zalo, có người đã sửa khóa hoặc xin phép lại. Mở lại trang để xem.")
        )
    return row


def _of(joining: Joining, *, lock: bool = False) -> Joining:
    rows = _rows().select_related("place")
    row: Joining = (rows.select_for_update(of=("self",)) if lock else rows).get(pk=joining.pk)
    return row


def _rows() -> Any:
    return Joining.objects.unscoped(why="the joining itself is in hand")
