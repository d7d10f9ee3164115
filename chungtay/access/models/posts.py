"""A role at a place for a time, and who stands in for its holder."""

from collections.abc import Iterable
from datetime import datetime
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from chungtay.access.models.accounts import Account
from chungtay.access.roles import TABLE, Role
from chungtay.kit.acting import Acting

SPEAKING_FOR_ONE = [role.value for role, duties in TABLE.items() if duties.organisation]


class TimeSpan(Func):
    function = "tstzrange"
    output_field = DateTimeRangeField()


class PostQuerySet(models.QuerySet["Post"]):
    def held_at(self, at: datetime) -> Self:
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=at), starts_at__lte=at)

    def of(self, accounts: Iterable[int]) -> Self:
        return self.filter(account_id__in=accounts)

    def open_to(self, account: Account, at: datetime) -> Self:
        """The posts that open something to an account now: its own, and those it stands in for.

        `delegated` says which; an absent holder whose account is locked passes nothing on.
        """
        stood_in = Delegation.objects.running(at).filter(post=OuterRef("pk"), to=account)
        return (
            self.held_at(at)
            .annotate(delegated=Exists(stood_in))
            .filter(Q(account=account) | Q(delegated=True), account__is_active=True)
        )

    def visible_to(self, acting: Acting) -> Self:
        """The posts at places within reach; who does what is no secret inside a ward."""
        reach = acting.reach()
        return self.all() if reach is None else self.filter(place_id__in=reach)


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
            models.CheckConstraint(
                condition=~Q(role__in=SPEAKING_FOR_ONE) | Q(organisation__isnull=False),
                name="post_speaks_for_its_organisation",
                violation_error_message=_("Phần việc này phải ghi rõ của đơn vị nào."),
            ),
            models.UniqueConstraint(
                fields=["account", "role", "place"],
                condition=Q(ends_at=None),
                name="post_held_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.place_id}"


class DelegationQuerySet(models.QuerySet["Delegation"]):
    def running(self, at: datetime) -> Self:
        return self.filter(starts_at__lte=at, ends_at__gt=at)

    def not_over(self, at: datetime) -> Self:
        """Those that run, and those still to come; not what was stopped before it began."""
        return self.filter(ends_at__gt=Greatest(F("starts_at"), at))


class Delegation(models.Model):
    """Somebody stands in for the holder of a post, from one moment to another.

    It opens what the post opens and ends with it. Ended early, `ends_at` is that moment (the start,
    when it had not begun) and `ended_in` says in which act.
    """

    class Reason(models.TextChoices):
        LEAVE = "leave", _("nghỉ phép")
        ILLNESS = "illness", _("nghỉ ốm")
        TRAINING = "training", _("đi học, tập huấn")
        MISSION = "mission", _("đi công tác")
        FAMILY = "family", _("việc gia đình")

    post = models.ForeignKey(Post, models.PROTECT, related_name="delegations")
    to = models.ForeignKey(Account, models.PROTECT, related_name="delegations")
    reason = models.CharField(max_length=10, choices=Reason)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    made_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    ended_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")

    objects = DelegationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at"))
                | Q(ends_at=F("starts_at"), ended_in__isnull=False),
                name="delegation_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(reason__in=["leave", "illness", "training", "mission", "family"]),
                name="delegation_reason_known",
            ),
            ExclusionConstraint(
                name="delegation_one_at_a_time",
                expressions=[
                    ("post", RangeOperators.EQUAL),
                    (TimeSpan("starts_at", "ends_at", RangeBoundary()), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("Thời gian ấy đã có người làm thay."),
            ),
        ]
        indexes = [models.Index(fields=["to", "ends_at"], name="delegation_to")]

    @property
    def place_id(self) -> int:
        """Where an act on it happens: at the post's place."""
        return self.post.place_id
