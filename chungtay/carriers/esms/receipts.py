"""What eSMS calls back with, by GET, when it knows how an SMS ended (zalo.md 5). Pure.

Nothing signs it. So the address it comes to holds a secret, and a receipt is only believed when
both its ids, the gateway's and ours, belong to one delivery.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from chungtay.carriers.wire import id_in

ENDED = "5"
"""The SendStatus of an SMS that is done with; before it nothing is certain."""


class NotAReceipt(ValueError):
    """Not a receipt: an id is missing, or a count is no number."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """`arrived`: True on the phone, False definitely not, None not known yet."""

    sms_id: str
    reference: str
    arrived: bool | None


def parse(query: Mapping[str, str]) -> Receipt:
    """The receipt in a query string. Raises `NotAReceipt`; repeats say the same again."""
    sms_id, reference = id_in(query, "SMSID"), id_in(query, "RequestId")
    succeeded, failed = _count(query, "SendSuccess"), _count(query, "SendFailed")
    if not sms_id or not reference or "SendStatus" not in query:
        raise NotAReceipt
    arrived = None
    # Both, or neither, for one phone: that is no answer.
    if query["SendStatus"] == ENDED and bool(succeeded) != bool(failed):
        arrived = bool(succeeded)
    return Receipt(sms_id, reference, arrived)


def _count(query: Mapping[str, str], name: str) -> int:
    said = query.get(name, "0")
    if not re.fullmatch(r"[0-9]{1,6}", said):
        raise NotAReceipt
    return int(said)
