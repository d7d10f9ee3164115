"""What a donor on duty needs before they go, and how each ended."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chungtay.blood.models import Ask, Call
from chungtay.kit.scope import Scoped, ScopedManager, ScopedQuerySet
from chungtay.releases.models.serving import Serving

ANSWERED = ("doctor", "declined")
"""After these endings the same call does not ask for the same officer again."""


class ReleaseQuerySet(ScopedQuerySet["Release"]):
    def running(self) -> Self:
        return self.filter(ended_in=None)


class Release(Scoped):
    """Somebody on duty said yes to a call. `place` is the commune of the duty. It runs while
    `ended_in` is empty; `left_at`: when they set out, all steps done. Only the row of somebody who
    was erased has no account."""

    class Ending(models.TextChoices):
        GAVE = "gave", _("đã hiến")
        WITHDREW = "withdrew", _("không đến được nữa")
        DOCTOR = "doctor", _("bác sĩ hẹn dịp khác")
        DECLINED = "declined", _("không rời ca được")
        SILENT = "silent", _("chưa hỏi bác sĩ")
        LATE = "late", _("quá giờ cần máu")
        CLOSED = "closed", _("lời gọi đã khép")
        FREE = "free", _("không còn ca trực")

    call = models.ForeignKey(Call, models.PROTECT, related_name="+")
    ask = models.ForeignKey(Ask, models.PROTECT, related_name="+")
    account = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    serving = models.ForeignKey(Serving, models.PROTECT, null=True, related_name="+")
    begun_at = models.DateTimeField()
    begun_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    left_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=10, choices=Ending, blank=True)
    ended_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")

    objects = ScopedManager.from_queryset(ReleaseQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["ask"], condition=Q(ended_in=None), name="release_one_for_an_ask"
            ),
            models.UniqueConstraint(
                fields=["account"], condition=Q(ended_in=None), name="release_one_for_an_account"
            ),
            models.CheckConstraint(
                condition=Q(ending="", ended_in=None)
                | Q(ended_in__isnull=False)
                & Q(ending__in=["gave", "withdrew", "doctor", "declined", "silent", "late",
                                "closed", "free"]),
                name="release_ending_has_its_entry",
            ),
            models.CheckConstraint(
                condition=Q(account__isnull=False) | Q(ended_in__isnull=False),
                name="release_account",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["place"], condition=Q(ended_in=None), name="release_running")
        ]

    def __str__(self) -> str:
        return f"release {self.pk}"


class Clearance(Scoped):
    """What a doctor of the hospital says to one question: come and be examined, or not today.

    `place` is the call's, where its desk answers; nothing of the officer's ward lies here. Kept are
    the result, the rule that asked for a doctor (`code`) and a day (`until`), no reason. `doctor`
    names who said it where an officer wrote it down.
    """

    class Result(models.TextChoices):
        MAY = "may", _("có thể đến khám")
        NOT_TODAY = "not_today", _("hôm nay chưa được")

    release = models.OneToOneField(Release, models.PROTECT, related_name="+")
    ask = models.ForeignKey(Ask, models.PROTECT, related_name="+")
    code = models.CharField(max_length=60, blank=True)
    asked_at = models.DateTimeField()
    asked_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    result = models.CharField(max_length=10, choices=Result, blank=True)
    until = models.DateField(null=True)
    doctor = models.CharField(max_length=80, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(result="", answered_in=None, answered_at=None, doctor="", until=None)
                | Q(result="may", answered_in__isnull=False, answered_at__isnull=False, until=None)
                | Q(result="not_today", answered_in__isnull=False, answered_at__isnull=False),
                name="clearance_answer_has_its_entry",
            )
        ]
        indexes = [
            models.Index(fields=["place"], condition=Q(answered_in=None), name="clearance_waiting")
        ]

    def __str__(self) -> str:
        return f"clearance {self.pk}"


class Leave(Scoped):
    """What the commander is asked: may they go for these hours, and who stands in. The deputy may
    answer too once `escalated_in` says so; one answer counts. `uncovered_in`: they were told that
    whoever was to stand in no longer can."""

    release = models.OneToOneField(Release, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    escalates_at = models.DateTimeField()
    escalated_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")
    uncovered_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")
    granted = models.BooleanField(null=True)
    stand_in = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(granted=None, decided_in=None, decided_at=None, stand_in=None,
                            starts_at=None, ends_at=None)
                | Q(granted=False, decided_in__isnull=False, decided_at__isnull=False,
                    stand_in=None, starts_at=None, ends_at=None)
                | Q(granted=True, decided_in__isnull=False, decided_at__isnull=False,
                    stand_in__isnull=False, ends_at__gt=F("starts_at")),
                name="leave_granted_with_a_stand_in",
            ),
            models.CheckConstraint(
                condition=Q(escalates_at__gte=F("asked_at")), name="leave_escalates_after_asking"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"leave {self.pk}"


class Told(Scoped):
    """Whom a leave was put to: their account, and the Actor by whose telephone it went."""

    leave = models.ForeignKey(Leave, models.PROTECT, related_name="+")
    account = models.ForeignKey("access.Account", models.PROTECT, related_name="+")
    actor = models.ForeignKey("journal.Actor", models.PROTECT, related_name="+")
    told_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(fields=["leave", "account"], name="told_once_of_a_leave")
        ]

    def __str__(self) -> str:
        return f"told {self.pk}"


class Covering(Scoped):
    """The covers in the roster that came of a leave."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="+")
    cover = models.OneToOneField("rosters.Cover", models.PROTECT, related_name="+")

    class Meta(Scoped.Meta):
        pass

    def __str__(self) -> str:
        return f"covering {self.pk}"
