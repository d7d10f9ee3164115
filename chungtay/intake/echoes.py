"""Echoes of what our accounts say: nearly all are of messages whose Zalo id we know already.

Those are settled by the hundred, without reading a body. Of the others a message still in doubt is
known by its words, one by one, and the rest was typed in Zalo itself.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Length, Substr

from chungtay.carriers.zalo.events import Event
from chungtay.channels import doubts
from chungtay.channels.models import Delivery, Way
from chungtay.intake.models import Inbound
from chungtay.intake.names import SAID_BY_US

Outcome = Inbound.Outcome


def take_in(at: datetime, limit: int) -> int:
    """Deal with up to `limit` open echoes of messages whose id is known, whatever else is open
    before them; how many."""
    with transaction.atomic():
        # An echo's key is its event and the message's id (zalo.events.Event.key).
        told = _inbound().workable(at).filter(event__in=SAID_BY_US)
        told = told.annotate(msg_id=Substr("key", Length(F("event")) + 2))
        ours = _sent().filter(channel_id=OuterRef("channel_id"), external_id=OuterRef("msg_id"))
        # In no order: none matters among them, and a long queue need not be sorted for each batch.
        known = told.filter(Exists(ours.exclude(external_id=""))).order_by()
        locked = known.select_for_update(skip_locked=True, of=("self",))
        ids = list(locked.values_list("pk", flat=True)[:limit])
        done = _inbound().filter(pk__in=ids).update(handled_at=at, outcome=Outcome.ECHO)
    return int(done)


def of_ours(told: Sequence[tuple[Inbound, Event]]) -> tuple[dict[int, Outcome], set[int]]:
    """Of these echoes those of messages whose id is known, and those that may be of one in doubt
    to the same person: `is_ours` looks at them."""
    if not told:
        return {}, set()
    addresses = {row.pk: f"{row.channel.oa_id}/{row.user_id}" for row, _event in told}
    # In this order: a message whose id becomes known between the two questions is found by both.
    open_ = doubts.doubtful().filter(contact__value__in=set(addresses.values()))
    asked = set(open_.values_list("channel_id", "contact__value"))
    ids = {event.msg_id for _row, event in told} - {""}
    sent = _sent().filter(channel__in={row.channel_id for row, _event in told})
    known = set(sent.filter(external_id__in=ids).values_list("channel_id", "external_id"))
    ours = {row.pk for row, event in told if (row.channel_id, event.msg_id) in known}
    perhaps = {row.pk for row, _event in told if (row.channel_id, addresses[row.pk]) in asked}
    return dict.fromkeys(ours, Outcome.ECHO), perhaps - ours


def is_ours(inbound: Inbound, event: Event) -> bool:
    """Whether a message of ours is echoed: one whose id is known, or one in doubt, which is hereby
    known to have been sent. What may be a template of ours in doubt, and cannot be told from other
    words, settles nothing and is no letter either."""
    channel = inbound.channel
    if event.msg_id and _sent().filter(channel=channel, external_id=event.msg_id).exists():
        return True
    at = inbound.happened_at
    rows = doubts.doubtful().filter(
        channel=channel, contact__value=f"{channel.oa_id}/{inbound.user_id}",
        sending_at__lte=at + doubts.SKEW,
    )  # fmt: skip
    perhaps = False
    for row in rows.order_by("sending_at"):  # of two alike the older is taken first
        row.channel = channel
        filled = row.way == Way.ZALO_UID
        if filled and (_typed(event) or row.sending_at < at - doubts.SKEW):
            continue
        if doubts.shows(row, event.text):
            return doubts.settle_as_sent(row, event.msg_id, at)
        perhaps |= filled and (_is_card(inbound, event) or doubts.with_our_words(row) is None)
    return perhaps


def _typed(event: Event) -> bool:
    """Whether an officer typed it in Zalo's own page (zalo.md 2, `admin_id`)."""
    sender = event.said.get("sender")
    return bool(isinstance(sender, dict) and sender.get("admin_id"))


def _is_card(inbound: Inbound, event: Event) -> bool:
    """Whether Zalo tells of it without its words, as it may of a template."""
    return inbound.event == "oa_send_template" or not event.text


def _inbound() -> Any:
    return Inbound.objects.unscoped(why="echoes belong to the messages we sent")


def _sent() -> Any:
    return Delivery.objects.unscoped(why="echoes belong to the messages we sent")
