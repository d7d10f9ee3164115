"""What the inbox holds of a person, and how it is taken out (see `rights.registry`).

Letters and attachments keep their moment and kind: counts stay right, and nothing says what was
written or by whom.
"""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chungtay.inbox.models import Attachment, Content, Conversation, Letter
from chungtay.intake.erasing import forget_written
from chungtay.journal.models import Message
from chungtay.rights.holdings import BLANK
from chungtay.rights.registry import Subject, holdings, holds
from chungtay.traces.catalogue import holds_no_text

# Drawn anew from their pixels when they came (`carriers.media.cleaning`).
holds_no_text("inbox_content", "data", when="starts_with(media_type, 'image/')")


def _conversations(subject: Subject) -> Any:
    """Theirs by the person, or by an address that is nobody else's."""
    own = (subject.zalo | subject.phones | subject.emails) - subject.shared
    rows = Conversation.objects.unscoped(why="what a person who is erased wrote to us")
    return rows.filter(Q(actor__in=subject.actor_ids) | Q(address__in=own))


def _talks(subject: Subject) -> Any:
    return _conversations(subject).exclude(address="", name="")


def _letters(subject: Subject) -> Any:
    rows = Letter.objects.unscoped(why="what a person who is erased wrote to us")
    mine = rows.filter(conversation__in=_conversations(subject).values("pk"))
    return mine.exclude(text="", given={})


def _attachments(subject: Subject) -> Any:
    rows = Attachment.objects.unscoped(why="what a person who is erased sent to us")
    theirs = Letter.objects.unscoped(why="what a person who is erased sent to us").filter(
        conversation__in=_conversations(subject).values("pk")
    )
    return rows.filter(letter__in=theirs.values("pk")).exclude(state=Attachment.State.ERASED)


def _forget_attachments(subject: Subject, at: datetime) -> int:
    ids = list(_attachments(subject).values_list("pk", flat=True))
    Content.objects.unscoped(why="what a person who is erased sent to us").filter(
        pk__in=ids
    ).delete()
    rows = Attachment.objects.unscoped(why="what a person who is erased sent to us")
    gone = {"name": "", "note": "", "url": "", "code": "", "state": Attachment.State.ERASED}
    return int(rows.filter(pk__in=ids).update(**gone))


def _forget_letters(subject: Subject, at: datetime) -> int:
    ids = list(_letters(subject).values_list("pk", flat=True))
    rows = Letter.objects.unscoped(why="what a person who is erased wrote to us")
    return int(rows.filter(pk__in=ids).update(text="", given={}))


def _replies(subject: Subject) -> Any:
    """What we answered there, whoever it was written down as: they may have been nobody we knew."""
    ours = Letter.objects.unscoped(why="what was answered to a person who is erased").filter(
        conversation__in=_conversations(subject).values("pk")
    )
    return Message.objects.filter(pk__in=ours.values("message")).exclude(text=BLANK)


def _forget_talks(subject: Subject, at: datetime) -> int:
    """Last of these, because the letters are found by it."""
    ids = list(_talks(subject).values_list("pk", flat=True))
    rows = Conversation.objects.unscoped(why="what a person who is erased wrote to us")
    return int(rows.filter(pk__in=ids).update(address="", name=""))


def forget_user(subject: Subject, at: datetime) -> None:
    """All that came from a Zalo user whom no register knows."""
    holdings["channels.presences"].blank(subject, at)
    for blank in (_forget_attachments, _forget_letters, _forget_talks, forget_written):
        blank(subject, at)


holds(
    "inbox.attachments", _("ảnh, tệp người ấy gửi"),
    find=lambda who: int(_attachments(who).count()), blank=_forget_attachments,
)  # fmt: skip
holds(
    "inbox.letters", _("lời người ấy nhắn"),
    find=lambda who: int(_letters(who).count()), blank=_forget_letters,
)  # fmt: skip
holds(
    "inbox.replies", _("lời phường trả lời người ấy"),
    find=lambda who: int(_replies(who).count()),
    blank=lambda who, at: int(_replies(who).update(text=BLANK, answers=[])),
)  # fmt: skip
holds(
    "inbox.conversations", _("cuộc trao đổi với người ấy"),
    find=lambda who: int(_talks(who).count()), blank=_forget_talks,
)  # fmt: skip
