"""Somebody is asked to take a post."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chungtay.access.models.links import Link
from chungtay.access.roles import Role
from chungtay.kit.scope import Scoped

if TYPE_CHECKING:
    from datetime import datetime


class Invitation(Scoped):
    """A role at a place, offered to a person by name through a link of single use.

    `link.actor` is the Actor the account will have. The post is given in the name of `inviter`,
    who must still be allowed to give it when the invitation is accepted.
    """

    name = models.CharField(_("họ tên"), max_length=80)
    role = models.CharField(max_length=30, choices=Role.choices)
    organisation = models.ForeignKey("journal.Actor", models.PROTECT, null=True, related_name="+")
    link = models.OneToOneField(Link, models.PROTECT, related_name="+")
    inviter = models.ForeignKey("access.Account", models.PROTECT, null=True, related_name="+")
    account = models.OneToOneField("access.Account", models.PROTECT, null=True, related_name="+")
    invited_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    ended_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(account=None) | Q(ended_in__isnull=False),
                name="invitation_end_has_its_entry",
            ),
        ]
        indexes = [models.Index(fields=["place", "-id"], name="invitation_by_place")]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.place_id}"

    def is_open(self, at: "datetime") -> bool:
        """Whether it may still be accepted; its link, loaded with it, says until when."""
        return self.ended_in_id is None and at < self.link.expires_at
