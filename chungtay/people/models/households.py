"""Those who live together, and at which door."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from chungtay.kit.scope import Scoped
from chungtay.people.models.persons import Person


class Household(Scoped):
    """Persons under one roof; `place` is the group or commune, `address` the door. Its members are
    the persons who point here; when the last one leaves, it ends."""

    address = models.CharField(_("địa chỉ"), max_length=160)
    head = models.OneToOneField(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("chủ hộ")
    )
    formed_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    ended_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_in=None) | models.Q(head=None),
                name="household_ended_has_no_head",
            )
        ]
        indexes = [
            models.Index(
                fields=["place", "address"],
                name="household_standing",
                condition=models.Q(ended_in=None),
            )
        ]

    def __str__(self) -> str:
        return self.address
