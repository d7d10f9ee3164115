"""What is known of a person's address at a channel, and the templates a channel may use."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chungtay.channels.models.channel import Channel
from chungtay.kit.scope import Scoped


class Presence(Scoped):
    """One address at one channel: when it last spoke, whether it follows, what it refused.

    `user_id` is as the carrier addresses people: a Zalo user, or "+84…" for template messages by
    phone. `follows` null: nobody told. `closed_*`: the carrier said that the window is closed (or
    the user long away), `refused_*`: that this person wants nothing of the account. An interaction
    later than `closed_at` opens the window again; a refusal stands until the person speaks.
    """

    channel = models.ForeignKey(Channel, models.PROTECT, related_name="+", db_index=False)
    user_id = models.CharField(max_length=64)
    last_interaction_at = models.DateTimeField(null=True)
    follows = models.BooleanField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_code = models.CharField(max_length=24, blank=True)
    refused_at = models.DateTimeField(null=True)
    refused_code = models.CharField(max_length=24, blank=True)

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(fields=["channel", "user_id"], name="presence_once"),
            models.CheckConstraint(condition=~Q(user_id=""), name="presence_is_somebodys"),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_code="")
                | (Q(closed_at__isnull=False) & ~Q(closed_code="")),
                name="presence_closed_has_its_code",
            ),
            models.CheckConstraint(
                condition=Q(refused_at=None, refused_code="")
                | (Q(refused_at__isnull=False) & ~Q(refused_code="")),
                name="presence_refusal_has_its_code",
            ),
        ]
        indexes = [models.Index(fields=["user_id"], name="presence_user")]

    def __str__(self) -> str:
        return f"presence {self.pk}"


class Template(Scoped):
    """An approved template message for one purpose, by user id, by phone, or by both.

    `purpose` is a message's own ("blood.ask") or a whole journey's ("blood"). `fields` says which
    of our values fills which parameter ({"noi_dung": "text"}), `lengths` how long each may be.
    `promotion`: not sent at night.
    """

    class Value(models.TextChoices):
        TEXT = "text", _("lời nhắn")
        NAME = "name", _("tên người nhận")
        PLACE = "place", _("tên phường, xã")
        DAY = "day", _("ngày gửi")
        LINK = "link", _("đường dẫn để trả lời")

    channel = models.ForeignKey(Channel, models.PROTECT, related_name="+", db_index=False)
    purpose = models.CharField(max_length=60)
    external_id = models.CharField(max_length=40)
    by_uid = models.BooleanField(default=False)
    by_phone = models.BooleanField(default=False)
    fields = models.JSONField(default=dict)
    lengths = models.JSONField(default=dict)
    promotion = models.BooleanField(default=False)
    approved = models.BooleanField(default=False, help_text="As the carrier last said.")
    entered_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "purpose"], condition=Q(by_uid=True), name="template_uid_once"
            ),
            models.UniqueConstraint(
                fields=["channel", "purpose"], condition=Q(by_phone=True),
                name="template_phone_once",
            ),
            models.CheckConstraint(
                condition=Q(by_uid=True) | Q(by_phone=True), name="template_goes_somehow"
            ),
            models.CheckConstraint(
                condition=~Q(purpose="") & ~Q(external_id=""), name="template_is_named"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.purpose} {self.external_id}"
