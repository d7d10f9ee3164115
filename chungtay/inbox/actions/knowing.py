"""Who it is that wrote under a number they typed themselves: said by an officer, taken back."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chungtay.inbox.actions.conversing import locked
from chungtay.inbox.models import Conversation, Identification
from chungtay.journal.act import NotAllowed, action, current
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.people.merging import cluster, kept
from chungtay.people.models import Person


class NotClaimed(Refused):
    code = "not_claimed"


class AlreadyKnown(Refused):
    code = "already_known"


class AlreadyUnknown(Refused):
    code = "already_unknown"


@action("inbox.identify", on="conversation", words=_("nói người nhắn là ai"))
def identify(
    *, actor: Acting, at: datetime, conversation: Conversation, person: Person
) -> Identification:
    """The conversation is with this person of the register: it bears their name, and answers go to
    them by their own ways. What is typed under the address later is as much anybody's as before,
    so the address stays a claimed one and what the person writes themselves stays apart."""
    if not actor.may("inbox.identify", person.place_id):
        raise NotAllowed(_("Người ấy không ở nơi anh/chị phụ trách."))
    row = locked(conversation.pk)
    if not row.claimed:
        raise NotClaimed(_("Chỉ nói được là ai với người tự khai số hay địa chỉ của mình."))
    if standing(row) is not None:
        raise AlreadyKnown(_("Đã có người nói đây là ai. Nói khác đi thì bỏ lời ấy trước."))
    rows = Person.objects.unscoped(why="the person in hand, as they are now")
    found = kept(rows.get(pk=person.pk))
    if row.actor_id in cluster(found.actor_id):
        raise AlreadyKnown(_("Cuộc trao đổi này đã là với người ấy."))
    said: Identification = Identification.objects.create(
        place_id=row.place_id, conversation=row, actor_id=found.actor_id, before_id=row.actor_id,
        said_in=current().entry,
    )  # fmt: skip
    _with(row, found.actor_id)
    return said


@action("inbox.undo_identify", on="identification", words=_("bỏ lời nói người nhắn là ai"))
def undo_identify(*, actor: Acting, at: datetime, identification: Identification) -> Identification:
    """It is not them, or nobody knows: the conversation is with whom it was before. Answers that
    went to the person in between were theirs and stay so."""
    row = locked(identification.conversation_id)
    found = standing(row)
    if found is None or found.pk != identification.pk:
        raise AlreadyUnknown(_("Lời ấy đã được bỏ rồi."))
    found.undone_in = current().entry
    found.save(update_fields=["undone_in"])
    _with(row, found.before_id)
    return found


def standing(conversation: Conversation) -> Identification | None:
    """What somebody said of who this is, if it stands."""
    rows = Identification.objects.unscoped(why="what was said of the conversation in hand")
    stands = rows.filter(conversation=conversation, undone_in=None)
    found: Identification | None = stands.select_related("said_in").first()
    return found


def _with(conversation: Conversation, actor_id: int | None) -> None:
    conversation.actor_id = actor_id
    conversation.save(update_fields=["actor"])
