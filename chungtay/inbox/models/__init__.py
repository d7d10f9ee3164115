"""What was said, and what became of it."""

from chungtay.inbox.models.alarms import Alarm
from chungtay.inbox.models.attachments import Attachment, Content
from chungtay.inbox.models.conversations import Conversation, Letter, Settlement
from chungtay.inbox.models.knowing import Identification

__all__ = [
    "Alarm", "Attachment", "Content", "Conversation", "Identification", "Letter", "Settlement",
]  # fmt: skip
