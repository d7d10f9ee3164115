"""Whether an answer could leave at all: no box to write in where nothing could ever be sent."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from chungtay.carriers.reach import Can, Step, reach
from chungtay.channels.reasons import words
from chungtay.channels.situations import Situation, Town
from chungtay.channels.willing import REPLY
from chungtay.inbox.imagining import imagined_to
from chungtay.inbox.models import Conversation
from chungtay.inbox.strangers import no_way, way_back
from chungtay.kit.acting import Acting
from chungtay.people.models import ContactPoint
from chungtay.people.reading import readable


@dataclass(frozen=True, slots=True)
class DeadEnd:
    """Why nothing can be sent, as sentences without their stop, what to do, and the page of whom
    it is about (0: nobody whom this reader knows)."""

    why: list[str]
    todo: str
    person: int = 0


def dead_end(conversation: Conversation, acting: Acting, at: datetime) -> DeadEnd | None:
    """None while any way is open or will open by itself: a pause ends, a quota is renewed. It asks
    what the sender will ask."""
    one = _asked(conversation, at)
    if one is None:
        why = no_way(conversation).removesuffix(".")
        return DeadEnd([why], _("Đến gặp nếu biết họ là ai, rồi ghi là đã đọc."))
    if one.told is None:
        why = _("Trong sổ không còn cách liên lạc nào của người này")
        return DeadEnd([why], _todo(), _person(conversation, acting))
    steps = reach(Town(at).facts(one))
    if any(step.can is not Can.NO for step in steps):
        return None
    return DeadEnd(_reasons(steps), _todo(), _person(conversation, acting))


def _asked(conversation: Conversation, at: datetime) -> Situation | None:
    """An answer to whoever wrote, as it would be; to somebody nobody knows, by the way they left.
    Of a Zalo user who has just written nothing is known that would stop one."""
    if conversation.actor_id is not None:
        return imagined_to(conversation.actor_id, conversation.place_id, REPLY, at)
    way = way_back(conversation)
    if way is None:
        return None
    told = f"{way.kind}||||||"
    if way.kind == ContactPoint.Kind.ZALO:
        told = f"{way.kind}|{conversation.channel_id or ''}|free||||"
    return Situation(
        0, conversation.place_id, REPLY, urgent=True, own=False, expired=None, silent=False,
        agreed=None, told=told, contacts=None,
    )  # fmt: skip


def _reasons(steps: tuple[Step, ...]) -> list[str]:
    """Of the ways for which there is an address, each reason once."""
    said = [words(step.code) for step in steps if step.address is not None]
    return list(dict.fromkeys(said or [words(steps[0].code)]))


def _todo() -> str:
    return _("Gọi điện hoặc đến gặp; có cách liên lạc khác thì ghi vào sổ, rồi trả lời ở đây.")


def _person(conversation: Conversation, acting: Acting) -> int:
    ids = readable(acting).filter(actor=conversation.actor_id).values_list("pk", flat=True)
    found: int = ids.first() or 0
    return found
