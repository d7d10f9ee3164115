"""A way to speak, its keys, and its troubles."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chungtay.kit.acting import Acting
from chungtay.kit.scope import Scoped, ScopedManager, ScopedQuerySet
from chungtay.places.models import Place


class ChannelQuerySet(ScopedQuerySet["Channel"]):
    def serving(self, acting: Acting) -> Self:
        """Channels that speak for the places in reach: their own, and their province's."""
        reach = acting.reach()
        if reach is None:
            return self.visible_to(acting)
        above = Place.objects.filter(pk__in=reach).values("province_id")
        found: Self = self.unscoped(
            why="the province's account speaks for its wards, and a channel names nobody"
        ).filter(Q(place_id__in=reach) | Q(place_id__in=above))
        return found

    def speaking(self) -> Self:
        """Channels that no open incident has paused."""
        paused = Incident.objects.unscoped(why="which channels are paused").standing()
        return self.exclude(pk__in=paused.filter(pauses=True).values("channel_id"))


class Channel(Scoped):
    """One account that speaks for a ward or a province (`place`).

    `oa_id` is what the account is called there: the id of an Official Account, the brand name of
    text messages, the mailbox. `app_id` is Zalo's application, or the login of the mailbox.
    `api_base` is the carrier's address.
    `variant` says which of the readings of Zalo's signature rule are accepted; `buttons` whether
    messages carry tappable answers or numbered lines only; `rest_until` is set by a rate refusal.
    """

    class Kind(models.TextChoices):
        ZALO_OA = "zalo_oa", _("Zalo OA")
        ESMS = "esms", _("tin SMS")
        MAIL = "mail", _("thư điện tử")

    class Variants(models.TextChoices):
        STANDARD = "standard", _("app_id và khóa OA")
        ANY = "any", _("mọi cách ký đã gặp")

    kind = models.CharField(max_length=10, choices=Kind, default=Kind.ZALO_OA)
    name = models.CharField(_("tên hiển thị"), max_length=120)
    oa_id = models.CharField(max_length=120)
    app_id = models.CharField(max_length=120, blank=True)
    api_base = models.CharField(max_length=200, default="https://openapi.zalo.me")
    oauth_base = models.CharField(max_length=200, default="https://oauth.zaloapp.com")
    variants = models.CharField(max_length=10, choices=Variants, default=Variants.STANDARD)
    buttons = models.BooleanField(default=True)
    rest_until = models.DateTimeField(null=True)
    connected_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")

    objects = ScopedManager.from_queryset(ChannelQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(fields=["kind", "oa_id"], name="channel_account_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["zalo_oa", "esms", "mail"]), name="channel_kind_known"
            ),
            models.CheckConstraint(
                condition=~Q(oa_id="") & (~Q(app_id="") | ~Q(kind="zalo_oa")),
                name="channel_has_ids",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Keys(Scoped):
    """The secrets of a channel, in a row of their own: nothing else ever reads this table.

    Zalo has a pair of tokens, and the row is locked while it is being exchanged, so that one pair
    is spent once: `refreshed_at` when it was received, `expires_at` when the access token dies.
    Others have an `api_key` that does not change by itself (eSMS's ApiKey, with its SecretKey in
    `app_secret`; the password of a mailbox): `refreshed_at` is when it was given.
    """

    channel = models.OneToOneField(Channel, models.PROTECT, primary_key=True, related_name="+")
    app_secret = models.CharField(max_length=200, blank=True)
    oa_secret = models.CharField(max_length=200, blank=True)
    api_key = models.CharField(max_length=200, blank=True)
    access_token = models.TextField(blank=True)
    refresh_token = models.TextField(blank=True)
    refreshed_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True, help_text="Last exchange that gave no new pair.")

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(
                condition=(~Q(access_token="") & ~Q(refresh_token="") & Q(expires_at__isnull=False))
                | (Q(access_token="", refresh_token="", expires_at=None) & ~Q(api_key="")),
                name="keys_pair_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"keys of channel {self.channel_id}"


class IncidentQuerySet(ScopedQuerySet["Incident"]):
    def standing(self) -> Self:
        return self.filter(closed_at=None)


class Incident(Scoped):
    """A channel's trouble, from when to when, in words, and whether it stops the sending."""

    channel = models.ForeignKey(Channel, models.PROTECT, related_name="+")
    code = models.CharField(max_length=30)
    sentence = models.CharField(max_length=300)
    pauses = models.BooleanField()
    opened_at = models.DateTimeField()
    opened_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")

    objects = ScopedManager.from_queryset(IncidentQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "code"], condition=Q(closed_at=None), name="incident_open_once"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_in=None)
                | Q(closed_at__gte=F("opened_at"), closed_in__isnull=False),
                name="incident_closing_has_its_entry",
            ),
        ]

    def __str__(self) -> str:
        return self.sentence
