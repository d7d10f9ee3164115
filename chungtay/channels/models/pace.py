"""How fast a channel may speak, and how much is left of what its carrier allows."""

from django.db import models
from django.db.models import Q

from chungtay.channels.models.channel import Channel
from chungtay.kit.scope import Scoped


class Pace(Scoped):
    """The rate of one channel, shared by all workers: one row, changed by one statement.

    `next_at` is the moment at which the next message would be on time (GCRA); up to `burst` may
    run ahead of it. `granted` is what the last statement allowed.
    """

    channel = models.OneToOneField(Channel, models.PROTECT, primary_key=True, related_name="+")
    per_minute = models.PositiveIntegerField()
    burst = models.PositiveIntegerField()
    next_at = models.DateTimeField()
    granted = models.PositiveIntegerField(default=0)

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(per_minute__gt=0, burst__gt=0), name="pace_moves_on")
        ]

    def __str__(self) -> str:
        return f"{self.per_minute}/min"


class Allowance(Scoped):
    """How many more messages of one way a carrier allows a channel, as it last said."""

    channel = models.ForeignKey(Channel, models.PROTECT, related_name="+", db_index=False)
    way = models.CharField(max_length=10)
    remain = models.PositiveIntegerField()
    total = models.PositiveIntegerField(null=True)
    told_at = models.DateTimeField()

    class Meta(Scoped.Meta):
        constraints = [models.UniqueConstraint(fields=["channel", "way"], name="allowance_once")]

    def __str__(self) -> str:
        return f"{self.way}: {self.remain}"
