"""A letter that speaks of fire, crime in progress or danger to life."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chungtay.kit.scope import Scoped


class Alarm(Scoped):
    """One for a letter; `number` is whom the writer was told to call. It stands at the top of every
    list of its place until somebody takes it."""

    class Number(models.TextChoices):
        RESCUE = "114", _("114, chữa cháy, cứu nạn")
        AMBULANCE = "115", _("115, cấp cứu")
        POLICE = "113", _("113, công an")
        CHILDREN = "111", _("111, bảo vệ trẻ em")

    conversation = models.ForeignKey("inbox.Conversation", models.PROTECT, related_name="+")
    letter = models.OneToOneField("inbox.Letter", models.PROTECT, related_name="+")
    number = models.CharField(max_length=3, choices=Number)
    raised_at = models.DateTimeField()
    raised_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    answered = models.BooleanField(help_text="Whether the writer could be told whom to call.")
    taken_at = models.DateTimeField(null=True)
    taken_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(number__in=["111", "113", "114", "115"]), name="alarm_number_known"
            ),
            models.CheckConstraint(
                condition=Q(taken_at=None, taken_in=None)
                | Q(taken_at__gte=F("raised_at"), taken_in__isnull=False),
                name="alarm_taking_has_its_entry",
            ),
        ]
        indexes = [
            models.Index(fields=["conversation"], name="alarm_open", condition=Q(taken_in=None)),
        ]

    def __str__(self) -> str:
        return f"alarm {self.pk}, {self.number}"
