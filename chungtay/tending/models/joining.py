"""An Official Account that is being connected, step by step."""

from typing import Self

from django.db import models
from django.db.models import Q

from chungtay.kit.scope import Scoped, ScopedManager, ScopedQuerySet


class JoiningQuerySet(ScopedQuerySet["Joining"]):
    def going_on(self) -> Self:
        return self.filter(ended_in=None)


class Joining(Scoped):
    """The guided connecting of one account, from the first key to the last test.

    It may be left and taken up again. Secrets are in it only while it goes on; once the account
    speaks they are in `Keys`, and ended they are blank. `nonce` is in the state that must come back
    from Zalo's page of consent; another one takes its place as soon as it came. `word` is what the
    officer sends to the account to show that webhooks arrive.
    """

    oa_id = models.CharField(max_length=24)
    app_id = models.CharField(max_length=24)
    app_secret = models.CharField(max_length=200, blank=True)
    oa_secret = models.CharField(max_length=200, blank=True)
    verifier = models.CharField(max_length=64, blank=True)
    site_code = models.CharField(max_length=80, blank=True, help_text="Of zalo_verifier….html")
    saved_at = models.DateTimeField(null=True, help_text="The officer says: saved in the console.")
    nonce = models.CharField(max_length=22)
    access_token = models.TextField(blank=True)
    refresh_token = models.TextField(blank=True)
    granted_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=24, blank=True, help_text="Code of the last failed step.")
    channel = models.ForeignKey("channels.Channel", models.PROTECT, null=True, related_name="+")
    described = models.JSONField(default=dict, help_text="What getoa said.")
    word = models.CharField(max_length=12)
    tried_at = models.DateTimeField(null=True)
    tried_code = models.CharField(max_length=24, blank=True, help_text='"sent", or why not.')
    begun_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    ended_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")

    objects = ScopedManager.from_queryset(JoiningQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["place"], condition=Q(ended_in=None), name="joining_one_at_a_place"
            ),
            models.CheckConstraint(
                condition=Q(ended_in=None)
                | Q(app_secret="", oa_secret="", verifier="", access_token="", refresh_token=""),
                name="joining_ended_keeps_no_secret",
            ),
            models.CheckConstraint(
                condition=Q(channel=None, described={}) | Q(channel__isnull=False),
                name="joining_described_is_connected",
            ),
        ]
        indexes = [
            models.Index(fields=["site_code"], name="joining_site_code", condition=~Q(site_code=""))
        ]

    def __str__(self) -> str:
        return f"connecting {self.oa_id}"
