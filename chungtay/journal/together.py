"""Acts of several people that are done as one: each stays an entry of its own, under its own actor.

For what many say at the same moment of the same thing. Whatever is refused, repeated or breaks
undoes all of them; whoever asked for it then takes fewer at a time, down to one.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction

from chungtay.journal.act import Act, Repeated, Verb, performing
from chungtay.journal.models import Entry, Message
from chungtay.kit.acting import Acting


class Said(NamedTuple):
    """One act: what `verb.once(key)(actor=…, at=…, **arguments)` would do."""

    verb: Verb[..., Any]
    key: str
    actor: Acting
    at: datetime
    arguments: dict[str, Any]


def perform(said: Sequence[Said]) -> None:
    """Do all, in their order, in one transaction: entries are written in one statement before the
    first is done, messages in one after the last."""
    with transaction.atomic():
        entries, messages = _enter(said), list[Message]()
        for one, entry in zip(said, entries, strict=True):
            act = Act(entry, one.actor, one.at, entry.place_id, said=messages)
            with performing(act):
                one.verb.run(actor=one.actor, at=one.at, **one.arguments)
        Message.objects.bulk_create(messages)


def _enter(said: Sequence[Said]) -> list[Entry]:
    entries = []
    for one in said:
        place_id, subject = one.verb.where(one.arguments[one.verb.on])
        one.verb.check(one.actor, one.at, place_id)
        entries.append(
            Entry(
                verb=one.verb.name,
                actor_id=one.actor.actor_id,
                at=one.at,
                place_id=place_id,
                subject=subject,
                key=one.key,
                sealed=one.verb.sealed,
            )
        )
    # The empty key is told apart because the index of keys leaves it out.
    known = Entry.objects.filter(
        verb__in={one.verb.name for one in said}, key__in=[one.key for one in said]
    ).exclude(key="")
    if earlier := known.first():
        raise Repeated(earlier)
    return Entry.objects.bulk_create(entries)
