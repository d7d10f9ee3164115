"""What people wrote, by the hundred: letters that ask for nothing but to be kept.

Whatever may be more, an answer, a word that a listener waits for, a cry, is left for
`understanding.said`; and with it all that the same person wrote after it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from chungtay.answers import answering, tapping
from chungtay.answers.answering import Typed
from chungtay.carriers.zalo.pieces import Piece, pieces
from chungtay.danger.hearing import danger
from chungtay.inbox import conversations, talking
from chungtay.inbox.conversations import Said
from chungtay.inbox.models import Conversation, Letter
from chungtay.intake.meanings import Heard
from chungtay.intake.models import Inbound
from chungtay.people.merging import clusters
from chungtay.people.models import ContactPoint

Outcome = Inbound.Outcome
Source = Conversation.Source


class Writer(NamedTuple):
    actor_id: int
    place_id: int


def said(heard: Sequence[Heard], at: datetime) -> dict[int, Outcome]:
    """Taps, and letters of those who wrote nothing that could be more."""
    taken = tapping.tapped(heard, at)
    heard = [one for one in heard if one.inbound.pk not in taken]
    if not heard:
        return taken
    writers = _writers(heard)
    more = _perhaps_more(heard, writers)
    left: set[tuple[int, str]] = set()
    plain = []
    for one in heard:
        who = (one.inbound.channel_id, one.inbound.user_id)
        if who in left or one.inbound.pk in more:
            left.add(who)
        else:
            plain.append(one)
    conversations.wrote_all(
        [_said(one, at, writers, Letter.Kind.WORDS, pieces(one.event.said)) for one in plain]
    )
    return taken | {one.inbound.pk: Outcome.FREE_TEXT for one in plain}


def in_groups(heard: Sequence[Heard], at: datetime) -> dict[int, Outcome]:
    """What people say among themselves is not for us."""
    return {one.inbound.pk: Outcome.STORED for one in heard}


def elsewhere(heard: Sequence[Heard], at: datetime) -> dict[int, Outcome]:
    """Officers' own words, typed in Zalo."""
    writers = _writers(heard)
    kept = [
        one for one in heard if one.inbound.user_id and (one.event.text or pieces(one.event.said))
    ]
    conversations.wrote_all([_said(one, at, writers, Letter.Kind.ELSEWHERE) for one in kept])
    return {one.inbound.pk: Outcome.OA_REPLY for one in heard}


def _said(
    one: Heard, at: datetime, writers: dict[int, Writer], kind: str, came: Sequence[Piece] = ()
) -> Said:
    inbound, writer = one.inbound, writers.get(one.inbound.pk)
    anonymous = inbound.event.startswith("anonymous_")
    return Said(
        place_id=writer.place_id if writer else inbound.place_id, channel=inbound.channel,
        source=Source.VISITOR if anonymous else Source.ZALO,
        actor_id=writer.actor_id if writer else None, address=_address(inbound),
        at=min(inbound.happened_at, at), text=conversations.clean(one.event.text), kind=kind,
        inbound=inbound, attachments=came,
    )  # fmt: skip


def _perhaps_more(heard: Sequence[Heard], writers: dict[int, Writer]) -> set[int]:
    """Those of which more than a letter may come, by id."""
    selves = clusters({writer.actor_id for writer in writers.values()})
    typed = [
        Typed(inbound.pk, event.text, tuple(selves[writers[inbound.pk].actor_id])
              if inbound.pk in writers else ())
        for inbound, event in heard if inbound.event == "user_send_text"
    ]  # fmt: skip
    # What is kept is not to the letter what was heard: mentions are taken out of it.
    cries = {
        inbound.pk for inbound, event in heard
        if (kept := conversations.clean(event.text)) != event.text and danger(kept)
    }  # fmt: skip
    return cries | talking.perhaps(typed) | answering.perhaps(typed)


def _writers(heard: Sequence[Heard]) -> dict[int, Writer]:
    """Whoever these Zalo users are, as far as the register knows them; by webhook."""
    points = ContactPoint.objects.unscoped(
        why="the sender of a webhook is looked up by the Zalo user who signed it"
    )
    asked = {address for one in heard if (address := _address(one.inbound))}
    rows = points.filter(kind=ContactPoint.Kind.ZALO, value__in=asked, ended_in=None)
    known = {
        value: Writer(actor_id, place_id)
        for value, actor_id, place_id in rows.values_list("value", "actor_id", "place_id")
    }
    found = {one.inbound.pk: known.get(_address(one.inbound)) for one in heard}
    return {pk: writer for pk, writer in found.items() if writer is not None}


def _address(inbound: Inbound) -> str:
    return f"{inbound.channel.oa_id}/{inbound.user_id}" if inbound.user_id else ""
