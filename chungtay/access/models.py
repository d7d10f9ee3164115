"""Accounts, and the posts they hold."""

from collections.abc import Iterable
from datetime import datetime
from typing import Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chungtay.access.roles import Role


class AccountManager(BaseUserManager["Account"]):
    pass


class Account(AbstractBaseUser):
    """Somebody who signs in. In the books it is its Actor, nothing more."""

    username = models.CharField(_("tên đăng nhập"), max_length=60, unique=True)
    name = models.CharField(_("họ tên"), max_length=80)
    rank = models.CharField(_("cấp bậc, chức danh"), max_length=60, blank=True)
    actor = models.OneToOneField("journal.Actor", models.PROTECT, related_name="+")
    is_active = models.BooleanField(default=True)

    objects = AccountManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name


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
