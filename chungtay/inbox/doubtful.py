"""Of messages of which nobody knows whether they arrived: what an officer should do, in words.

Zalo's events settle most doubts (`channels.doubts`). A template that does not hold our own words
shows nothing by which its echo could be told from another's (zalo.md 1.5 gives it no reference of
ours): for those somebody has to look, or telephone.
"""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from chungtay.channels import letters
from chungtay.channels.doubts import LOOK_UNTIL
from chungtay.channels.models import Delivery, Template, Way


def todo(rows: Iterable[Delivery], at: datetime) -> dict[int, str]:
    """By delivery, for those in doubt; their messages are loaded. One question, or none."""
    doubtful = [row for row in rows if row.state == Delivery.State.UNKNOWN]
    filled = {row.channel_id or 0 for row in doubtful if row.way == Way.ZALO_UID}
    templates = letters.usable(sorted(filled)) if filled else {}
    return {row.pk: _todo(row, templates, at) for row in doubtful}


def _todo(row: Delivery, templates: letters.Templates, at: datetime) -> str:
    if row.way == Way.ZALO_UID:
        template = letters.template_of(row, templates)
        if template is None or Template.Value.TEXT not in template.fields.values():
            return _(
                "Tin mẫu này không có lời nhắn nên máy không nhận ra nó trên Zalo. Mở Zalo của đơn "
                "vị xem tin đã hiện chưa, hoặc gọi điện."
            )
    looked = row.way != Way.EMAIL and row.not_before is not None
    if looked and row.sending_at is not None and at < row.sending_at + LOOK_UNTIL:
        return _("Máy còn đang hỏi lại. Việc gấp thì gọi điện, đừng chờ.")
    return _("Máy không hỏi lại được nữa. Gọi điện hỏi người ấy.")
