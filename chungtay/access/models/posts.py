"""A role at a place for a time."""

from collections.abc import Iterable
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from chungtay.access.models.accounts import Account
from chungtay.access.roles import Role


class PostQuerySet(models.QuerySet["Post"]):
    def held_at(self, at: datetime) -> Self:
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=at), starts_at__lte=at)

    def of(self, accounts: Iterable[int]) -> Self:
        return self.filter(account_id__in=accounts)


class Post(models.Model):
    """A role at a place for a time, held by an account; its organisation is named by Actor."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="posts")
    role = models.CharField(max_length=30, choices=Role.choices)
    place = models.ForeignKey("places.Place", models.PROTECT, related_name="+")
    organisation = models.ForeignKey("journal.Actor", models.PROTECT, null=True, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    appointed_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    ended_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="post_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ended_in__isnull=False), name="post_end_has_its_entry"
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="post_role_known"),
            models.UniqueConstraint(
                fields=["account", "role", "place"],
                condition=Q(ends_at=None),
                name="post_held_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.place_id}"
