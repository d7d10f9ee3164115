"""Links by which somebody answers a question in a browser, for ways that take no answer back.

The link belongs to the act that asked: a delivery is no act of its own. Its token stands in the
text that leaves and nowhere else.
"""

from datetime import datetime, timedelta

from django.conf import settings

from chungtay.access import links
from chungtay.access.models import Link
from chungtay.journal.models import Message

ANSWER = "inbox.answer"
"""Purpose of the link."""
LASTS = timedelta(days=3)
"""How long a question without an end of its own may be answered by link."""
PATH = "/tra-loi/{token}/"


def until(message: Message, at: datetime) -> datetime:
    """When a link to this question, made now, ends."""
    return message.expires_at or at + LASTS


def address(message: Message, place_id: int, at: datetime) -> str:
    """A new link to this question, the only one that lives; "" when there is nothing to answer."""
    ends = until(message, at)
    if not message.answers or ends <= at:
        return ""
    token = links.make(
        ANSWER, at=at, lasts=ends - at, actor_id=message.recipient_id, place_id=place_id,
        args=about(message), made_in=message.entry,
    )  # fmt: skip
    return str(settings.SITE) + PATH.format(token=token)


def revoke(message: Message, at: datetime) -> None:
    """The earlier links to this question are dead from now on."""
    earlier = Link.objects.filter(purpose=ANSWER, actor=message.recipient_id, args=about(message))
    earlier.filter(used_at=None, revoked_at=None).update(revoked_at=at)


def about(message: Message) -> dict[str, int]:
    return {"message": message.pk}
