"""A link by which somebody answers in a browser."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chungtay.access import links
from chungtay.access.models import Link
from chungtay.carriers.words import words
from chungtay.channels.models import Delivery
from chungtay.channels.resolving import known
from chungtay.inbox.by_link import ANSWER, given, until
from chungtay.journal.act import action
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused


@action("inbox.give_link", on="delivery", words=_("đưa đường dẫn để trả lời"))
def give_link(*, actor: Acting, at: datetime, delivery: Delivery) -> str:
    """A link by which the recipient answers this question in a browser; the token, for the only
    time. An earlier link to the same question is dead from now on."""
    message = delivery.message
    ends = until(message, at)
    if not message.answers or ends <= at:
        raise Refused(_("Câu hỏi này không còn chờ trả lời."), code="nothing_to_answer")
    if given(message) is not None:
        raise Refused(_("Người này đã trả lời câu hỏi này rồi."), code="already_answered")
    if no := known([message]).unwilling(message):
        raise Refused(f"{words(no)}.", code=no)
    about = {"message": message.pk}
    earlier = Link.objects.filter(purpose=ANSWER, actor=message.recipient_id, args=about)
    earlier.filter(used_at=None, revoked_at=None).update(revoked_at=at)
    return links.make(
        ANSWER, at=at, lasts=ends - at, actor_id=message.recipient_id,
        place_id=delivery.place_id, args=about,
    )  # fmt: skip
