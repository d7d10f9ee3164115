"""A tap, a "1", or a button behind a link becomes the act of the person who was asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chungtay.answers.by_link import given
from chungtay.carriers.typed import chosen, same_words
from chungtay.carriers.zalo.events import Event
from chungtay.channels.actions import reply
from chungtay.channels.models import Delivery
from chungtay.channels.wording import PREFIX, read_token
from chungtay.intake.models import Inbound
from chungtay.journal.act import Repeated
from chungtay.journal.answers import NotAnswerable, always_answerable, loaded
from chungtay.journal.models import Message
from chungtay.journal.system import System
from chungtay.kit.errors import Refused
from chungtay.people.merging import cluster
from chungtay.people.models import ContactPoint

Outcome = Inbound.Outcome
State = Delivery.State
MOST_OFFERS = 20
TOO_LATE = _("Đường dẫn đã hết hạn. Nhắn để nhận lại.")
_OFFERED = """
SELECT DISTINCT m.recipient_id, ARRAY(SELECT a ->> 'label' FROM jsonb_array_elements(m.answers) a)
FROM journal_message m WHERE m.recipient_id = ANY(%s) AND m.answers <> '[]'
"""
MAY_HAVE_ARRIVED = (State.SENDING, State.UNKNOWN, State.SENT, State.RECEIVED, State.SEEN)


class Typed(NamedTuple):
    """One webhook's words; `selves`: the actors that are its writer, none for a stranger."""

    inbound_id: int
    text: str
    selves: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Answering:
    """A person answering from outside: may do the one verb that was offered, where it was."""

    actor_id: int
    verb: str
    place_id: int

    def may(self, verb: str, place_id: int | None) -> bool:
        return verb == self.verb and place_id == self.place_id

    def reach(self) -> frozenset[int]:
        return frozenset({self.place_id})


def perform(message: Message, choice: int, by: str, at: datetime) -> tuple[Outcome, str]:
    """Call the verb of an answer in the name of who was asked, inside a transaction; gives what
    came of it, and the sentence for the person if that is a no.

    `by` names the tap ("zalo:…") or the link ("link:…") it came by. A link answers once; a tap
    that repeats what a link said changes nothing, any other tap is for the verb to decide.
    """
    offered = message.answers[choice]
    expired = message.expires_at is not None and message.expires_at <= at
    if expired and offered["verb"] not in always_answerable():
        return Outcome.EXPIRED, str(TOO_LATE)
    # A tap and a link at once: one of them comes second, and sees the first.
    Message.objects.select_for_update(no_key=True).get(pk=message.pk)
    before = given(message)
    if before and (by.startswith("link:") or (before.by_link and before.choice == choice)):
        return Outcome.REPEATED, ""
    # Whoever is entered twice answers as the one who was asked.
    acting = Answering(message.recipient_id, offered["verb"], message.entry.place_id)
    try:
        verb, arguments = loaded(acting, offered["verb"], offered.get("args", {}))
        verb.once(f"answer:{message.pk}:{choice}:{by}")(actor=acting, at=at, **arguments)
    except NotAnswerable:
        return Outcome.EXPIRED, str(TOO_LATE)
    except Repeated:
        return Outcome.REPEATED, ""
    except Refused as refused:
        return Outcome.REFUSED, str(refused.sentence)
    return Outcome.ANSWERED, ""


def answer(inbound: Inbound, event: Event, at: datetime) -> Outcome:
    """What somebody wrote: an answer to a message of ours, or a free word for people to read."""
    address = f"{inbound.channel.oa_id}/{inbound.user_id}"
    contacts = ContactPoint.objects.unscoped(
        why="the sender of a webhook is looked up by the Zalo user who signed it"
    )
    contact = contacts.filter(kind="zalo", value=address, ended_in=None).first()
    if event.text.strip().startswith(PREFIX):
        token = read_token(event.text, address)
        if contact is None:
            return Outcome.EXPIRED
        message = _message(token[0], contact) if token else None
        if token is None or message is None or token[1] >= len(message.answers):
            return _expired(inbound, contact, at)
        return _perform(inbound, message, token[1], contact, at)
    if contact is None:
        return Outcome.FREE_TEXT
    asked = _quoted(inbound, event) or _latest(inbound, contact)
    if asked is not None and asked.recipient_id in cluster(contact.actor_id):
        choice = chosen(event.text, [answer["label"] for answer in asked.answers])
        if choice is not None:
            return _perform(inbound, asked, choice, contact, at)
    standing = _always(event.text, contact)
    if standing is None:
        return Outcome.FREE_TEXT
    return _perform(inbound, *standing, contact, at)


def perhaps(typed: Sequence[Typed]) -> set[int]:
    """Of these the ids of those that may be an answer: a button's token, or words that any message
    to the same person offers. `answer` looks at them; the others are free words."""
    actors = {actor for one in typed for actor in one.selves}
    offers: dict[int, list[list[str]]] = {}
    if actors:
        with connection.cursor() as cursor:
            cursor.execute(_OFFERED, [sorted(actors)])
            for actor, labels in cursor.fetchall():
                offers.setdefault(actor, []).append(labels)
    found = set()
    for one in typed:
        labels = [some for actor in one.selves for some in offers.get(actor, ())]
        token = one.text.strip().startswith(PREFIX)
        if token or any(_chooses(one.text, some) for some in labels):
            found.add(one.inbound_id)
    return found


def _chooses(text: str, labels: list[str]) -> bool:
    return chosen(text, labels) is not None or any(same_words(text, label) for label in labels)


def _message(message_id: int, contact: ContactPoint) -> Message | None:
    """The message of a token, if it was to this very person."""
    mine = Message.objects.filter(pk=message_id, recipient_id__in=cluster(contact.actor_id))
    return mine.select_related("entry").first()


def _quoted(inbound: Inbound, event: Event) -> Message | None:
    """The message somebody replied to by quoting it."""
    if not event.quoted:
        return None
    rows = Delivery.objects.unscoped(
        why="the sender of a webhook is looked up by the Zalo user who signed it"
    ).filter(channel_id=inbound.channel_id)
    row = rows.filter(external_id=event.quoted).select_related("message__entry").first()
    return row.message if row and row.message.answers else None


def _latest(inbound: Inbound, contact: ContactPoint) -> Message | None:
    """The last message with answers that may have reached this Zalo user before they wrote.

    What left only afterwards was not what they answered: a second "1" is none to our thanks.
    """
    rows = Delivery.objects.unscoped(
        why="the sender of a webhook is looked up by the Zalo user who signed it"
    ).filter(
        channel_id=inbound.channel_id, contact=contact, state__in=MAY_HAVE_ARRIVED,
        sending_at__lt=inbound.happened_at,
    )  # fmt: skip
    asking = rows.exclude(message__answers=[]).select_related("message__entry")
    row = asking.order_by("-message_id").first()
    return row.message if row else None


def _always(text: str, contact: ContactPoint) -> tuple[Message, int] | None:
    """The words of an answer that always holds ("Đừng hỏi tôi nữa"), whatever came after it."""
    offering = Q(pk__in=[])
    for verb in always_answerable():
        offering |= Q(answers__contains=[{"verb": verb}])
    mine = Message.objects.filter(offering, recipient_id__in=cluster(contact.actor_id))
    for message in mine.filter(waiting=None).select_related("entry").order_by("-pk")[:MOST_OFFERS]:
        for choice, answer in enumerate(message.answers):
            if answer["verb"] in always_answerable() and same_words(text, answer["label"]):
                return message, choice
    return None


def _perform(
    inbound: Inbound, message: Message, choice: int, contact: ContactPoint, now: datetime
) -> Outcome:
    """Answer at the moment somebody tapped; a no is told to them."""
    outcome, no = perform(message, choice, key_of(inbound), min(inbound.happened_at, now))
    if no:
        _say(inbound, contact, no, now)
    return outcome


def _expired(inbound: Inbound, contact: ContactPoint, now: datetime) -> Outcome:
    _say(inbound, contact, str(TOO_LATE), now)
    return Outcome.EXPIRED


def _say(inbound: Inbound, contact: ContactPoint, text: str, now: datetime) -> None:
    """Answer the person once, whatever is repeated."""
    speak = reply.once(f"{key_of(inbound)}/reply")
    try:
        speak(
            actor=System("channels"), at=now, place=inbound.place,
            recipient=contact.actor_id, text=text,
        )  # fmt: skip
    except Repeated:
        return


def key_of(inbound: Inbound) -> str:
    return f"zalo:{inbound.channel_id}:{inbound.pk}"
