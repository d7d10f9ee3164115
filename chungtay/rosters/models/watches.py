"""Watches, which are posts to keep, and the shifts of those who keep them."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chungtay.kit.scope import Scoped, ScopedManager, ScopedQuerySet

LONGEST = timedelta(hours=24)
"""A turn of desk duty runs round the clock; nothing longer is one turn."""
MOST = 30
"""Officers that one watch may need at once."""


class WatchQuerySet(ScopedQuerySet["Watch"]):
    def standing(self, at: datetime) -> Self:
        return self.filter(Q(closed_at=None) | Q(closed_at__gt=at), opened_at__lte=at)

    def within(self, begins: datetime, ends: datetime) -> Self:
        return self.filter(Q(closed_at=None) | Q(closed_at__gt=begins), opened_at__lt=ends)


class Watch(Scoped):
    """A post that is kept by turns: the desk, a checkpoint, a patrol.

    `needed` officers are there at any hour that is planned. `strenuous`: driving, height or bodily
    force, which wants twelve hours of rest after a gift of blood.
    """

    class Kind(models.TextChoices):
        DESK = "desk", _("trực ban")
        COMMAND = "command", _("trực chỉ huy")
        CHECKPOINT = "checkpoint", _("chốt kiểm soát")
        PATROL = "patrol", _("tuần tra")
        OTHER = "other", _("việc khác")

    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=80)
    folded = models.CharField(max_length=80)
    needed = models.PositiveSmallIntegerField(default=1)
    strenuous = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    opened_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")

    objects = ScopedManager.from_queryset(WatchQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["place", "folded"], condition=Q(closed_in=None), name="watch_named_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["desk", "command", "checkpoint", "patrol", "other"]),
                name="watch_kind_known",
            ),
            models.CheckConstraint(condition=~Q(folded=""), name="watch_has_a_name"),
            models.CheckConstraint(condition=Q(needed__range=(1, MOST)), name="watch_needs_some"),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_in=None)
                | Q(closed_at__gt=F("opened_at"), closed_in__isnull=False),
                name="watch_end_has_its_entry",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ShiftQuerySet(ScopedQuerySet["Shift"]):
    def standing(self) -> Self:
        return self.filter(taken_off_in=None)

    def within(self, begins: datetime, ends: datetime) -> Self:
        return self.filter(ends_at__gt=begins, starts_at__lt=ends)


class Shift(Scoped):
    """An officer is put on a watch, from one moment to another. Who is really there, stretch by
    stretch, is its `Presence` rows: the officer's, less what somebody covers."""

    watch = models.ForeignKey(Watch, models.PROTECT, related_name="+")
    officer = models.ForeignKey("access.Account", models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    put_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    moved_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")
    taken_off_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")

    objects = ScopedManager.from_queryset(ShiftQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at"), ends_at__lte=F("starts_at") + LONGEST),
                name="shift_lasts_a_day_at_most",
                violation_error_message=_("Một ca dài nhất 24 giờ, và kết thúc sau lúc bắt đầu."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["watch", "starts_at"], name="shift_watch", condition=Q(taken_off_in=None)
            ),
            models.Index(
                fields=["place", "starts_at"], name="shift_place", condition=Q(taken_off_in=None)
            ),
        ]

    def __str__(self) -> str:
        return f"shift {self.pk}"
