"""What a person agreed to, and took back."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from chungtay.kit.scope import Scoped
from chungtay.people.models.persons import Person


class Consent(Scoped):
    """What a person agreed to: one purpose, one version of its text, by which means, until when.

    Source: Law 91/2025/QH15, Art. 9 and 10 (per purpose, no default, withdrawal any time).
    """

    class Means(models.TextChoices):
        FORM = "form", _("giấy ký")
        ZALO = "zalo", "Zalo"
        SPOKEN = "spoken", _("lời nói, có người ghi")

    person = models.ForeignKey(Person, models.PROTECT, related_name="consents")
    actor = models.ForeignKey("journal.Actor", models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    means = models.CharField(max_length=8, choices=Means)
    given_at = models.DateTimeField()
    given_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=Q(withdrawn_at=None),
                name="consent_standing_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_in=None)
                | Q(withdrawn_at__gte=F("given_at"), withdrawn_in__isnull=False),
                name="consent_withdrawal_has_its_entry",
            ),
        ]
        indexes = [
            models.Index(
                fields=["actor", "purpose"], name="consent_standing", condition=Q(withdrawn_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.version}"
