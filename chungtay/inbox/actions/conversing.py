"""An officer answers, has read, or takes over what somebody gave of themselves."""

from collections.abc import Collection
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from chungtay.channels.resolving import REPLY
from chungtay.inbox.models import Conversation, Letter, Settlement
from chungtay.inbox.relaying import plain
from chungtay.inbox.strangers import no_way, way_back
from chungtay.journal.act import action, current, tell
from chungtay.journal.models import Message
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.people.actions import add_contact, correct, register
from chungtay.people.actions.contacts import AlreadyReachable
from chungtay.people.models import ContactPoint, Person
from chungtay.people.names import NEW

LONGEST = 2000
"""Characters that Zalo takes in one message."""


class NothingToSettle(Refused):
    code = "nothing_to_settle"


class NoWayBack(Refused):
    code = "no_way_back"


class NothingGiven(Refused):
    code = "nothing_given"


class NothingSaid(Refused):
    code = "nothing_said"


@action("inbox.reply", on="conversation", words=_("trả lời người dân nhắn"))
def reply(*, actor: Acting, at: datetime, conversation: Conversation, text: str) -> Letter:
    """Answer whoever wrote; what waited until now, and what had failed, waits no more. Somebody
    nobody knows is written down first, by no more than the way they wrote: an answer has to have
    somebody it went to."""
    text = plain(text).strip()
    if not text:
        raise NothingSaid(_("Chưa viết gì để gửi."))
    if len(text) > LONGEST:
        raise NothingSaid(_("Một tin Zalo dài tối đa 2.000 chữ. Chia làm hai lần gửi."))
    mine = locked(conversation.pk)
    recipient = known_as(actor, at, mine)
    message = tell(recipient, purpose=REPLY, text=text, urgent=True)
    letter = say(mine, message, at)
    _settle(mine, [*ids(waiting(mine)), *ids(failed(mine))], Settlement.How.REPLIED, at)
    return letter


@action("inbox.settle", on="conversation", words=_("đọc xong tin người dân nhắn"))
def settle(
    *, actor: Acting, at: datetime, conversation: Conversation, up_to: int,
    unsent: Collection[int] = (),
) -> Settlement:  # fmt: skip
    """What somebody wrote is read and needs no answer, up to the letter of this id; and of our
    answers that failed, these need not be given again. Whatever came or failed while it was read
    still waits."""
    mine = locked(conversation.pk)
    done = ids(waiting(mine).filter(pk__lte=up_to)) + ids(failed(mine).filter(pk__in=unsent))
    if not done:
        raise NothingToSettle(_("Không còn tin nào chờ ở đây: đã có người đọc rồi."))
    return _settle(mine, done, Settlement.How.READ, at)


@action("inbox.accept_given", on="letter", words=_("nhận thông tin người dân gửi qua Zalo"))
def accept_given(*, actor: Acting, at: datetime, letter: Letter) -> Person:
    """The name and telephone that a person sent by Zalo's own form become theirs in the register.
    Before that they are a letter like any other."""
    conversation = locked(letter.conversation_id)
    mine = waiting(conversation).filter(pk=letter.pk, kind=Letter.Kind.GIVEN)
    row = mine.first()
    if row is None:
        raise NothingGiven(_("Thông tin này đã có người nhận rồi."))
    person: Person = Person.objects.unscoped(why="the person of the conversation in hand").get(
        actor=known_as(actor, at, conversation, name=row.given.get("name", ""))
    )
    if person.name == NEW and row.given.get("name"):
        correct(
            actor=actor, at=at, person=person, name=row.given["name"],
            birth_year=person.birth_year, language=Person.Language(person.language),
        )  # fmt: skip
    if row.given.get("phone"):
        with suppress(AlreadyReachable):  # known before: nothing to add
            add_contact(
                actor=actor, at=at, person=person, kind=ContactPoint.Kind.PHONE,
                value=row.given["phone"],
            )  # fmt: skip
    _settle(conversation, [row.pk], Settlement.How.READ, at)
    return person


def known_as(actor: Acting, at: datetime, conversation: Conversation, name: str = "") -> int:
    """The Actor of whoever wrote; written down now if nobody knew them."""
    if conversation.actor_id is not None:
        return conversation.actor_id
    way = way_back(conversation)
    if way is None:
        raise NoWayBack(no_way(conversation))
    person = register(actor=actor, at=at, place=conversation.place, name=name or NEW)
    add_contact(actor=actor, at=at, person=person, kind=way.kind, value=way.value)
    conversation.actor_id = person.actor_id
    conversation.save(update_fields=["actor"])
    return person.actor_id


def say(conversation: Conversation, message: Message, at: datetime) -> Letter:
    """Our word in the conversation."""
    said: Letter = Letter.objects.create(
        place_id=conversation.place_id, conversation=conversation, kind=Letter.Kind.OURS, at=at,
        message=message,
    )  # fmt: skip
    return said


def waiting(conversation: Conversation) -> Any:
    """What waits in a conversation in hand."""
    letters = Letter.objects.unscoped(why="the letters of the conversation in hand")
    return letters.waiting().filter(conversation=conversation)


def failed(conversation: Conversation) -> Any:
    """Our answers in a conversation in hand that reached nobody."""
    letters = Letter.objects.unscoped(why="the letters of the conversation in hand")
    return letters.failed().filter(conversation=conversation)


def ids(letters: Any) -> list[int]:
    return list(letters.values_list("pk", flat=True))


def locked(conversation_id: int) -> Conversation:
    """The row of a conversation in hand: nobody else changes it until we are done."""
    rows = Conversation.objects.unscoped(why="the row of the conversation in hand")
    found: Conversation = (
        rows.select_for_update(no_key=True, of=("self",))
        .select_related("place")
        .get(pk=conversation_id)
    )
    return found


def _settle(
    conversation: Conversation, letters: list[int], how: Settlement.How, at: datetime
) -> Settlement:
    settlement: Settlement = Settlement.objects.create(
        place_id=conversation.place_id, conversation=conversation, how=how, settled_at=at,
        settled_in=current().entry,
    )  # fmt: skip
    Letter.objects.unscoped(why="the letters of the conversation in hand").filter(
        pk__in=letters
    ).update(settlement=settlement)
    return settlement
