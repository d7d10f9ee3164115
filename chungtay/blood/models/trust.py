"""Why a call is believed, and what lets a desk call once more."""

from django.db import models
from django.db.models import Q

from chungtay.blood.models.calls import Call
from chungtay.kit.scope import Scoped


class ListedNumber(Scoped):
    """The telephone number that a hospital makes public, and where it does. Whoever calls for a
    hospital on the word of a doctor rings it back first. `place` is the hospital's; the number of
    a hospital that has no `ended_in` holds."""

    hospital = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    phone = models.CharField(max_length=20)
    source = models.CharField(max_length=200)
    listed_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    ended_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["hospital"], condition=Q(ended_in=None), name="listed_number_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(phone="") & ~Q(source=""), name="listed_number_has_its_source"
            ),
        ]


class CalledBack(Scoped):
    """An officer's call: made on the word of the doctor it names, whom this number reached. A call
    without such a row was made by the hospital itself."""

    call = models.OneToOneField(Call, models.PROTECT, related_name="+")
    number = models.ForeignKey(ListedNumber, models.PROTECT, related_name="+")

    class Meta(Scoped.Meta):
        pass


class Allowance(Scoped):
    """One call beyond the day's: a second person said yes. Used up by the call it let through."""

    hospital = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    on = models.DateField()
    allowed_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    call = models.OneToOneField(Call, models.PROTECT, null=True, related_name="+")

    class Meta(Scoped.Meta):
        pass
