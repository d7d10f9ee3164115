"""Private groups, texts to post in them, and who posted what where."""

from datetime import datetime
from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chungtay.kit.quantities import Quantity
from chungtay.kit.scope import Scoped, ScopedManager, ScopedQuerySet


class Counted(Scoped):
    """Rows that keep a Quantity of people: both bounds null means that nobody knows how many."""

    lo = models.DecimalField(max_digits=18, decimal_places=3, null=True)
    hi = models.DecimalField(max_digits=18, decimal_places=3, null=True)
    word = models.CharField(max_length=16, blank=True)

    class Meta(Scoped.Meta):
        abstract = True

    @property
    def members(self) -> Quantity:
        return Quantity(self.lo, self.hi, self.word)

    @members.setter
    def members(self, quantity: Quantity) -> None:
        lo, hi = quantity.lo, quantity.hi
        self.lo = None if lo is None else Decimal(lo)
        self.hi = None if hi is None else Decimal(hi)
        self.word = quantity.word


class GroupQuerySet(ScopedQuerySet["PrivateGroup"]):
    def standing(self) -> Self:
        return self.filter(closed_in=None)


class PrivateGroup(Counted):
    """A group on Zalo or elsewhere that people of a ward run among themselves.

    `run_by` says who runs it ("tổ trưởng tổ 36"). `members` is how many were in it on `counted_on`,
    as somebody said: "hơn 200", or unknown.
    """

    name = models.CharField(max_length=120)
    folded = models.CharField(max_length=120)
    run_by = models.CharField(max_length=120)
    counted_on = models.DateField()
    added_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    closed_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")

    objects = ScopedManager.from_queryset(GroupQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(Counted.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["place", "folded"], condition=Q(closed_in=None), name="group_named_once"
            ),
            models.CheckConstraint(condition=~Q(name="") & ~Q(run_by=""), name="group_is_told"),
            models.CheckConstraint(
                condition=Q(lo=None) | Q(hi=None) | Q(hi__gte=F("lo")), name="group_bounds_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"group {self.pk}"


class NoticeQuerySet(ScopedQuerySet["Notice"]):
    def open(self, at: datetime) -> Self:
        """Whose public page still takes answers."""
        return self.filter(ended_in=None, expires_at__gt=at)


class Notice(Scoped):
    """A text that an officer copies into groups, or prints; its public page is /n/<code>/."""

    class Purpose(models.TextChoices):
        ASK = "ask", _("hỏi bà con")
        HELP = "help", _("nhờ góp sức")
        TELL = "tell", _("báo cho bà con biết")

    text = models.CharField(max_length=1500)
    purpose = models.CharField(max_length=8, choices=Purpose)
    code = models.CharField(max_length=13, unique=True)
    written_at = models.DateTimeField()
    written_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")

    objects = ScopedManager.from_queryset(NoticeQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose__in=["ask", "help", "tell"]), name="notice_purpose_known"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="notice_says_something"),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[2-9a-z]{13}$"), name="notice_code_is_long_enough"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("written_at")), name="notice_lasts_a_while"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_in=None)
                | Q(ended_at__gte=F("written_at"), ended_in__isnull=False),
                name="notice_end_has_its_entry",
            ),
        ]
        indexes = [models.Index(fields=["place", "-id"], name="notice_place")]

    def __str__(self) -> str:
        return f"notice {self.pk}"

    def takes_answers(self, at: datetime) -> bool:
        return self.ended_in_id is None and at < self.expires_at


class PostingQuerySet(ScopedQuerySet["Posting"]):
    def standing(self) -> Self:
        return self.filter(taken_back_in=None)


class Posting(Counted):
    """Somebody says that they copied the notice into the group, where `members` were then.

    No delivery and no proof: no machine sees a private group.
    """

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="+")
    group = models.ForeignKey(PrivateGroup, models.PROTECT, related_name="+")
    posted_at = models.DateTimeField()
    posted_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    taken_back_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")

    objects = ScopedManager.from_queryset(PostingQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(Counted.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "group"], condition=Q(taken_back_in=None), name="posted_once"
            ),
            models.CheckConstraint(
                condition=Q(lo=None) | Q(hi=None) | Q(hi__gte=F("lo")),
                name="posting_bounds_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"posting {self.pk}"
