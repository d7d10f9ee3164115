"""What an outcome does to its delivery. Only proof of non-delivery lets a message go again."""

import logging
import random
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Case, F, Q, Value, When

from chungtay.carriers.outcome import MOST_ATTEMPTS, Class, Outcome, again_at, pause_before
from chungtay.carriers.zalo.client import Zalo
from chungtay.carriers.zalo.errors import TOKEN_REFUSED
from chungtay.channels import pacing, presences, tokens
from chungtay.channels.models import Channel, Delivery, Way
from chungtay.channels.resolving import onward

log = logging.getLogger(__name__)

State = Delivery.State
FLYING = (State.SENDING, State.UNKNOWN)
REST = timedelta(seconds=3)
BUTTONS_REFUSED = frozenset({"-201", "-233"})
DAYS_QUOTA = frozenset({"-144", "zbs_-144"})
"""The account has sent all it may today, to whomever."""


def change(row: Delivery, **fields: Any) -> bool:
    """Change a row that is still on its way; False when an echo has settled it meanwhile, or
    another sender has it in hand."""
    return bool(_held([row], *FLYING, State.WAITING).update(**fields))


def _held(rows: Collection[Delivery], *states: str) -> Any:
    """Those of these rows that nobody has claimed since: the moment of an attempt is its own."""
    attempts = {row.sending_at for row in rows} - {None}
    return Delivery.objects.unscoped(why="the sender settles what it carried").filter(
        Q(sending_at=None) | Q(sending_at__in=attempts),
        pk__in=[row.pk for row in rows], state__in=states,
    )  # fmt: skip


def settle(ended: Iterable[tuple[Delivery, Outcome]], at: datetime) -> list[Delivery]:
    """Write down what became of these; returns the rows whose token was refused."""
    ended = list(ended)
    if not ended:
        return []
    try:
        _settle_all(ended, at)
    except IntegrityError:
        # A message id that we have already: each alone, so that one lie spoils one row only.
        for row, outcome in ended:
            try:
                _settle_all([(row, outcome)], at)
            except IntegrityError:
                change(row, state=State.UNKNOWN, code="no_id", lease_until=None)
    return [row for row, outcome in ended if outcome.kind is Class.REFRESH]


@transaction.atomic
def _settle_all(ended: list[tuple[Delivery, Outcome]], at: datetime) -> None:
    _sent([(row, o) for row, o in ended if o.kind is Class.SENT], at)
    others = [(row, o) for row, o in ended if o.kind is not Class.SENT]
    failed = [row for row, outcome in others if _settle_one(row, outcome, at)]
    # Before a next way is looked for: who refused this account is not asked by it again.
    presences.refused(
        [presences.Refusal(row.channel_id or 0, row.to, o.code) for row, o in others], at
    )
    go_on(failed, at)
    pacing.told(ended, at)


def _sent(accepted: list[tuple[Delivery, Outcome]], at: datetime) -> None:
    """The ordinary case, all in one statement."""
    ids = [When(pk=row.pk, then=Value(outcome.message_id)) for row, outcome in accepted]
    if ids:
        _held([row for row, _ in accepted], *FLYING).update(
            state=State.SENT, external_id=Case(*ids), sent_at=at, code="",
            lease_until=None, attempts=F("attempts") + 1,
        )  # fmt: skip


def go_on(failed: list[Delivery], at: datetime) -> None:
    """Write the next way's rows of messages whose way has just definitely failed, in the same
    transaction: the earlier rows are passed, those without a next way stay failed."""
    if not failed:
        return
    going = onward(failed, at)
    Delivery.objects.unscoped(why="the sender settles what it carried").filter(
        pk__in=[row.pk for row in failed if row.message_id in going], state=State.FAILED
    ).update(state=State.PASSED)


def _settle_one(row: Delivery, outcome: Outcome, at: datetime) -> bool:
    """Whether the way definitely failed for this person, so that the next one may be tried."""
    match outcome.kind:
        case Class.SENT:
            _sent([(row, outcome)], at)
        case Class.DOUBT:
            change(
                row, state=State.UNKNOWN, code=outcome.code, lease_until=None,
                not_before=at + timedelta(seconds=10), attempts=F("attempts") + 1,
            )  # fmt: skip
        case Class.REFRESH:
            again(row, outcome.code, None)
        case Class.RATE:
            again(row, outcome.code, None)
            _rest(row, at + REST * (0.5 + random.random()))  # noqa: S311
        case Class.BACKOFF:
            return back_off(row, outcome.code, at)
        case Class.LATER | Class.TOMORROW:
            again(row, outcome.code, again_at(outcome, at))
            if outcome.code in DAYS_QUOTA:
                pacing.used_up(row, at)
        case Class.OPERATOR:
            again(row, outcome.code, None)
            assert row.channel is not None
            tokens.trouble(row.channel, at, outcome.code, pauses=True)
        case Class.OUR_BUG if outcome.code in BUTTONS_REFUSED and _had_buttons(row):
            again(row, outcome.code, None, plain=True)
        case Class.UNREACHABLE:
            return fail(row, outcome.code)
        case _:
            log.error("the carrier refused delivery %s as faulty: %s", row.pk, outcome.code)
            fail(row, outcome.code)
    return False


def again(row: Delivery, code: str, not_before: datetime | None, **fields: Any) -> None:
    """Nothing was delivered: the message waits for its next turn."""
    change(row, state=State.WAITING, code=code, not_before=not_before, lease_until=None, **fields)


def fail(row: Delivery, code: str) -> bool:
    return change(row, state=State.FAILED, code=code, lease_until=None, attempts=F("attempts") + 1)


def back_off(row: Delivery, code: str, at: datetime) -> bool:
    """Try again a little later, three times in all; whether that was the last."""
    attempt = row.attempts + 1
    if attempt >= MOST_ATTEMPTS:
        return fail(row, code)
    pause = pause_before(attempt, random.random())  # noqa: S311
    again(row, code, at + pause, attempts=attempt)
    return False


def _had_buttons(row: Delivery) -> bool:
    assert row.channel is not None
    has_them = row.way == Way.ZALO_CS and row.channel.buttons and not row.plain
    return has_them and bool(row.message.answers)


def _rest(row: Delivery, until: datetime) -> None:
    Channel.objects.unscoped(why="the sender settles what it carried").filter(
        pk=row.channel_id
    ).update(rest_until=until)


def token_refused(rows: list[Delivery], token: str, zalo: Zalo, at: datetime) -> None:
    """These rows of one channel were refused for `token`: renew it once, and try them once more."""
    channel = rows[0].channel
    assert channel is not None
    again_refused = any(row.code in TOKEN_REFUSED for row in rows)
    until = tokens.refused(channel, zalo, at, token=token, again=again_refused)
    if until is None:
        return
    for row in rows:
        # No new token to be had just now: the next refusal is again the first. Only what still
        # waits: meanwhile another sender may have it in hand.
        _held([row], State.WAITING).update(code="connect")
    _rest(rows[0], until)
