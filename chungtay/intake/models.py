"""What came in, as it came."""

from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from chungtay.intake.names import PERSONAL
from chungtay.kit.scope import Scoped, ScopedManager, ScopedQuerySet

SAYS_NOTHING = b'{"timestamp": "0"}'
"""The body of a webhook whose words are gone: erased, or kept long enough."""
MOST_TRIES = 5
"""A webhook that breaks our own code this often waits for a person to look."""


class InboundQuerySet(ScopedQuerySet["Inbound"]):
    def open(self) -> Self:
        """Accepted from Zalo, not dealt with yet."""
        return self.filter(handled_at=None)

    def workable(self, at: datetime) -> Self:
        """Open, not put off, and not beyond the tries that a fault of ours may cost."""
        ready = Q(not_before=None) | Q(not_before__lte=at)
        return self.open().filter(ready, tries__lt=MOST_TRIES).order_by("id")


class Inbound(Scoped):
    """One webhook, stored once whatever Zalo repeats.

    `body` holds the bytes as received, over which the signature was checked, and `SAYS_NOTHING`
    once its time is over (`keeping`); `variant` says by which reading of the rule it held. `key` is
    unique per channel: event and message id, or event, subject and timestamp (zalo.md 2). `user_id`
    is the Zalo user it came from or went to.
    """

    class Outcome(models.TextChoices):
        ANSWERED = "answered", _("đã ghi câu trả lời")
        REPEATED = "repeated", _("câu trả lời đã ghi từ trước")
        REFUSED = "refused", _("đã trả lời là không được nữa")
        EXPIRED = "expired", _("đường dẫn hết hạn")
        FREE_TEXT = "free_text", _("lời nhắn, chờ người đọc")
        GIVEN = "given", _("thông tin người ấy gửi, chờ nhận")
        RECEIPT = "receipt", _("báo đã nhận, đã xem")
        ECHO = "echo", _("tin của mình")
        OA_REPLY = "oa_reply", _("cán bộ trả lời ngoài sổ")
        WITHDRAWAL = "withdrawal", _("xin rút dữ liệu, chờ người làm")
        STORED = "stored", _("đã lưu")

    # Found by the indexes below, which begin with them: one more of each would only cost.
    place = models.ForeignKey("places.Place", models.PROTECT, related_name="+", db_index=False)
    channel = models.ForeignKey(
        "channels.Channel", models.PROTECT, related_name="+", db_index=False
    )
    key = models.CharField(max_length=200)
    event = models.CharField(max_length=60)
    user_id = models.CharField(max_length=64, blank=True)
    happened_at = models.DateTimeField(help_text="Zalo's timestamp.")
    received_at = models.DateTimeField(db_default=Now())
    num_retry = models.PositiveSmallIntegerField(default=0)
    variant = models.CharField(max_length=24)
    body = models.BinaryField()
    not_before = models.DateTimeField(null=True, help_text="A receipt ahead of its message waits.")
    tries = models.PositiveSmallIntegerField(default=0)
    handled_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)

    objects = ScopedManager.from_queryset(InboundQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(fields=["channel", "key"], name="inbound_once"),
            models.CheckConstraint(
                condition=Q(handled_at=None, outcome="")
                | (Q(handled_at__isnull=False) & ~Q(outcome="")),
                name="inbound_handled_has_its_outcome",
            ),
        ]
        indexes = [
            models.Index(
                fields=["not_before", "id"], name="inbound_open", condition=Q(handled_at=None)
            ),
            # Whether one person wrote something before: asked for each word, whatever waits.
            models.Index(
                fields=["channel", "user_id", "happened_at"], name="inbound_personal",
                condition=Q(handled_at=None, event__in=sorted(PERSONAL)),
            ),
            models.Index(
                fields=["handled_at"], name="inbound_body_kept",
                condition=Q(handled_at__isnull=False) & ~Q(body=SAYS_NOTHING),
            ),
            models.Index(fields=["place", "-id"], name="inbound_place"),
            models.Index(fields=["channel", "-received_at"], name="inbound_channel_received"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.event} {self.pk}"


class TurnedAwayQuerySet(models.QuerySet["TurnedAway"]):
    def count_one(self, day: date, reason: str) -> None:
        """Add one; the row of a new day is made by whoever comes first."""
        row = self.filter(day=day, reason=reason)
        if not row.update(count=F("count") + 1):
            self.bulk_create([TurnedAway(day=day, reason=reason)], ignore_conflicts=True)
            row.update(count=F("count") + 1)


class TurnedAway(models.Model):
    """How many webhooks were refused on a day, and why. Their bodies are not kept."""

    day = models.DateField()
    reason = models.CharField(max_length=24)
    count = models.PositiveBigIntegerField(default=0)

    objects = TurnedAwayQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "reason"], name="turned_away_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.reason}: {self.count}"
