"""What any floor has to say: written in its own transaction, sent by `channels`."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class Message(models.Model):
    """A text for one recipient, with the verbs that an answer may call.

    `answers` is a list of {"label", "verb", "args"}; the first is what "1" means. Which channel
    carries it, and how far it got, is a `channels.Delivery`. The outbox is read in the order of
    `message_waiting`: what answers somebody, then what is urgent, then the rest as it was said.
    """

    entry = models.ForeignKey("journal.Entry", models.PROTECT, related_name="messages")
    recipient = models.ForeignKey("journal.Actor", models.PROTECT, related_name="+", db_index=False)
    purpose = models.CharField(max_length=60)
    text = models.TextField(max_length=2000)
    answers = models.JSONField(default=list)
    urgent = models.BooleanField(default=False, help_text="Goes before bulk.")
    first = models.BooleanField(default=False, help_text="Its recipient spoke, and waits for it.")
    expires_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(db_default=Now())
    taken_at = models.DateTimeField(null=True, help_text="When `channels` made its deliveries.")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="message_says_something")]
        indexes = [
            models.Index(fields=["recipient", "-id"], name="message_recipient"),
            models.Index(
                fields=["-first", "-urgent", "id"],
                name="message_waiting",
                condition=Q(taken_at=None),
            ),
        ]
