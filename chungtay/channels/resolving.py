"""From an outbox row to a delivery: which account carries it to whom, or why nobody may.

Consent is looked at twice: when a message is taken, and again in the moment before it leaves,
because a person may withdraw while it waits.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from chungtay.channels.models import Channel, Delivery, Way
from chungtay.journal.models import Message
from chungtay.people.agreeing import agreed as agreed_now
from chungtay.people.agreeing import silent
from chungtay.people.merging import clusters
from chungtay.people.models import ContactPoint
from chungtay.people.purposes import registry
from chungtay.rights.telling import PURPOSES

BATCH = 500
REPLY = "channels.reply"
"""Purpose of what we say to somebody who has just written to us; it needs no consent."""

NO_CONSENT_NEEDED = frozenset({REPLY}) | PURPOSES
"""Purposes that answer a person who has spoken to us, or say what the law wants said."""


def needs_consent(message: Message) -> bool:
    """Not what a person's own act says back to that person: they asked for it."""
    return (
        message.purpose not in NO_CONSENT_NEEDED and message.entry.actor_id != message.recipient_id
    )


def agreed(message: Message, consents: frozenset[str]) -> bool:
    """Whether the purposes somebody agreed to cover this message.

    A purpose with words of its own needs exactly that consent; what follows from it ("blood.told"
    after "blood.ask") is covered by any consent to the same journey.
    """
    if message.purpose in registry:
        return message.purpose in consents
    journey = message.purpose.partition(".")[0]
    return any(purpose.partition(".")[0] == journey for purpose in consents)


@dataclass(frozen=True)
class Known:
    """What is known about a batch of recipients at one moment. Whoever is entered twice is reached
    by the ways of both, and a "no" said on either counts."""

    contacts: dict[int, list[ContactPoint]]
    consents: dict[int, frozenset[str]]
    silent: frozenset[int]

    def why_not(self, message: Message, at: datetime) -> str:
        """The code of the reason why this may not be said now; "" when it may."""
        if message.expires_at is not None and message.expires_at <= at:
            return "expired"
        if not self.contacts.get(message.recipient_id):
            return "no_contact"
        return self.unwilling(message)

    def unwilling(self, message: Message) -> str:
        """The code of the person's own no to being told this; "" when there is none."""
        consents = self.consents.get(message.recipient_id, frozenset())
        if not needs_consent(message):
            return ""
        if message.recipient_id in self.silent:
            return "do_not_contact"
        return "" if agreed(message, consents) else "no_consent"


def known(messages: Iterable[Message]) -> Known:
    """Standing Zalo contacts, consents and wishes of the recipients, whoever they are merged with;
    five queries."""
    one_person = clusters({message.recipient_id for message in messages})
    everyone = {actor_id for members in one_person.values() for actor_id in members}
    points: dict[int, list[ContactPoint]] = {}
    for contact in ContactPoint.objects.unscoped(
        why="the sender carries every message to its recipient"
    ).filter(actor_id__in=everyone, kind=ContactPoint.Kind.ZALO, ended_in=None):
        points.setdefault(contact.actor_id, []).append(contact)
    contacts = {
        actor_id: [point for member in members for point in points.get(member, [])]
        for actor_id, members in one_person.items()
    }
    return Known(contacts, agreed_now(one_person), silent(one_person))


def take(at: datetime, limit: int = BATCH) -> int:
    """Make a delivery of each waiting message, urgent ones first; how many were taken."""
    with transaction.atomic():
        waiting = Message.objects.select_for_update(skip_locked=True, of=("self",))
        messages = list(
            waiting.filter(taken_at=None).select_related("entry").order_by("-urgent", "id")[:limit]
        )
        if not messages:
            return 0
        about, channels = known(messages), _channels()
        Delivery.objects.bulk_create(
            [_delivery(message, about, channels, at) for message in messages]
        )
        Message.objects.filter(pk__in=[message.pk for message in messages]).update(taken_at=at)
    return len(messages)


def _channels() -> dict[str, Channel]:
    return {
        channel.oa_id: channel
        for channel in Channel.objects.unscoped(
            why="the sender carries every message to its recipient"
        ).order_by("id")
    }


def _delivery(
    message: Message, about: Known, channels: dict[str, Channel], at: datetime
) -> Delivery:
    """The account of the message's own place goes first, then the oldest one that knows them."""
    row = Delivery(message=message, place_id=message.entry.place_id, rank=int(message.urgent))
    ways = [
        (channels[oa_id], contact)
        for contact in about.contacts.get(message.recipient_id, [])
        if (oa_id := contact.value.partition("/")[0]) in channels
    ]
    code = about.why_not(message, at) or ("" if ways else "no_channel")
    if code:
        row.state, row.code = Delivery.State.FAILED, code
        return row
    row.way = Way.ZALO_CS
    row.channel, row.contact = min(
        ways, key=lambda way: (way[0].place_id != row.place_id, way[0].pk)
    )
    return row
