"""Beats: what they cover, and who keeps them, through time."""

from datetime import datetime
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from chungtay.access.models.posts import TimeSpan
from chungtay.kit.scope import Scoped, ScopedManager, ScopedQuerySet

SPAN = TimeSpan("starts_at", "ends_at", RangeBoundary())


def lasts(name: str) -> models.CheckConstraint:
    """An interval row: open, or ended in an act; what never began is empty, and overlaps none."""
    return models.CheckConstraint(
        condition=Q(ends_at=None, ended_in=None)
        | Q(ends_at__gte=F("starts_at"), ended_in__isnull=False),
        name=name,
    )


class SpanQuerySet[M: models.Model](ScopedQuerySet[M]):
    """Questions to rows with `starts_at` and `ends_at` (null: still open)."""

    def running(self, at: datetime) -> Self:
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=at), starts_at__lte=at)

    def within(self, begins: datetime, ends: datetime) -> Self:
        """Those that have a moment in common with the stretch from `begins` up to `ends`."""
        lasting = Q(ends_at__gt=Greatest(F("starts_at"), begins))
        return self.filter(Q(ends_at=None) | lasting, starts_at__lt=ends)


class BeatQuerySet(ScopedQuerySet["Beat"]):
    def standing(self, at: datetime) -> Self:
        return self.filter(Q(closed_at=None) | Q(closed_at__gt=at), opened_at__lte=at)

    def within(self, begins: datetime, ends: datetime) -> Self:
        return self.filter(Q(closed_at=None) | Q(closed_at__gt=begins), opened_at__lt=ends)


class Beat(Scoped):
    """A part of a ward (địa bàn) that one named officer answers for, day and night."""

    name = models.CharField(max_length=80)
    folded = models.CharField(max_length=80)
    opened_at = models.DateTimeField()
    opened_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")

    objects = ScopedManager.from_queryset(BeatQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["place", "folded"], condition=Q(closed_in=None), name="beat_named_once"
            ),
            models.CheckConstraint(condition=~Q(folded=""), name="beat_has_a_name"),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_in=None)
                | Q(closed_at__gt=F("opened_at"), closed_in__isnull=False),
                name="beat_end_has_its_entry",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Ground(Scoped):
    """A residential group lies in a beat, from a moment on; in one beat at a time."""

    beat = models.ForeignKey(Beat, models.PROTECT, related_name="+")
    group = models.ForeignKey("places.Place", models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    given_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    ended_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")

    objects = ScopedManager.from_queryset(SpanQuerySet["Ground"])()  # type: ignore[misc, django-manager-missing]

    class Meta(Scoped.Meta):
        constraints = [
            lasts("ground_end_has_its_entry"),
            ExclusionConstraint(
                name="ground_in_one_beat",
                expressions=[("group", RangeOperators.EQUAL), (SPAN, RangeOperators.OVERLAPS)],
                violation_error_message=_("Tổ này đang thuộc một địa bàn khác."),
            ),
        ]
        indexes = [models.Index(fields=["beat", "starts_at"], name="ground_beat")]

    def __str__(self) -> str:
        return f"ground {self.pk}"


class Keeping(Scoped):
    """An officer keeps a beat, from a moment on; one keeper at a time."""

    beat = models.ForeignKey(Beat, models.PROTECT, related_name="+")
    officer = models.ForeignKey("access.Account", models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    given_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    ended_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")

    objects = ScopedManager.from_queryset(SpanQuerySet["Keeping"])()  # type: ignore[misc, django-manager-missing]

    class Meta(Scoped.Meta):
        constraints = [
            lasts("keeping_end_has_its_entry"),
            ExclusionConstraint(
                name="keeping_one_at_a_time",
                expressions=[("beat", RangeOperators.EQUAL), (SPAN, RangeOperators.OVERLAPS)],
                violation_error_message=_("Địa bàn này đang có người giữ."),
            ),
        ]
        indexes = [models.Index(fields=["officer", "starts_at"], name="keeping_officer")]

    def __str__(self) -> str:
        return f"keeping {self.pk}"
