"""An officer's own word that a donor of the register is themselves."""

from typing import Self

from django.db import models
from django.db.models import Q

from chungtay.kit.scope import Scoped, ScopedManager, ScopedQuerySet


class ServingQuerySet(ScopedQuerySet["Serving"]):
    def standing(self) -> Self:
        """Those that both sides have said: the account, and the telephone of the donor."""
        return self.filter(confirmed_in__isnull=False, ended_in=None)


class Serving(Scoped):
    """The account's owner says "this donor is me" (`said_in`), the donor's own telephone says yes
    (`confirmed_in`); only they take it back (`ended_in`). No page of a colleague reads it.

    `place` is the account's. Only the row of somebody who was erased has no donor.
    """

    account = models.ForeignKey("access.Account", models.PROTECT, related_name="+")
    donor = models.ForeignKey("donors.Donor", models.PROTECT, null=True, related_name="+")
    said_at = models.DateTimeField()
    said_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    confirmed_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")
    ended_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")

    objects = ScopedManager.from_queryset(ServingQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(ended_in=None), name="serving_one_of_an_account"
            ),
            models.UniqueConstraint(
                fields=["donor"],
                condition=Q(ended_in=None, confirmed_in__isnull=False),
                name="serving_one_of_a_donor",
            ),
            models.CheckConstraint(
                condition=Q(donor__isnull=False) | Q(ended_in__isnull=False), name="serving_donor"
            ),
        ]

    def __str__(self) -> str:
        return f"serving {self.pk}"
