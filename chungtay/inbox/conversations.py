"""The one door for whatever somebody wrote to us, by whichever way it came.

Nobody but this module makes letters of theirs. `place` is where they are to be read: where the
writer lives, else where the account, the form or the group is.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from chungtay.carriers.zalo.pieces import FETCHED, Piece
from chungtay.channels.models import Channel
from chungtay.danger.hearing import danger
from chungtay.inbox.actions import raise_alarm
from chungtay.inbox.models import Attachment, Conversation, Letter
from chungtay.inbox.relaying import plain
from chungtay.intake.models import Inbound
from chungtay.journal.system import System
from chungtay.people.merging import cluster, clusters
from chungtay.places.models import Place

LONGEST = 4000
VOUCHED = (Conversation.Source.ZALO, Conversation.Source.VISITOR)
"""Zalo signs who wrote; a form and a text message name whomever the writer likes."""


def wrote(
    *, place: Place, channel: Channel | None, source: str, actor_id: int | None, name: str,
    text: str, at: datetime, attachments: Sequence[Piece] = (), address: str = "",
    kind: str = Letter.Kind.WORDS, given: dict[str, str] | None = None,
    inbound: Inbound | None = None, now: datetime | None = None,
) -> Letter:  # fmt: skip
    """Keep what somebody wrote, in the conversation it belongs to; inside a transaction.

    `source` is one of Conversation.Source. `actor_id` is the person if we know them; `address`
    where they can be answered ("oa_id/user_id" of Zalo, "+84…"); with neither, the letter begins a
    conversation of its own. `at` is when they wrote, `now` when we heard (else `at`). Mentions of
    chat apps ("[@…]") are taken out. Pictures and files are fetched by a job after the commit. A
    letter that speaks of danger to life raises an alarm within the same transaction.
    """
    text = clean(text)
    conversation = conversation_of(
        place=place, channel=channel, source=source, actor_id=actor_id, name=name, address=address
    )
    letter: Letter = Letter.objects.create(
        place_id=conversation.place_id, conversation=conversation, kind=kind, at=at, text=text,
        given=given or {}, inbound=inbound,
    )  # fmt: skip
    _attach(letter, attachments)
    if kind == Letter.Kind.WORDS and (number := danger(text)):
        raise_alarm(actor=System("inbox"), at=now or at, letter=letter, number=number)
    return letter


def clean(text: str) -> str:
    """The words as they are kept: NFC, no mentions, nothing that a database cannot hold."""
    text = plain(unicodedata.normalize("NFC", text.replace("\x00", "")))
    return text.encode("utf-8", "ignore").decode()[:LONGEST]


def conversation_of(
    *, place: Place, channel: Channel | None, source: str, actor_id: int | None, name: str = "",
    address: str = "",
) -> Conversation:  # fmt: skip
    """The conversation of this person, or of this address, at this place; begun if there is none.

    Once we know who an address belongs to, what they wrote before goes on as theirs. An address
    that nothing but the writer vouches for makes nobody known: what comes under it goes on by
    itself, whoever an officer says it is: the next one to type it may be somebody else.
    """
    claimed = bool(address) and actor_id is None and source not in VOUCHED
    here = _every().filter(place=place)
    for _attempt in range(2):
        found: Conversation | None = None
        if actor_id is not None:
            known = here.filter(actor__in=cluster(actor_id), claimed=False)
            found = known.order_by("pk").first()
        if found is None and address:
            found = here.filter(address=address, claimed=claimed).first()
        if found is not None:
            return _told_more(found, channel, actor_id, name)
        try:
            with transaction.atomic():
                begun: Conversation = Conversation.objects.create(
                    place=place, source=source, channel=channel, actor_id=actor_id,
                    address=address, claimed=claimed, name=plain(" ".join(name.split()))[:120],
                )  # fmt: skip
                return begun
        except IntegrityError:
            continue  # somebody else began it in this moment
    raise RuntimeError("a conversation is neither there nor can it be begun")


def _told_more(
    found: Conversation, channel: Channel | None, actor_id: int | None, name: str
) -> Conversation:
    changed: dict[str, Any] = {}
    if found.actor_id is None and actor_id is not None:
        changed["actor_id"] = actor_id
    if name and not found.name:
        changed["name"] = plain(" ".join(name.split()))[:120]
    if channel is not None and found.channel_id != channel.pk:
        changed["channel_id"] = channel.pk
    for field, value in changed.items():
        setattr(found, field, value)
    if changed:
        _every().filter(pk=found.pk).update(**changed)
    return found


@dataclass(frozen=True, slots=True)
class Said:
    """One letter of a Zalo user, as `wrote` takes it; `text` is clean and no cry."""

    place_id: int
    channel: Channel
    source: str
    actor_id: int | None
    address: str
    at: datetime
    text: str
    kind: str
    inbound: Inbound
    attachments: Sequence[Piece] = ()


def wrote_all(said: Sequence[Said]) -> None:
    """Keep many letters in a few statements, inside a transaction. Raises IntegrityError where
    somebody else begins one of their conversations at this moment."""
    talks = _conversations(said)
    begun = list({id(talk): talk for talk in talks if talk.pk is None}.values())
    Conversation.objects.bulk_create(begun)
    letters = Letter.objects.bulk_create(
        [
            Letter(
                place_id=talk.place_id, conversation=talk, kind=one.kind, at=one.at, text=one.text,
                inbound=one.inbound,
            )
            for one, talk in zip(said, talks, strict=True)
        ]
    )  # fmt: skip
    for one, letter in zip(said, letters, strict=True):
        _attach(letter, one.attachments)


def _conversations(said: Sequence[Said]) -> list[Conversation]:
    """The conversation of each, as `conversation_of` finds it; begun ones are not saved yet."""
    selves = clusters({one.actor_id for one in said if one.actor_id is not None})
    actors = {actor for some in selves.values() for actor in some}
    here = _every().filter(place__in={one.place_id for one in said}, claimed=False)
    known = {(talk.place_id, talk.actor_id): talk for talk in here.filter(actor__in=actors)}
    addresses = {one.address for one in said} - {""}
    written = {(talk.place_id, talk.address): talk for talk in here.filter(address__in=addresses)}
    found = []
    for one in said:
        theirs = [
            known[key] for actor in selves.get(one.actor_id or 0, ())
            if (key := (one.place_id, actor)) in known
        ]  # fmt: skip
        talk = min(theirs, key=lambda talk: talk.pk or 0, default=None)
        talk = talk or written.get((one.place_id, one.address))
        if talk is None:
            talk = Conversation(
                place_id=one.place_id, source=one.source, channel=one.channel,
                actor_id=one.actor_id, address=one.address,
            )  # fmt: skip
        elif talk.pk is not None:
            talk = _told_more(talk, one.channel, one.actor_id, "")
        if one.actor_id is not None:
            known.setdefault((one.place_id, one.actor_id), talk)
        if one.address:
            written.setdefault((one.place_id, one.address), talk)
        found.append(talk)
    return found


def _every() -> Any:
    return Conversation.objects.unscoped(
        why="what somebody wrote belongs to the conversation they have"
    )


def _attach(letter: Letter, attachments: Sequence[Piece]) -> None:
    from chungtay.inbox.tasks import fetch_attachment

    for piece in attachments:
        fetching = piece.kind in FETCHED.values() and bool(piece.url)
        row = Attachment.objects.create(
            place_id=letter.place_id, letter=letter, kind=piece.kind, name=piece.name,
            note=piece.note, url=piece.url if fetching else "",
            state=Attachment.State.FETCHING if fetching else Attachment.State.NOTED,
        )  # fmt: skip
        if fetching:
            fetch_attachment.enqueue(row.pk)
