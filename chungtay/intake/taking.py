"""A webhook from its bytes to a row: checked over the bytes as they came, kept once, answered.

The same function serves Django's view and the short way before Django (`front`): what is accepted
and what is stored is decided here alone.
"""

from datetime import datetime

from chungtay.carriers.zalo.events import LARGEST_BODY, Event, Malformed, parse
from chungtay.carriers.zalo.signature import OLDEST
from chungtay.intake import accounts, storing
from chungtay.intake.models import TurnedAway
from chungtay.intake.storing import Came
from chungtay.kit import clock

RETRIES = frozenset("12345")
STATUS = {"oversized": 413, "malformed": 400, "unknown_account": 403, "bad_signature": 403,
          "too_old": 403}  # fmt: skip

MAY_BE_STALE = frozenset({"unknown_account", "bad_signature"})
"""Reasons that remembered keys may be the cause of."""


def take(body: bytes, signature: str, num_retry: str, at: datetime) -> int:
    """The HTTP status for these bytes; on 200 they are stored, and that has been committed."""
    reason = _take(body, signature, num_retry, at, fresh=False)
    if reason in MAY_BE_STALE:
        reason = _take(body, signature, num_retry, at, fresh=True)
    return turned_away(reason) if reason else 200


def _take(body: bytes, signature: str, num_retry: str, at: datetime, *, fresh: bool) -> str:
    """ "" when it is stored, else the reason why not, as far as remembered keys can tell."""
    if len(body) > LARGEST_BODY:
        return "oversized"
    try:
        event = parse(body)
    except Malformed:
        return "malformed"
    asked = accounts.known.of(event, fresh=fresh)
    signed = ((a, a.signer.matching(signature, body, event.timestamp)) for a in asked)
    matched = [(account, variant) for account, variant in signed if variant]
    # With the application's secret, which all of its accounts share, nobody knows for which.
    if not asked or len(matched) > 1:
        return "unknown_account"
    if not matched:
        return "bad_signature"
    [(account, variant)] = matched
    if event.at < at - OLDEST:
        return "too_old"
    return "" if storing.keep(_came(event, account, variant, num_retry)) else "unknown_account"


def _came(event: Event, account: accounts.Account, variant: str, num_retry: str) -> Came:
    oa_id = account.signer.oa_id
    return Came(
        account.channel_id, *account.version, event.key(oa_id), event.name, event.subject(oa_id),
        event.at, int(num_retry) if num_retry in RETRIES else 0, variant, event.body,
    )  # fmt: skip


def turned_away(reason: str) -> int:
    """Count a refusal; its status."""
    TurnedAway.objects.count_one(clock.now().astimezone(clock.VN).date(), reason)
    return STATUS[reason]
