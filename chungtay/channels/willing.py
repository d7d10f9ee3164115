"""Whether a person may be told something now: consent, "do not contact", and the hour it is for.

Consent is looked at twice: when a message is taken, and again in the moment before it leaves,
because a person may withdraw while it waits.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from chungtay.access.links import SENT
from chungtay.journal.act import answering
from chungtay.journal.models import Message
from chungtay.people.agreeing import agreed as agreed_now
from chungtay.people.agreeing import silent
from chungtay.people.merging import clusters
from chungtay.people.purposes import registry
from chungtay.rights.telling import PURPOSES

REPLY = "channels.reply"
"""Purpose of what we say to somebody who has just written to us; it needs no consent."""
answering.add(REPLY)

ALARM = "channels.alarm"
"""Purpose of what the keeper of a channel is told of its troubles: their duty. It never goes by a
channel that is in trouble itself."""

NO_CONSENT_NEEDED = frozenset({REPLY, ALARM}) | PURPOSES | SENT
"""Purposes that answer a person who has spoken to us, hand over a link they asked for, or say what
duty or the law wants said."""

wishes: dict[str, Callable[[Collection[int]], Mapping[int, Collection[str]]]] = {}
"""By purpose: of these actors, the ways (`channels.ways`) by which each does not want to be told
such a thing. A floor above that keeps such a word says so with `wishes_of`."""


def wishes_of(
    purpose: str, unwanted: Callable[[Collection[int]], Mapping[int, Collection[str]]]
) -> None:
    """Declare who knows by which ways people wish to be told this; once, at start."""
    if purpose in wishes:
        raise ValueError(f"wishes for {purpose} are declared twice")
    wishes[purpose] = unwanted


def agreed(purpose: str, consents: frozenset[str]) -> bool:
    """Whether the purposes somebody agreed to cover this one.

    A purpose with words of its own needs exactly that consent; what follows from it ("blood.told"
    after "blood.ask") is covered by any consent to the same journey.
    """
    if purpose in registry:
        return purpose in consents
    journey = purpose.partition(".")[0]
    return any(other.partition(".")[0] == journey for other in consents)


def unwilling(purpose: str, *, own: bool, silent: bool, consents: frozenset[str]) -> str:
    """The code of the person's own no; "" when there is none. `own`: what a person's own act says
    back to that person: they asked for it."""
    if own or purpose in NO_CONSENT_NEEDED:
        return ""
    if silent:
        return "do_not_contact"
    return "" if agreed(purpose, consents) else "no_consent"


def is_own(message: Message) -> bool:
    return message.entry.actor_id == message.recipient_id


def needs_consent(message: Message) -> bool:
    return message.purpose not in NO_CONSENT_NEEDED and not is_own(message)


@dataclass(frozen=True)
class Known:
    """What some recipients said, at one moment. Whoever is entered twice is one person, and a "no"
    said on either row counts."""

    consents: dict[int, frozenset[str]]
    silent: frozenset[int]
    one_person: Mapping[int, list[int]]

    def selves(self, message: Message) -> list[int]:
        """The actors that are one person with the recipient."""
        return self.one_person[message.recipient_id]

    def why_not(self, message: Message, at: datetime) -> str:
        """The code of the reason why this may not be said now; "" when it may."""
        if message.expires_at is not None and message.expires_at <= at:
            return "expired"
        return self.unwilling(message)

    def unwilling(self, message: Message) -> str:
        """The code of the person's own no to being told this; "" when there is none."""
        return unwilling(
            message.purpose, own=is_own(message), silent=message.recipient_id in self.silent,
            consents=self.consents.get(message.recipient_id, frozenset()),
        )  # fmt: skip


def known(messages: Iterable[Message]) -> Known:
    """Consents and wishes of the recipients, whoever they are merged with; four queries."""
    one_person = clusters({message.recipient_id for message in messages})
    return Known(agreed_now(one_person), silent(one_person), one_person)
