"""One conversation from both sides, with what became of what we said."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from chungtay.access.links import SENT
from chungtay.carriers.media import refusals
from chungtay.carriers.reach import Can, reach
from chungtay.channels.models import Delivery
from chungtay.channels.reasons import explained
from chungtay.channels.situations import Town, situations
from chungtay.inbox.actions.knowing import standing
from chungtay.inbox.listing import Raised, meta, named, raised, words_of
from chungtay.inbox.models import Attachment, Content, Conversation, Letter
from chungtay.inbox.unsent import Unsent, unsent
from chungtay.journal import naming
from chungtay.journal.models import Message
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.people.merging import cluster
from chungtay.people.reading import places
from chungtay.rights.telling import PURPOSES

MOST = 60
"""Letters and messages of each side that are shown, the latest."""
State = Delivery.State


@dataclass(frozen=True, slots=True)
class Enclosed:
    """An attachment as the thread shows it: a link to open it, or words."""

    text: str
    href: str
    image: bool = False


@dataclass(frozen=True, slots=True)
class Bubble:
    """One thing said. `state` is one of the states of c-bubble, `no` why it did not arrive."""

    at: datetime
    when: str
    ours: bool
    text: str
    who: str = ""
    state: str = ""
    no: str = ""
    given: int = 0
    enclosed: list[Enclosed] = field(default_factory=list)

    @property
    def marks(self) -> dict[str, bool]:
        """The state as c-bubble has it: one attribute of five."""
        return {self.state: True}


@dataclass(frozen=True, slots=True)
class Thread:
    name: str
    meta: str
    bubbles: list[Bubble]
    alarm: Raised | None
    up_to: int
    """The last letter that waits; 0 if none does."""
    waits: bool
    unsent: list[Unsent]
    """Our answers that reached nobody, and that nobody has dealt with."""
    last_said: int
    """The last message of ours to them; 0 if there is none."""


def ways(found: Thread, at: datetime) -> list[tuple[str, str, bool]]:
    """Why nobody can reach this person, or how: each way with its sentence and whether it is open,
    as of the last thing that we said to them. Nothing before we have said anything."""
    if not found.last_said:
        return []
    known = situations([found.last_said], at)
    town = Town(at)
    return [
        (way, sentence, can is not Can.NO)
        for one in known
        for way, sentence, can in explained(reach(town.facts(one)))
    ]


@dataclass(frozen=True, slots=True)
class Said:
    """Who an officer said the writer is; `pk` of the identification."""

    pk: int
    text: str


def said_to_be(conversation: Conversation, acting: Acting) -> Said | None:
    """The word that stands of who this is, as this reader may know it."""
    found = standing(conversation)
    if found is None:
        return None
    names = naming.names({found.actor_id, found.said_in.actor_id}, acting)
    return Said(found.pk, _("%(who)s nói đây là %(name)s, lúc %(when)s") % {
        "who": names[found.said_in.actor_id], "name": names[found.actor_id],
        "when": clock.moment(found.said_in.at),
    })  # fmt: skip


def thread(conversation: Conversation, acting: Acting) -> Thread:
    """The conversation, as far as this reader may know; the reader may see the conversation."""
    letters = list(
        Letter.objects.unscoped(why="the letters of a conversation within reach")
        .filter(conversation=conversation)
        .select_related("message__entry")
        .order_by("-at", "-pk")[:MOST]
    )
    messages = _messages(conversation, acting, letters)
    names = naming.names(
        {m.entry.actor_id for m in messages}
        | ({conversation.actor_id} if conversation.actor_id else set()),
        acting,
    )  # fmt: skip
    deliveries = _deliveries(messages)
    enclosed = _enclosed(letters)
    bubbles = [_theirs(row, enclosed.get(row.pk, [])) for row in letters if row.message is None]
    bubbles += [_ours(message, deliveries.get(message.pk), names) for message in messages]
    failed = unsent([conversation.pk]).get(conversation.pk, [])
    waiting = [row.pk for row in letters if row.kind in _OPEN and row.settlement_id is None]
    return Thread(
        name=named(conversation, names),
        meta=meta(conversation),
        bubbles=sorted(bubbles, key=lambda bubble: bubble.at),
        alarm=raised([conversation.pk], acting).get(conversation.pk),
        up_to=max(waiting, default=0), waits=bool(waiting or failed), unsent=failed,
        last_said=max((message.pk for message in messages), default=0),
    )  # fmt: skip


_OPEN = (Letter.Kind.WORDS, Letter.Kind.WITHDRAWAL, Letter.Kind.GIVEN)


def _messages(conversation: Conversation, acting: Acting, letters: list[Letter]) -> list[Message]:
    """What we said: the answers of this conversation, and whatever else this place wrote to the
    person, sealed acts and secret links apart."""
    found = {row.message.pk: row.message for row in letters if row.message is not None}
    if conversation.actor_id is not None:
        told = Message.objects.filter(recipient__in=cluster(conversation.actor_id))
        told = told.filter(entry__sealed=False).exclude(purpose__in=PURPOSES | SENT)
        if acting.reach() is not None:
            told = told.filter(entry__place_id__in=places(acting, "inbox.settle"))
        for message in told.select_related("entry").order_by("-pk")[:MOST]:
            found.setdefault(message.pk, message)
    return list(found.values())


def _deliveries(messages: list[Message]) -> dict[int, Delivery]:
    """The delivery that got furthest of each message: a later way comes after a failed one."""
    rows = Delivery.objects.unscoped(why="what became of messages the reader may see").filter(
        message__in=[message.pk for message in messages]
    )
    return {row.message_id: row for row in sorted(rows, key=lambda d: (_stands(d), d.pk))}


def _stands(delivery: Delivery) -> bool:
    """Whether this way is still the one, and not given up for the next."""
    return delivery.state not in (State.FAILED, State.PASSED)


def _ours(message: Message, delivery: Delivery | None, names: dict[int, str]) -> Bubble:
    state, no = "unsent", ""
    if delivery is not None:
        state = _STATES[State(delivery.state)]
        no = delivery.reason if state in {"failed", "unknown"} else ""
    at = message.entry.at
    return Bubble(
        at=at, when=_when(at), ours=True, text=message.text, state=state, no=no,
        who=names.get(message.entry.actor_id, ""),
    )  # fmt: skip


_STATES = {
    State.WAITING: "unsent", State.SENDING: "unsent", State.SENT: "sent", State.RECEIVED: "sent",
    State.SEEN: "seen", State.FAILED: "failed", State.UNKNOWN: "unknown", State.PASSED: "unsent",
}  # fmt: skip


def _theirs(row: Letter, enclosed: list[Enclosed]) -> Bubble:
    elsewhere = row.kind == Letter.Kind.ELSEWHERE
    waits = row.kind == Letter.Kind.GIVEN and row.settlement_id is None and bool(row.given)
    return Bubble(
        at=row.at, when=_when(row.at), ours=elsewhere, text=words_of(row), enclosed=enclosed,
        who=_("trả lời trong Zalo, ngoài sổ") if elsewhere else "", given=row.pk if waits else 0,
    )  # fmt: skip


def _when(at: datetime) -> str:
    return clock.moment(at)


def _enclosed(letters: list[Letter]) -> dict[int, list[Enclosed]]:
    ids = [row.pk for row in letters]
    sent = Attachment.objects.unscoped(why="what came with letters within reach")
    pieces = list(sent.filter(letter__in=ids).order_by("pk"))
    types = dict(
        Content.objects.unscoped(why="what came with letters within reach")
        .filter(pk__in=[piece.pk for piece in pieces])
        .values_list("pk", "media_type")
    )
    found: dict[int, list[Enclosed]] = {}
    for piece in pieces:
        found.setdefault(piece.letter_id, []).append(_piece(piece, types))
    return found


def _piece(piece: Attachment, types: dict[int, str]) -> Enclosed:
    what: Any = piece.get_kind_display()
    said = f"{what}: {piece.name or piece.note}" if piece.name or piece.note else str(what)
    if piece.state == Attachment.State.KEPT:
        image = types.get(piece.pk, "").startswith("image/")
        return Enclosed(said, reverse("inbox:attachment", args=[piece.pk]), image)
    if piece.state == Attachment.State.REFUSED:
        return Enclosed(f"{what}: {refusals.words(piece.code)}", "")
    if piece.state == Attachment.State.FETCHING:
        return Enclosed(_("%(what)s: đang tải về") % {"what": what}, "")
    return (
        Enclosed(_("%(what)s: đã xóa") % {"what": what}, "")
        if (piece.state == Attachment.State.ERASED)
        else Enclosed(said, "")
    )
