"""One message on its way to one recipient through one channel."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, Now
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from chungtay.channels.reasons import words
from chungtay.channels.ways import Way
from chungtay.kit.scope import Scoped, ScopedManager, ScopedQuerySet


class DeliveryQuerySet(ScopedQuerySet["Delivery"]):
    def due(self, at: datetime) -> Self:
        """What may be sent now, in the order in which it should be."""
        ready = self.filter(Q(not_before=None) | Q(not_before__lte=at), state="waiting")
        return ready.order_by("-rank", "id")

    def lapsed(self, at: datetime) -> Self:
        """Rows whose sender died or was cut off: whether Zalo took them nobody knows yet."""
        return self.filter(state="sending", lease_until__lt=at)

    def in_doubt(self) -> Self:
        """Sent or not: the echo will tell, or the conversation."""
        return self.filter(state__in=["sending", "unknown"], external_id="")

    def referred(self, reference: object, channel_id: int) -> "Delivery | None":
        """The one that left this channel under this reference of ours; None for any other word."""
        parts = reference.split("-") if isinstance(reference, str) and reference.isascii() else []
        if len(parts) != 4 or not parts[1].isdecimal() or len(parts[1]) > 18:
            return None
        rows = self.filter(message=int(parts[1]), channel=channel_id)
        return next((r for r in rows if constant_time_compare(r.reference, str(reference))), None)


class Delivery(Scoped):
    """At most one possibly-received attempt per (message, channel, way): DESIGN rule 5.

    A way is tried only after the one before it definitely failed: that row is then `passed`, and
    the next one is written in the same transaction. A message has one row that is neither failed
    nor passed; the database sees to it.

    A row is committed as `sending` before the request leaves. Only an answer that proves that
    nothing was delivered takes it back to `waiting`; anything less makes it `unknown`, which is
    shown, and never sent again by itself. `contact` is null when there is nobody to send to, and
    then `code` says why. `attempts` counts requests that left, `doubt` says what cut one off.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Chờ gửi")
        SENDING = "sending", _("Đang gửi")
        SENT = "sent", _("Đã gửi")
        RECEIVED = "received", _("Đã nhận")
        SEEN = "seen", _("Đã xem")
        FAILED = "failed", _("Chưa gửi được")
        UNKNOWN = "unknown", _("Chưa rõ đã nhận")
        PASSED = "passed", _("Đã chuyển cách khác")

    class Rank(models.IntegerChoices):
        BULK = 0, _("tin thường")
        URGENT = 1, _("tin gấp")
        REPLY = 2, _("tin trả lời")

    Way = Way

    place = models.ForeignKey("places.Place", models.PROTECT, related_name="+", db_index=False)
    message = models.ForeignKey("journal.Message", models.PROTECT, related_name="+", db_index=False)
    channel = models.ForeignKey(
        "channels.Channel", models.PROTECT, null=True, related_name="+", db_index=False
    )
    contact = models.ForeignKey(
        "people.ContactPoint", models.PROTECT, null=True, related_name="+", db_index=False
    )
    way = models.CharField(max_length=10, choices=Way, blank=True)
    rank = models.PositiveSmallIntegerField(choices=Rank, default=Rank.BULK)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    plain = models.BooleanField(
        default=False, help_text="Without buttons, after a refusal of them."
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True)
    sending_at = models.DateTimeField(null=True, help_text="When the last attempt left.")
    lease_until = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True, help_text="The message's own.")
    external_id = models.CharField(max_length=64, blank=True)
    code = models.CharField(max_length=24, blank=True, help_text='"-230", "timeout", "no_consent"')
    created_at = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    objects = ScopedManager.from_queryset(DeliveryQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["message", "channel", "way"], name="delivery_once", nulls_distinct=False
            ),
            models.UniqueConstraint(
                fields=["message"],
                name="delivery_one_at_a_time",
                condition=~Q(state__in=["failed", "passed"]),
            ),
            models.UniqueConstraint(
                fields=["channel", "external_id"],
                condition=~Q(external_id=""),
                name="delivery_external_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="sending")
                | Q(lease_until__isnull=False, sending_at__isnull=False),
                name="delivery_sending_has_its_lease",
            ),
            models.CheckConstraint(
                condition=(Q(state="failed", channel=None, contact=None, way=""))
                | (Q(channel__isnull=False, contact__isnull=False) & ~Q(way="")),
                name="delivery_has_somewhere_to_go",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["failed", "passed", "unknown"]) | ~Q(code=""),
                name="delivery_failure_has_its_reason",
            ),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(state__in=["sent", "received", "seen"]),
                name="delivery_sent_is_after_sending",
            ),
        ]
        indexes = [
            models.Index(
                "channel", "rank", Coalesce("not_before", "created_at"), "id",
                name="delivery_waiting", condition=Q(state="waiting"),
            ),
            models.Index(
                fields=["expires_at"], name="delivery_expiring",
                condition=Q(state="waiting", expires_at__isnull=False),
            ),
            models.Index(
                fields=["lease_until"], name="delivery_sending", condition=Q(state="sending")
            ),
            models.Index(
                fields=["contact"], name="delivery_in_doubt",
                condition=Q(state__in=["sending", "unknown"]),
            ),
            models.Index(fields=["place", "state"], name="delivery_place_state"),
            models.Index(fields=["contact", "-message"], name="delivery_contact"),
            # The page of one channel counts its last week, the alarm asks for its last hours.
            models.Index(fields=["channel", "created_at"], name="delivery_channel_created"),
            models.Index(
                fields=["channel", "sent_at"], name="delivery_channel_sent",
                condition=Q(sent_at__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_state_display()} {self.pk}"

    @property
    def to(self) -> str:
        """The address as its carrier writes it; `contact` is loaded."""
        if self.contact is None:
            return ""
        value: str = self.contact.value
        return value.partition("/")[2] if self.contact.kind == "zalo" else value

    @property
    def reference(self) -> str:
        """Ours, the same at every attempt of this delivery, and no other installation's."""
        told = f"{self.message_id}.{self.channel_id}.{self.way}"
        mark = salted_hmac(
            "chungtay.channels.reference", told, secret=settings.SECRET_KEY, algorithm="sha256"
        )
        return f"ct-{self.message_id}-{self.channel_id}-{mark.hexdigest()[:12]}"

    @property
    def reason(self) -> str:
        """Why it failed or is in doubt, in words for an officer."""
        return words(self.code)
