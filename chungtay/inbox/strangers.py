"""Whoever writes without being in the register: by which way they could be answered."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from chungtay.inbox.models import Conversation
from chungtay.people.models import ContactPoint

Source = Conversation.Source


@dataclass(frozen=True, slots=True)
class Way:
    kind: ContactPoint.Kind
    value: str


def way_back(conversation: Conversation) -> Way | None:
    """The contact point that an answer would go to; None for whoever left none, and for a visitor
    of Zalo who never signed in: they can be answered by nobody once they have left."""
    address = conversation.address
    if conversation.source == Source.ZALO and "/" in address:
        return Way(ContactPoint.Kind.ZALO, address)
    if address.startswith("+"):
        return Way(ContactPoint.Kind.PHONE, address)
    if "@" in address:
        return Way(ContactPoint.Kind.EMAIL, address)
    return None


def no_way(conversation: Conversation) -> str:
    """Why nobody who wrote like this can be answered, in the words of how they wrote."""
    if conversation.source == Source.VISITOR:
        return _("Người này nhắn Zalo khi chưa đăng nhập, nên không có chỗ nào để gửi câu trả lời.")
    if conversation.source == Source.EMAIL:
        return _("Thư này không có địa chỉ người gửi, nên không có chỗ nào để gửi câu trả lời.")
    return _("Không có đường trả lời người này: họ không để lại số, cũng không nhắn qua Zalo của "
             "phường.")  # fmt: skip
