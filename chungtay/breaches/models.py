"""That data got out, whom we told, and how it ended. Source: Decree 356/2025, Art. 23."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chungtay.kit.scope import Scoped

SPECIAL = frozenset({"location", "biometric"})
"""Kinds of which the people themselves are told too (Decree 356/2025, Art. 23)."""


class Breach(Scoped):
    """Data got out, was lost or changed. The clock runs from `detected_at`.

    `persons` is how many people, as far as known; null is unknown. Nobody is named here.
    """

    class Kind(models.TextChoices):
        BASIC = "basic", _("dữ liệu cơ bản: tên, số điện thoại, nơi ở")
        HEALTH = "health", _("sức khỏe, nhóm máu")
        LOCATION = "location", _("vị trí của người")
        BIOMETRIC = "biometric", _("sinh trắc học")
        ACCOUNT = "account", _("tài khoản, mật khẩu")
        CHILD = "child", _("dữ liệu của trẻ em")
        OTHER = "other", _("dữ liệu nhạy cảm khác")

    detected_at = models.DateTimeField()
    notify_by = models.DateTimeField()
    kinds = ArrayField(models.CharField(max_length=12, choices=Kind))
    persons = models.PositiveIntegerField(null=True)
    what = models.TextField(max_length=1000)
    measures = models.TextField(max_length=1000, blank=True)
    reported_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(notify_by__gt=F("detected_at")), name="breach_clock_runs"
            ),
            models.CheckConstraint(
                condition=Q(kinds__len__gt=0) & ~Q(what=""), name="breach_says_what"
            ),
        ]
        indexes = [models.Index(fields=["place", "-detected_at"], name="breach_place")]

    def __str__(self) -> str:
        return f"breach {self.pk}"

    @property
    def people_too(self) -> bool:
        """Whether the people themselves must be told."""
        return bool(SPECIAL & set(self.kinds))


class BreachNotice(Scoped):
    """We told the authority, or the people; late only with a reason."""

    class To(models.TextChoices):
        AUTHORITY = "authority", _("cơ quan chuyên trách bảo vệ dữ liệu cá nhân")
        PEOPLE = "people", _("những người có dữ liệu")

    breach = models.ForeignKey(Breach, models.PROTECT, related_name="notices")
    to = models.CharField(max_length=10, choices=To)
    told_at = models.DateTimeField()
    means = models.CharField(max_length=120)
    late_reason = models.CharField(max_length=300, blank=True)
    told_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(fields=["breach", "to"], name="breach_notice_once"),
            models.CheckConstraint(
                condition=Q(to__in=["authority", "people"]) & ~Q(means=""),
                name="breach_notice_says_how",
            ),
        ]


class BreachClosure(Scoped):
    """The end of it. The file is kept until `keep_until`, at least (Art. 23: five years)."""

    breach = models.OneToOneField(Breach, models.PROTECT, related_name="closure")
    outcome = models.CharField(max_length=500)
    keep_until = models.DateField()
    closed_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(outcome=""), name="breach_ends_in_words")
        ]
