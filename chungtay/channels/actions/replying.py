"""Our word to somebody who wrote."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chungtay.channels.resolving import REPLY
from chungtay.journal.act import action, tell
from chungtay.journal.models import Message
from chungtay.kit.acting import Acting
from chungtay.places.models import Place


@action("channels.reply", words=_("trả lời người nhắn"))
def reply(*, actor: Acting, at: datetime, place: Place, recipient: int, text: str) -> Message:
    """Answer an Actor who wrote to us."""
    return tell(recipient, purpose=REPLY, text=text, urgent=True)
