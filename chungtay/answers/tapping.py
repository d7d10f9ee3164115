"""Taps that came in together: whose they are, what they answer, and the acts, for all at once.

Only what is plain is taken here; what is late, repeated or somebody else's is answered in words,
one at a time (`answering`).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from chungtay.answers.answering import Answering, key_of
from chungtay.channels.wording import read_token
from chungtay.intake.meanings import Heard
from chungtay.intake.models import Inbound
from chungtay.journal import together
from chungtay.journal.act import registry
from chungtay.journal.answers import Gather, always_answerable, gathers
from chungtay.journal.models import Entry, Message
from chungtay.people.merging import clusters
from chungtay.people.models import ContactPoint

Outcome = Inbound.Outcome


class Tap(NamedTuple):
    inbound: Inbound
    message: Message
    choice: int
    at: datetime

    @property
    def offered(self) -> dict[str, Any]:
        answer: dict[str, Any] = self.message.answers[self.choice]
        return answer

    @property
    def key(self) -> str:
        return f"answer:{self.message.pk}:{self.choice}:{key_of(self.inbound)}"


def tapped(heard: Sequence[Heard], now: datetime) -> dict[int, Inbound.Outcome]:
    """Do what was tapped, in the order of the taps; those of one person never before what else they
    wrote earlier."""
    plain = {tap.inbound.pk: tap for tap in _unanswered(_taps(heard, now))}
    left: set[tuple[int, str]] = set()
    by: dict[Gather, list[Tap]] = {}
    for inbound, _event in heard:
        who, tap = (inbound.channel_id, inbound.user_id), plain.get(inbound.pk)
        gather = gathers(tap.offered["verb"]) if tap and who not in left else None
        if tap is None or gather is None:
            left.add(who)
        else:
            by.setdefault(gather, []).append(tap)
    for gather, taps in by.items():
        with gather([tap.offered["args"] for tap in taps]) as arguments:
            together.perform([_said(tap, args) for tap, args in zip(taps, arguments, strict=True)])
    return {tap.inbound.pk: Outcome.ANSWERED for taps in by.values() for tap in taps}


def _said(tap: Tap, arguments: dict[str, Any]) -> together.Said:
    verb = registry[tap.offered["verb"]]
    # Whoever is entered twice answers as the one who was asked.
    acting = Answering(tap.message.recipient_id, verb.name, tap.message.entry.place_id)
    return together.Said(verb, tap.key, acting, tap.at, arguments)


def _taps(heard: Sequence[Heard], now: datetime) -> list[Tap]:
    """Those whose token is ours, their own, and still to be answered; their messages locked."""
    tokens: list[tuple[Inbound, str, tuple[int, int]]] = []
    for inbound, event in heard:
        address = f"{inbound.channel.oa_id}/{inbound.user_id}"
        if inbound.event == "user_send_text" and (token := read_token(event.text, address)):
            tokens.append((inbound, address, token))
    if not tokens:
        return []
    messages = {
        message.pk: message
        for message in Message.objects.select_related("entry")
        .select_for_update(no_key=True, of=("self",))
        .filter(pk__in={message_id for _inbound, _address, (message_id, _choice) in tokens})
        .order_by("pk")
    }
    actors = _actors({address for _inbound, address, _token in tokens})
    merged = _merged(
        (actors[address], messages[message_id].recipient_id)
        for _inbound, address, (message_id, _choice) in tokens
        if address in actors and message_id in messages
    )
    taps = [
        Tap(inbound, messages[message_id], choice, min(inbound.happened_at, now))
        for inbound, address, (message_id, choice) in tokens
        if message_id in messages
        and messages[message_id].recipient_id in merged.get(actors.get(address, 0), ())
    ]
    return [tap for tap in taps if _open(tap)]


def _actors(addresses: set[str]) -> dict[str, int]:
    points = ContactPoint.objects.unscoped(
        why="the sender of a webhook is looked up by the Zalo user who signed it"
    )
    found = points.filter(kind="zalo", value__in=addresses, ended_in=None).order_by("-pk")
    return dict(found.values_list("value", "actor"))


def _merged(pairs: Any) -> dict[int, set[int]]:
    """Who answers and as whom: themselves, and whoever is one person with them."""
    known: dict[int, set[int]] = {}
    others = set()
    for actor_id, recipient_id in pairs:
        known.setdefault(actor_id, {actor_id})
        if actor_id != recipient_id:
            others.add(actor_id)
    found = clusters(others) if others else {}
    return known | {actor_id: set(members) for actor_id, members in found.items()}


def _open(tap: Tap) -> bool:
    message = tap.message
    if tap.choice >= len(message.answers):
        return False
    expired = message.expires_at is not None and message.expires_at <= tap.at
    return not expired or tap.offered["verb"] in always_answerable()


def _unanswered(taps: Sequence[Tap]) -> list[Tap]:
    """Those whose message nobody answered by a link, where one tap a message came."""
    if not taps:
        return []
    by_link = Entry.objects.filter(
        actor__in={tap.message.recipient_id for tap in taps},
        key__startswith="answer:", key__contains=":link:",
    )  # fmt: skip
    answered = {int(key.split(":")[1]) for key in by_link.values_list("key", flat=True)}
    return [tap for tap in taps if tap.message.pk not in answered]
