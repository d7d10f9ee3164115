"""How many may answer: nobody drowns a ward's inbox through a public page.

Mobile networks put many telephones behind one address, so one address may send more than one
person would.
"""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from chungtay.groups.models import Arrival

HOUR = timedelta(hours=1)
OF_A_NOTICE = 300
"""Answers to one notice in an hour."""
OF_AN_ADDRESS = 20
"""Answers from one address in an hour, whatever they answer."""
KEPT = timedelta(days=1)
"""How long it is kept, as a digest, from which address an answer came."""
LATER = _(
    "Đang có rất nhiều người trả lời cùng lúc, phường chưa nhận được lời này. Xin gửi lại sau ít"
    " phút, hoặc gọi điện cho phường."
)


def too_many(notice_id: int, origin: str, at: datetime) -> bool:
    """Whether one more answer would be too much; exact only while the notice is locked."""
    since = at - HOUR
    answers = Arrival.objects.unscoped(why="to count answers, whoever sent them").filter(
        way=Arrival.Way.ANSWER, arrived_at__gt=since
    )
    if origin and answers.filter(origin=origin).count() >= OF_AN_ADDRESS:
        return True
    return bool(answers.filter(notice=notice_id).count() >= OF_A_NOTICE)


def forget_origins(at: datetime) -> int:
    """Empty the digests that are needed no more; how many."""
    rows = Arrival.objects.unscoped(why="digests of addresses are kept for a day only")
    return int(rows.filter(arrived_at__lte=at - KEPT).exclude(origin="").update(origin=""))
