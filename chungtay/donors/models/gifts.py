"""What donors gave."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chungtay.donors.models.donors import COMPONENTS, KNOWN_COMPONENT, Donor
from chungtay.kit.scope import Scoped


class Gift(Scoped):
    """One gift of one donor on one day. The journal counts it; `blood.Given` says which call a
    confirmed one answered.

    It stands while `withdrawn_in` is empty; one recorded by mistake is taken back, with its line.
    """

    class Kind(models.TextChoices):
        OPENING = "opening", _("đã có trước khi ghi sổ")
        CONFIRMED = "confirmed", _("ghi tại chỗ")

    donor = models.ForeignKey(Donor, models.PROTECT, related_name="+")
    component = models.CharField(max_length=10, choices=COMPONENTS)
    on = models.DateField()
    kind = models.CharField(max_length=10, choices=Kind)
    recorded_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    withdrawn_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(component__in=KNOWN_COMPONENT), name="gift_component_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["opening", "confirmed"]), name="gift_kind_known"
            ),
            models.UniqueConstraint(
                fields=["donor", "on"], condition=Q(withdrawn_in=None), name="gift_once_a_day"
            ),
        ]
