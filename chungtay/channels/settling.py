"""What an outcome does to its delivery. Only proof of non-delivery lets a message go again."""

import logging
import random
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Q

from chungtay.carriers.outcome import (
    MOST_ATTEMPTS,
    Class,
    Outcome,
    again_at,
    pause_before,
    rest_after,
)
from chungtay.carriers.zalo.client import Zalo
from chungtay.carriers.zalo.errors import TOKEN_REFUSED
from chungtay.channels import pacing, presences, tokens
from chungtay.channels.models import Channel, Delivery, Way
from chungtay.channels.resolving import BATCH, onward
from chungtay.channels.situations import LONG_REST

_SENT = """
UPDATE channels_delivery d SET state = 'sent', external_id = said.id, sent_at = %s, code = '',
    lease_until = NULL, attempts = attempts + 1
FROM unnest(%s::bigint[], %s::text[], %s::timestamptz[]) AS said (pk, id, sending_at)
WHERE d.id = said.pk AND d.state = ANY(%s)
  AND (d.sending_at IS NULL OR d.sending_at = said.sending_at)
"""

log = logging.getLogger(__name__)

State = Delivery.State
FLYING = (State.SENDING, State.UNKNOWN)
URGENT = Delivery.Rank.URGENT
REST = timedelta(seconds=3)
PATIENCE = timedelta(minutes=3)
"""So long what is urgent waits for a carrier that cannot be reached, before it goes another way."""
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
    leave([row for row, o in others if row.rank >= URGENT and _is_stuck(row, o, at)], at)
    pacing.told(ended, at)


def _sent(accepted: list[tuple[Delivery, Outcome]], at: datetime) -> None:
    """The ordinary case, all in one statement."""
    if accepted:
        with connection.cursor() as cursor:
            cursor.execute(_SENT, [
                at, [row.pk for row, _ in accepted], [o.message_id for _, o in accepted],
                [row.sending_at for row, _ in accepted], [str(state) for state in FLYING],
            ])  # fmt: skip


def go_on(failed: list[Delivery], at: datetime) -> None:
    """Write the next way's rows of messages whose way has just definitely failed, in the same
    transaction: the earlier rows are passed, those without a next way stay failed."""
    if not failed:
        return
    going = onward(failed, at)
    Delivery.objects.unscoped(why="the sender settles what it carried").filter(
        pk__in=[row.pk for row in failed if row.message_id in going], state=State.FAILED
    ).update(state=State.PASSED)


def _is_stuck(row: Delivery, outcome: Outcome, at: datetime) -> bool:
    """Whether nothing left, for certain, and nothing will for longer than what is urgent waits."""
    if outcome.kind is Class.OUTAGE:
        return at >= row.created_at + PATIENCE
    return outcome.kind in (Class.OPERATOR, Class.LATER, Class.TOMORROW)


def leave(stuck: Collection[Delivery], at: datetime) -> None:
    """These wait where nothing leaves: they go on by a way that is open now, or wait on."""
    held = set(_held(stuck, State.WAITING).values_list("pk", flat=True)) if stuck else ()
    rows = [row for row in stuck if row.pk in held]
    if rows:
        _held(rows, State.WAITING).update(state=State.PASSED)
        going = onward(rows, at, open_now=True)
        rest = [row for row in rows if row.message_id not in going]
        _held(rest, State.PASSED).update(state=State.WAITING)


@transaction.atomic
def sweep(at: datetime) -> None:
    """What no claim comes to: what has expired ends, and what is urgent leaves a channel that is
    paused, or has been out of reach for longer than it can wait."""
    every = Delivery.objects.unscoped(why="nothing waits for a way that is closed")
    waiting = every.filter(state=State.WAITING).select_for_update(skip_locked=True)
    expired = waiting.filter(expires_at__lte=at)
    every.filter(pk__in=list(expired.values_list("pk", flat=True)[:BATCH])).update(
        state=State.FAILED, code="expired"
    )
    channels = Channel.objects.unscoped(why="nothing waits for a way that is closed")
    out_of_reach = channels.filter(rest_until__gt=at + LONG_REST)
    stuck = waiting.filter(
        ~Q(channel__in=channels.speaking())
        | Q(channel__in=out_of_reach, created_at__lte=at - PATIENCE),
        rank__gte=URGENT,
    )
    rows = list(stuck.order_by("pk")[:BATCH])
    every.filter(pk__in=[row.pk for row in rows], code="").update(code="paused")
    leave(rows, at)


def begin_again(failed: list[Delivery], at: datetime) -> None:
    """Of these nothing has arrived and only the address is to blame: another one of the same way,
    else the next way. A row without either stays, failed."""
    every = Delivery.objects.unscoped(why="an address is no longer its person's")
    if failed:
        every.filter(pk__in=[row.pk for row in failed]).delete()
        going = onward(failed, at)
        lost = [row for row in failed if row.message_id not in going]
        for row in lost:
            row.state, row.code = State.FAILED, "no_contact"
        Delivery.objects.bulk_create(lost)


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
        case Class.OUTAGE:
            # No try is used up: nothing left, and only its hour ends what waits for a network.
            since = at - row.created_at if row.code == outcome.code else timedelta(0)
            until = at + rest_after(since, random.random())  # noqa: S311
            again(row, outcome.code, until)
            _rest(row, until)
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
