"""Ways to reach a person."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chungtay.kit.scope import Scoped
from chungtay.people.models.persons import Person


class ContactPoint(Scoped):
    """One way to reach a person: a telephone number, or a Zalo user of one Official Account."""

    class Kind(models.TextChoices):
        PHONE = "phone", _("điện thoại")
        ZALO = "zalo", "Zalo"

    person = models.ForeignKey(Person, models.PROTECT, related_name="contact_points")
    actor = models.ForeignKey("journal.Actor", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    value = models.CharField(max_length=80, help_text='"+84905123456", or "oa_id/user_id"')
    verified_at = models.DateTimeField(null=True)
    added_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    ended_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["phone", "zalo"]), name="contact_kind_known"
            ),
            models.UniqueConstraint(
                fields=["kind", "value"],
                condition=Q(kind="zalo", ended_in=None),
                name="contact_zalo_once",
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "value"], condition=Q(ended_in=None), name="contact_once"
            ),
        ]
        indexes = [
            models.Index(fields=["actor"], name="contact_actor", condition=Q(ended_in=None)),
            models.Index(fields=["value"], name="contact_value", condition=Q(ended_in=None)),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"
