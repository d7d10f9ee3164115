"""What the inbox holds of a person, and how it is taken out (see `rights.registry`).

Inbound webhooks keep their number, moment and outcome; the bytes and the Zalo user go, in which
the person's words and name stand.
"""

from datetime import datetime
from typing import Any

from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from chungtay.inbox.models import Inbound
from chungtay.rights.registry import Subject, holds

ERASED = b'{"timestamp": "0"}'
"""A webhook that says nothing."""


def _written(subject: Subject) -> Any:
    rows = Inbound.objects.unscoped(why="what a person who is erased wrote to us")
    mine = Q(pk__in=[])
    for address in subject.zalo:
        account, _slash, user = address.partition("/")
        mine |= Q(user_id=user, channel__oa_id=account)
    return rows.crossing("channel", why="a Zalo user is one of one account").filter(mine)


def _forget_written(subject: Subject, at: datetime) -> int:
    ids = list(_written(subject).values_list("pk", flat=True))
    rows = Inbound.objects.unscoped(why="what a person who is erased wrote to us").filter(
        pk__in=ids
    )
    rows.filter(handled_at=None).update(handled_at=at)
    return int(
        rows.update(
            body=ERASED, user_id="", outcome=Inbound.Outcome.STORED,
            key=Concat(Value("erased|"), Cast("pk", CharField())),
        )
    )  # fmt: skip


holds(
    "inbox.inbound", _("tin người ấy nhắn"),
    find=lambda who: int(_written(who).count()), blank=_forget_written,
)  # fmt: skip
