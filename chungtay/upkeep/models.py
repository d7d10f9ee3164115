"""What is doubted about a call, what came of it, and who was asked how they are."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chungtay.blood.models import Ask, Call, Given
from chungtay.kit.scope import Scoped


class Finding(Scoped):
    """What came out when the doubts about a call were looked into."""

    class Verdict(models.TextChoices):
        GENUINE = "genuine", _("lời gọi đúng")
        FALSE = "false", _("lời gọi sai, đã dừng")

    call = models.ForeignKey(Call, models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=8, choices=Verdict)
    found_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=["genuine", "false"]), name="finding_verdict_known"
            )
        ]


class Doubt(Scoped):
    """A donor said that something about a call is wrong. No reason is asked; once for an ask."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="+")
    ask = models.OneToOneField(Ask, models.PROTECT, related_name="+")
    said_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    finding = models.ForeignKey(Finding, models.PROTECT, null=True, related_name="+")

    class Meta(Scoped.Meta):
        indexes = [
            models.Index(fields=["place"], condition=Q(finding=None), name="doubt_open"),
        ]


class CareNote(Scoped):
    """Two days after a gift the donor was asked how they are, once."""

    given = models.OneToOneField(Given, models.PROTECT, related_name="+")
    sent_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")

    class Meta(Scoped.Meta):
        pass
