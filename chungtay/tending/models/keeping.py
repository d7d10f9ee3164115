"""Who answers for a channel, and what they were told of its troubles."""

from typing import Self

from django.db import models
from django.db.models import Q

from chungtay.channels.models import Channel, Incident
from chungtay.kit.scope import Scoped, ScopedManager, ScopedQuerySet


class KeeperQuerySet(ScopedQuerySet["Keeper"]):
    def standing(self) -> Self:
        return self.filter(ended_in=None)


class Keeper(Scoped):
    """The post-holder who is told when a channel breaks; one at a time.

    `actor` is the account's, so that the books and the boards know them; `person` the row in the
    register by whose telephone, mailbox or Zalo they are told.
    """

    channel = models.ForeignKey(Channel, models.PROTECT, related_name="+")
    actor = models.ForeignKey("journal.Actor", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    named_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    ended_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")

    objects = ScopedManager.from_queryset(KeeperQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["channel"], condition=Q(ended_in=None), name="keeper_one_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"keeper of channel {self.channel_id}"


class Alarm(Scoped):
    """One telling of one trouble to its keeper: that it began, or that it is over."""

    class About(models.TextChoices):
        BEGUN = "begun"
        OVER = "over"

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="+")
    about = models.CharField(max_length=5, choices=About)
    message = models.OneToOneField("journal.Message", models.PROTECT, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(fields=["incident", "about"], name="alarm_once"),
            models.CheckConstraint(
                condition=Q(about__in=["begun", "over"]), name="alarm_about_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about} of incident {self.incident_id}"
