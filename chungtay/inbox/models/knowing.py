"""Who somebody is that wrote under an address which nobody vouches for."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chungtay.kit.scope import Scoped


class Identification(Scoped):
    """An officer's word that this conversation is with this person; `before` is who it was with
    until then: nobody, or the row that an answer had written down. It stands until undone."""

    conversation = models.ForeignKey("inbox.Conversation", models.PROTECT, related_name="+")
    actor = models.ForeignKey("journal.Actor", models.PROTECT, related_name="+")
    before = models.ForeignKey("journal.Actor", models.PROTECT, null=True, related_name="+")
    said_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    undone_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["conversation"],
                condition=Q(undone_in=None),
                name="identification_one_stands",
            ),
            models.CheckConstraint(
                condition=Q(before=None) | ~Q(before=F("actor")),
                name="identification_says_something_new",
                violation_error_message=_("Cuộc trao đổi này đã là với người ấy."),
            ),
        ]

    def __str__(self) -> str:
        return f"identification of conversation {self.conversation_id}"
