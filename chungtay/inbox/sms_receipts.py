"""What the SMS gateway says became of an SMS: on the telephone, or definitely not."""

from datetime import datetime

from django.db import transaction

from chungtay.carriers.esms.receipts import Receipt
from chungtay.channels.models import Delivery

State = Delivery.State
NOT_ARRIVED = "esms_failed"


def record(channel_id: int, receipt: Receipt, at: datetime) -> bool:
    """Whether the receipt is about an SMS of ours: both ids must belong to one delivery. Repeats
    change nothing, and what once arrived stays arrived."""
    rows = Delivery.objects.unscoped(why="receipts belong to the messages we sent")
    if not receipt.reference.isdecimal() or len(receipt.reference) > 18:
        return False
    with transaction.atomic():
        found: Delivery | None = (
            rows.select_for_update()
            .filter(pk=int(receipt.reference), channel=channel_id, external_id=receipt.sms_id)
            .first()
        )
        if found is None:
            return False
        if receipt.arrived and found.state in (State.SENT, State.UNKNOWN, State.FAILED):
            rows.filter(pk=found.pk).update(
                state=State.RECEIVED, received_at=at, sent_at=found.sent_at or at, code=""
            )
        elif receipt.arrived is False and found.state in (State.SENT, State.UNKNOWN):
            rows.filter(pk=found.pk).update(state=State.FAILED, code=NOT_ARRIVED, sent_at=None)
    return True
