"""Addresses that open one thing for whoever holds them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Link(models.Model):
    """A secret address for one purpose and a limited time; only the digest of its token is kept."""

    digest = models.BinaryField(max_length=32, unique=True)
    purpose = models.CharField(max_length=40)
    actor = models.ForeignKey("journal.Actor", models.PROTECT, null=True, related_name="+")
    place = models.ForeignKey("places.Place", models.PROTECT, null=True, related_name="+")
    args = models.JSONField(_("chỉ số hiệu, không có chữ"), default=dict)
    made_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    wrong = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="link_lasts_a_while"
            ),
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(revoked_at=None), name="link_used_or_revoked"
            ),
        ]
        indexes = [models.Index(fields=["purpose", "place", "-made_at"], name="link_by_place")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"
