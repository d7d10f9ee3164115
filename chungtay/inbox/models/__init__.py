"""What came in, and what became of it."""

from chungtay.inbox.models.alarms import Alarm
from chungtay.inbox.models.attachments import Attachment, Content
from chungtay.inbox.models.conversations import Conversation, Letter, Settlement
from chungtay.inbox.models.inbound import Inbound, TurnedAway

__all__ = [
    "Alarm", "Attachment", "Content", "Conversation", "Inbound", "Letter", "Settlement",
    "TurnedAway",
]  # fmt: skip
