"""A link by which somebody answers in a browser."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chungtay.access import links
from chungtay.answers.by_link import given
from chungtay.carriers.words import words
from chungtay.channels import answer_links
from chungtay.channels.models import Delivery
from chungtay.channels.resolving import known
from chungtay.journal.act import action
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused


@action("inbox.give_link", on="delivery", words=_("đưa đường dẫn để trả lời"))
def give_link(*, actor: Acting, at: datetime, delivery: Delivery) -> str:
    """A link by which the recipient answers this question in a browser; the token, for the only
    time. An earlier link to the same question is dead from now on."""
    message = delivery.message
    ends = answer_links.until(message, at)
    if not message.answers or ends <= at:
        raise Refused(_("Câu hỏi này không còn chờ trả lời."), code="nothing_to_answer")
    if given(message) is not None:
        raise Refused(_("Người này đã trả lời câu hỏi này rồi."), code="already_answered")
    if no := known([message]).unwilling(message):
        raise Refused(f"{words(no)}.", code=no)
    answer_links.revoke(message, at)
    return links.make(
        answer_links.ANSWER, at=at, lasts=ends - at, actor_id=message.recipient_id,
        place_id=delivery.place_id, args=answer_links.about(message),
    )  # fmt: skip
