"""What is asked, and what became of it: each state a row with its entry."""

from datetime import datetime
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from chungtay.access.roles import Role
from chungtay.kit.scope import Scoped, ScopedManager, ScopedQuerySet


class ApprovalQuerySet(ScopedQuerySet["Approval"]):
    def undecided(self) -> Self:
        """Those nobody has answered and no time has closed."""
        decided = Decision.objects.unscoped(why="whether an approval already in hand is decided")
        return self.filter(~Exists(decided.filter(approval=OuterRef("pk"))))

    def waiting(self, at: datetime) -> Self:
        return self.undecided().filter(expires_at__gt=at)


class Approval(Scoped):
    """A verb that waits for another person's yes: its name, its arguments as ids and codes, who
    asked, and which roles at the place may answer."""

    verb = models.CharField(max_length=60)
    args = models.JSONField(default=dict)
    roles = ArrayField(models.CharField(max_length=30, choices=Role.choices))
    asked_by = models.ForeignKey("journal.Actor", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    escalates_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()

    objects = ScopedManager.from_queryset(ApprovalQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("asked_at")), name="approval_expires_after_asking"
            ),
            models.CheckConstraint(
                condition=Q(escalates_at=None)
                | Q(escalates_at__gt=F("asked_at"), escalates_at__lt=F("expires_at")),
                name="approval_escalates_in_between",
            ),
            models.CheckConstraint(
                condition=Q(roles__len__gt=0) & Q(roles__contained_by=Role.values),
                name="approval_roles_known",
            ),
        ]
        indexes = [models.Index(fields=["place", "-asked_at"], name="approval_place")]


class Decision(Scoped):
    """How an approval ended, once: yes, no with its reason, or nobody answered in time."""

    class Answer(models.TextChoices):
        YES = "yes", _("đồng ý")
        NO = "no", _("không duyệt")
        EXPIRED = "expired", _("hết hạn")

    class Reason(models.TextChoices):
        NOT_NEEDED = "not_needed", _("chưa cần")
        WRONG_PERSON = "wrong_person", _("chưa đúng người, đúng việc")
        MISSING = "missing", _("còn thiếu giấy tờ, thông tin")
        ASK_AGAIN = "ask_again", _("hỏi lại rồi gửi sau")

    approval = models.OneToOneField(Approval, models.PROTECT, related_name="decision")
    answer = models.CharField(max_length=8, choices=Answer)
    reason = models.CharField(max_length=14, choices=Reason, blank=True)
    by = models.ForeignKey("journal.Actor", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    entry = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="no", reason__in=["not_needed", "wrong_person", "missing",
                                                     "ask_again"])
                | Q(answer__in=["yes", "expired"], reason=""),
                name="decision_no_says_why",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["place", "-at"], name="decision_place")]


class Escalation(Scoped):
    """Nobody had answered in time: from now on the deputies may, too."""

    approval = models.OneToOneField(Approval, models.PROTECT, related_name="escalation")
    roles = ArrayField(models.CharField(max_length=30, choices=Role.choices))
    at = models.DateTimeField()
    entry = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(roles__len__gt=0) & Q(roles__contained_by=Role.values),
                name="escalation_roles_known",
            ),
        ]
