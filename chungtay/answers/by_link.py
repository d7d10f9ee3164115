"""Questions that may be answered from a browser, by a link, without account, password or Zalo.

The key of an answer's entry names the message, the choice, and the tap or link it came by: so a
tap and a link know of each other, and whoever says the same by both has said it once.
"""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import CharField, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Concat

from chungtay.channels.answer_links import LASTS
from chungtay.channels.models import Delivery
from chungtay.journal.models import Entry, Message
from chungtay.kit.acting import Acting
from chungtay.people.models import Person


class Given(NamedTuple):
    """The answer that stands: which one, its entry, and whether it came by a link."""

    choice: int
    entry: Entry
    by_link: bool


def given(message: Message) -> Given | None:
    """The last answer to this message that was accepted, by tap or link."""
    mine = Entry.objects.filter(actor=message.recipient_id)
    entry = mine.filter(key__startswith=f"answer:{message.pk}:").order_by("-pk").first()
    if entry is None:
        return None
    return Given(int(entry.key.split(":")[2]), entry, ":link:" in entry.key)


def within_reach(acting: Acting) -> Any:
    """Deliveries of this place to people whom the reader may know, with `person` and `name`."""
    who = Person.objects.visible_to(acting).filter(actor=OuterRef("message__recipient"))
    rows = Delivery.objects.visible_to(acting).select_related("message__entry__place")
    named = rows.annotate(person=Subquery(who.values("pk")), name=Subquery(who.values("name")))
    return named.exclude(person=None)


def unreached(acting: Acting, at: datetime) -> Any:
    """Questions that failed or are in doubt and may still be answered, the newest first."""
    begins = Concat(Value("answer:"), Cast(OuterRef("message_id"), CharField()), Value(":"))
    answered = Entry.objects.filter(actor=OuterRef("message__recipient"), key__startswith=begins)
    lives = Q(message__expires_at__gt=at) | Q(message__expires_at=None, created_at__gt=at - LASTS)
    rows = within_reach(acting).filter(lives, ~Exists(answered), state__in=["failed", "unknown"])
    willing = rows.exclude(code__in=["no_consent", "do_not_contact"])
    return willing.exclude(message__answers=[]).order_by("-pk")
