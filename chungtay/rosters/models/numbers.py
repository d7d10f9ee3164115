"""The telephone at which a ward's desk is reached at any hour."""

from django.db import models
from django.db.models import Q

from chungtay.kit.scope import Scoped


class DutyNumber(Scoped):
    """Whoever is stuck rings it. `place` is the commune; it is the ward's, nobody's own."""

    phone = models.CharField(max_length=20)
    set_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    ended_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["place"], condition=Q(ended_in=None), name="duty_number_one_of_a_ward"
            )
        ]

    def __str__(self) -> str:
        return self.phone
