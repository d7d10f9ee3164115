"""What a person agreed to, and took back."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from chungtay.kit.scope import Scoped
from chungtay.people.models.persons import Person


class Consent(Scoped):
    """What a person agreed to: one purpose, one version of its text, by which means, until when.

    Source: Law 91/2025/QH15, Art. 9 and 10 (per purpose, no default, withdrawal any time), and
    Art. 24 (children). For a child `guardian`, the legal representative, says it, and from seven
    on the child too where private life is concerned.
    """

    class Means(models.TextChoices):
        FORM = "form", _("giấy ký")
        ZALO = "zalo", "Zalo"
        SPOKEN = "spoken", _("lời nói, có người ghi")
        WEB = "web", _("trang của phường")

    class SaidBy(models.TextChoices):
        SELF = "self", _("chính người ấy")
        GUARDIAN = "guardian", _("người đại diện")
        BOTH = "both", _("cả hai")

    person = models.ForeignKey(Person, models.PROTECT, related_name="consents")
    actor = models.ForeignKey("journal.Actor", models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    means = models.CharField(max_length=8, choices=Means)
    said_by = models.CharField(max_length=8, choices=SaidBy, default=SaidBy.SELF)
    guardian = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
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
            models.CheckConstraint(
                condition=Q(said_by="self", guardian=None)
                | Q(said_by__in=["guardian", "both"], guardian__isnull=False),
                name="consent_guardian_is_named",
            ),
            models.CheckConstraint(
                condition=Q(guardian=None) | ~Q(guardian=F("person")), name="consent_guards_another"
            ),
        ]
        indexes = [
            models.Index(
                fields=["actor", "purpose"], name="consent_standing", condition=Q(withdrawn_at=None)
            ),
            models.Index(
                fields=["actor", "purpose"],
                name="consent_taken_back",
                condition=Q(withdrawn_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.version}"
