"""Receipts by the hundred: received and seen, in whichever order they come."""

from datetime import datetime, timedelta

from django.db import transaction

from chungtay.carriers.zalo.events import Event, parse
from chungtay.channels import doubts
from chungtay.channels.models import Delivery
from chungtay.intake.models import Inbound
from chungtay.intake.names import RECEIPTS

State = Delivery.State
EARLY = timedelta(seconds=90)
"""A receipt may overtake the answer to our request; after this it is about nothing of ours."""
LOOK_AGAIN = timedelta(seconds=2)


def take_in(at: datetime, limit: int) -> int:
    """Deal with up to `limit` open receipts in a few statements; how many were settled."""
    with transaction.atomic():
        open_ = (
            Inbound.objects.unscoped(why="receipts belong to the messages we sent")
            .workable(at)
            .filter(event__in=RECEIPTS)
        )
        rows = list(open_.select_for_update(skip_locked=True)[:limit])
        if not rows:
            return 0
        told = [(row, parse(bytes(row.body))) for row in rows]
        _resolve(told)
        deliveries = _deliveries(told)
        settled: list[int] = []
        early: list[int] = []
        for row, event in told:
            ids = _ids(event)
            found = [deliveries[key] for m in ids if (key := (row.channel_id, m)) in deliveries]
            for delivery in found:
                _mark(delivery, row.event, row.happened_at)
            waits = len(found) < len(ids) and at < row.received_at + EARLY
            (early if waits else settled).append(row.pk)
        changed = list(deliveries.values())
        Delivery.objects.unscoped(why="receipts belong to the messages we sent").bulk_update(
            changed, ["state", "received_at", "seen_at"]
        )
        every = Inbound.objects.unscoped(why="receipts belong to the messages we sent")
        every.filter(pk__in=settled).update(handled_at=at, outcome=Inbound.Outcome.RECEIPT)
        every.filter(pk__in=early).update(not_before=at + LOOK_AGAIN)
    return len(settled)


def _resolve(told: list[tuple[Inbound, Event]]) -> None:
    """A receipt of a template message by phone carries our own reference of it (`tracking_id`): one
    that was in doubt has surely been sent, and from now on has Zalo's number."""
    for row, event in told:
        message = event.said.get("message")
        ours = message.get("tracking_id") if isinstance(message, dict) else None
        if not ours or not event.msg_id:
            continue
        every = Delivery.objects.unscoped(why="receipts belong to the messages we sent")
        doubtful = every.in_doubt().filter(way="zalo_phone").referred(ours, row.channel_id)
        if doubtful is not None:
            doubts.settle_as_sent(doubtful, event.msg_id, row.happened_at)


def _ids(event: Event) -> tuple[str, ...]:
    return event.msg_ids or ((event.msg_id,) if event.msg_id else ())


def _deliveries(told: list[tuple[Inbound, Event]]) -> dict[tuple[int | None, str], Delivery]:
    """The deliveries they speak of, locked in the order of their ids."""
    ids = {msg_id for _, event in told for msg_id in _ids(event)}
    channels = {row.channel_id for row, _ in told}
    rows = Delivery.objects.unscoped(why="receipts belong to the messages we sent").filter(
        channel_id__in=channels, external_id__in=ids
    )
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
