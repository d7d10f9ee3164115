"""Receipts by the hundred: received and seen, in whichever order they come."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from chungtay.carriers.zalo.events import Event, parse
from chungtay.channels import doubts
from chungtay.channels.models import Delivery
from chungtay.intake.models import Inbound

State = Delivery.State
EARLY = timedelta(seconds=90)
"""A receipt may overtake the answer to our request; after this it is about nothing of ours."""
LOOK_AGAIN = timedelta(seconds=2)


def take_in(ids: Sequence[int], at: datetime) -> int:
    """Deal with these receipts in a few statements; how many were settled."""
    if not ids:
        return 0
    with transaction.atomic():
        open_ = _every().filter(pk__in=ids, handled_at=None).order_by("pk")
        rows = list(open_.select_for_update(skip_locked=True))
        told = [(row, parse(bytes(row.body))) for row in rows]
        _resolve(told)
        deliveries = _deliveries(told)
        settled: list[int] = []
        early: dict[timedelta, list[int]] = {}
        for row, event in told:
            named = _ids(event)
            found = [deliveries[key] for m in named if (key := (row.channel_id, m)) in deliveries]
            for delivery in found:
                _mark(delivery, row.event, row.happened_at)
            age = at - row.received_at
            if len(found) < len(named) and age < EARLY:
                early.setdefault(_pause(age), []).append(row.pk)
            else:
                settled.append(row.pk)
        _sent().bulk_update(list(deliveries.values()), ["state", "received_at", "seen_at"])
        _every().filter(pk__in=settled).update(handled_at=at, outcome=Inbound.Outcome.RECEIPT)
        for pause, waiting in early.items():
            _every().filter(pk__in=waiting).update(not_before=at + pause)
    return len(settled)


def _pause(age: timedelta) -> timedelta:
    """How long it waits for its message, the longer the longer it has waited."""
    pause = LOOK_AGAIN
    while pause < min(age, EARLY / 2):
        pause *= 2
    return pause


def _resolve(told: list[tuple[Inbound, Event]]) -> None:
    """A receipt of a template message by phone carries our own reference of it (`tracking_id`): one
    that was in doubt has surely been sent, and from now on has Zalo's number."""
    for row, event in told:
        message = event.said.get("message")
        ours = message.get("tracking_id") if isinstance(message, dict) else None
        if not ours or not event.msg_id:
            continue
        every = _sent()
        doubtful = every.in_doubt().filter(way="zalo_phone").referred(ours, row.channel_id)
        if doubtful is not None:
            doubts.settle_as_sent(doubtful, event.msg_id, row.happened_at)


def _ids(event: Event) -> tuple[str, ...]:
    return event.msg_ids or ((event.msg_id,) if event.msg_id else ())


def _deliveries(told: list[tuple[Inbound, Event]]) -> dict[tuple[int | None, str], Delivery]:
    """The deliveries they speak of, locked in the order of their ids."""
    ids = {msg_id for _, event in told for msg_id in _ids(event)}
    channels = {row.channel_id for row, _ in told}
    rows = _sent().filter(channel_id__in=channels, external_id__in=ids)
    locked = rows.order_by("pk").select_for_update()
    return {(row.channel_id, row.external_id): row for row in locked}


def _mark(delivery: Delivery, event: str, at: datetime) -> None:
    """Seen is more than received, whichever is told first; times are the earliest told."""
    if event == "user_seen_message":
        delivery.state = State.SEEN
        delivery.seen_at = min(delivery.seen_at or at, at)
    else:
        if delivery.state != State.SEEN:
            delivery.state = State.RECEIVED
        delivery.received_at = min(delivery.received_at or at, at)


def _every() -> Any:
    return Inbound.objects.unscoped(why="receipts belong to the messages we sent")


def _sent() -> Any:
    return Delivery.objects.unscoped(why="receipts belong to the messages we sent")
