"""What came in of a person, and how it is taken out (see `rights.registry`).

Webhooks keep their number, moment and outcome: counts stay right, and nothing says what was written
or by whom.
"""

import hashlib
from datetime import datetime
from typing import Any

from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.translation import gettext_lazy as _

from chungtay.intake.models import SAYS_NOTHING, Inbound
from chungtay.rights.registry import Subject, holds


def _written(subject: Subject) -> Any:
    rows = Inbound.objects.unscoped(why="what a person who is erased wrote to us")
    # Receipts of template messages by phone name the number, as 84…, or its digest.
    numbers = {phone.removeprefix("+") for phone in subject.phones - subject.shared}
    digests = {hashlib.sha256(number.encode()).hexdigest() for number in numbers}
    mine = Q(user_id__in=numbers | digests)
    for address in subject.zalo:
        account, _slash, user = address.partition("/")
        mine |= Q(user_id=user, channel__oa_id=account)
    return rows.crossing("channel", why="a Zalo user is one of one account").filter(mine)


def forget_written(subject: Subject, at: datetime) -> int:
    ids = list(_written(subject).values_list("pk", flat=True))
    rows = Inbound.objects.unscoped(why="what a person who is erased wrote to us").filter(
        pk__in=ids
    )
    return int(
        rows.update(
            body=SAYS_NOTHING, user_id="", outcome=Inbound.Outcome.STORED,
            handled_at=Coalesce("handled_at", Value(at)),
            key=Concat(Value("erased|"), Cast("pk", CharField())),
        )
    )  # fmt: skip


holds(
    "intake.inbound", _("tin người ấy nhắn"),
    find=lambda who: int(_written(who).count()), blank=forget_written,
)  # fmt: skip
