"""Whoever writes without being in the register: by which way they could be answered."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from chungtay.inbox.models import Conversation
from chungtay.people.models import ContactPoint

NEW = gettext_noop("Người mới nhắn")
"""The name in the register until they say theirs: a name is a fact of a person, in no language."""
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
