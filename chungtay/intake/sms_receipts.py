"""What the SMS gateway says became of an SMS: on the telephone, or definitely not."""

from datetime import datetime

from django.db import transaction

from chungtay.carriers.esms.receipts import Receipt
from chungtay.channels import settling
from chungtay.channels.models import Delivery, Way

State = Delivery.State
NOT_ARRIVED = "esms_failed"
ARRIVED_FROM = (State.SENDING, State.SENT, State.UNKNOWN, State.FAILED)


def record(channel_id: int, receipt: Receipt, at: datetime) -> bool:
    """Whether the receipt is about an SMS of ours: both ids must belong to one delivery, and the
    gateway's is learnt from the receipt if its answer was lost. Repeats change nothing, and what
    once arrived stays arrived; what did not goes on by the next way."""
    rows = Delivery.objects.unscoped(why="receipts belong to the messages we sent")
    with transaction.atomic():
        sms = rows.select_for_update().filter(way=Way.SMS)
        found = sms.referred(receipt.reference, channel_id)
        owner = rows.filter(channel=channel_id, external_id=receipt.sms_id).first() or found
        if found is None or owner != found or found.external_id not in ("", receipt.sms_id):
            return False
        mine = rows.filter(pk=found.pk)
        known = {"external_id": receipt.sms_id, "lease_until": None, "not_before": None}
        if receipt.arrived and found.state in ARRIVED_FROM:
            sent_at = found.sent_at or at
            mine.update(state=State.RECEIVED, received_at=at, sent_at=sent_at, code="", **known)
        elif receipt.arrived is False and found.state in ARRIVED_FROM[:3]:
            mine.update(state=State.FAILED, code=NOT_ARRIVED, sent_at=None, **known)
            settling.go_on([found], at)
    return True
