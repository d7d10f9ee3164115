"""Who is away, who stands in, who is therefore where, and which gaps the commander was told of."""

from datetime import datetime
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from chungtay.kit.scope import Scoped, ScopedManager, ScopedQuerySet
from chungtay.rosters.models.beats import SPAN, Beat, SpanQuerySet
from chungtay.rosters.models.watches import Shift


class AbsenceQuerySet(SpanQuerySet["Absence"]):
    def standing(self) -> Self:
        """Those not taken back as never having been."""
        return self.filter(taken_back_in=None)


class Absence(Scoped):
    """An officer is away from one moment to another, or until they are back (`ends_at` null).

    `reason` is theirs: no page shows it to anybody else, not to the commander. `ended_in` is the
    act in which a planned end came earlier, or an open one came at all.
    """

    class Reason(models.TextChoices):
        LEAVE = "leave", _("nghỉ phép")
        TRAINING = "training", _("đi học, tập huấn")
        MISSION = "mission", _("đi công tác")
        FAMILY = "family", _("việc gia đình")
        ILL = "ill", _("nghỉ ốm")
        PATIENT = "patient", _("cách ly, điều trị (F0)")
        CONTACT = "contact", _("cách ly vì tiếp xúc (F1)")
        OTHER = "other", _("việc khác")

    HEALTH = (Reason.ILL, Reason.PATIENT, Reason.CONTACT)

    officer = models.ForeignKey("access.Account", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=10, choices=Reason)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    marked_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    corrected_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")
    ended_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")
    taken_back_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")

    objects = ScopedManager.from_queryset(AbsenceQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None)
                | Q(ends_at__gt=F("starts_at"))
                | Q(ends_at=F("starts_at"), ended_in__isnull=False),
                name="absence_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(
                    reason__in=["leave", "training", "mission", "family", "ill", "patient",
                                "contact", "other"]
                ),
                name="absence_reason_known",
            ),
            ExclusionConstraint(
                name="absence_once_at_a_time",
                expressions=[("officer", RangeOperators.EQUAL), (SPAN, RangeOperators.OVERLAPS)],
                condition=Q(taken_back_in=None),
                violation_error_message=_("Thời gian ấy đã báo vắng rồi."),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["place", "starts_at"], name="absence_place")]

    def __str__(self) -> str:
        return f"absence {self.pk}"


class Cover(Scoped):
    """Somebody stands in for a stretch of a shift, or of a beat.

    `relieves` is whom they stand in for; null for a beat that is nobody's. Ended early, `ends_at`
    is that moment (the start, when it had not begun) and `ended_in` says in which act.
    """

    shift = models.ForeignKey(Shift, models.PROTECT, null=True, related_name="+")
    beat = models.ForeignKey(Beat, models.PROTECT, null=True, related_name="+")
    stand_in = models.ForeignKey("access.Account", models.PROTECT, related_name="+")
    relieves = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    covered_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    ended_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")

    objects = ScopedManager.from_queryset(SpanQuerySet["Cover"])()  # type: ignore[misc, django-manager-missing]

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(shift__isnull=False, beat=None, relieves__isnull=False)
                | Q(shift=None, beat__isnull=False),
                name="cover_of_a_shift_or_a_beat",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at"))
                | Q(ends_at=F("starts_at"), ended_in__isnull=False),
                name="cover_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(relieves=None) | ~Q(relieves=F("stand_in")), name="cover_by_another"
            ),
            ExclusionConstraint(
                name="cover_one_for_a_shift",
                expressions=[("shift", RangeOperators.EQUAL), (SPAN, RangeOperators.OVERLAPS)],
                condition=Q(shift__isnull=False),
            ),
            ExclusionConstraint(
                name="cover_one_for_a_beat",
                expressions=[("beat", RangeOperators.EQUAL), (SPAN, RangeOperators.OVERLAPS)],
                condition=Q(beat__isnull=False),
            ),
            # Nobody stands in for two people at once; a beat that is nobody's counts as one.
            ExclusionConstraint(
                name="cover_for_one_at_a_time",
                expressions=[
                    ("stand_in", RangeOperators.EQUAL),
                    (
                        Coalesce(
                            F("relieves"),
                            F("beat") * Value(-1),
                            output_field=models.BigIntegerField(),
                        ),
                        RangeOperators.NOT_EQUAL,
                    ),
                    (SPAN, RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Lúc ấy người này đang làm thay cho người khác."),
            ),
        ]
        indexes = [
            models.Index(fields=["beat", "starts_at"], name="cover_beat"),
            models.Index(fields=["stand_in", "starts_at"], name="cover_stand_in"),
        ]

    def __str__(self) -> str:
        return f"cover {self.pk}"


class PresenceQuerySet(ScopedQuerySet["Presence"]):
    def within(self, begins: datetime, ends: datetime) -> Self:
        return self.filter(ends_at__gt=begins, starts_at__lt=ends)


class Presence(Scoped):
    """Who must be at a watch in which stretch: made anew from a shift and its covers whenever one
    of them changes, so that nobody, stand-ins included, is in two places at once."""

    shift = models.ForeignKey(Shift, models.PROTECT, related_name="+")
    cover = models.ForeignKey(Cover, models.PROTECT, null=True, related_name="+")
    officer = models.ForeignKey("access.Account", models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    objects = ScopedManager.from_queryset(PresenceQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="presence_lasts_a_while"
            ),
            ExclusionConstraint(
                name="presence_once_at_a_time",
                expressions=[("officer", RangeOperators.EQUAL), (SPAN, RangeOperators.OVERLAPS)],
                violation_error_message=_("Lúc ấy người này đang trực ở chỗ khác."),
            ),
        ]
        indexes = [
            models.Index(fields=["shift", "starts_at"], name="presence_shift"),
            models.Index(fields=["place", "starts_at"], name="presence_place"),
        ]

    def __str__(self) -> str:
        return f"presence {self.pk}"


class Alarm(Scoped):
    """The commander was told that nobody answers for a beat from `starts_at` on. While it stands
    (`over_at` null) the same gap is not told again."""

    class Reason(models.TextChoices):
        UNASSIGNED = "unassigned", _("chưa phân công ai")
        AWAY = "away", _("người giữ vắng, chưa có người thay")
        STAND_IN_AWAY = "stand_in", _("người làm thay cũng vắng")
        LEFT = "left", _("người giữ không còn phần việc ở đây")

    beat = models.ForeignKey(Beat, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=10, choices=Reason)
    starts_at = models.DateTimeField()
    told_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    over_at = models.DateTimeField(null=True)

    objects = ScopedManager()  # type: ignore[misc]

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["beat"], condition=Q(over_at=None), name="alarm_one_for_a_beat"
            ),
            models.CheckConstraint(
                condition=Q(reason__in=["unassigned", "away", "stand_in", "left"]),
                name="alarm_reason_known",
            ),
        ]

    def __str__(self) -> str:
        return f"alarm {self.pk}"
