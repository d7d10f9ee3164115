"""Why a call is believed, what lets a desk call once more, and what is doubted about a call."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chungtay.blood.models.calls import Ask, Call, Given
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


class Finding(Scoped):
    """What came out when the doubts about a call were looked into."""

    class Verdict(models.TextChoices):
        GENUINE = "genuine", _("lời gọi đúng")
        FALSE = "false", _("lời gọi sai, đã dừng")

    call = models.ForeignKey(Call, models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=8, choices=Verdict)
    found_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=["genuine", "false"]), name="finding_verdict_known"
            )
        ]


class Doubt(Scoped):
    """A donor said that something about a call is wrong. No reason is asked; once for an ask."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="+")
    ask = models.OneToOneField(Ask, models.PROTECT, related_name="+")
    said_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    finding = models.ForeignKey(Finding, models.PROTECT, null=True, related_name="+")

    class Meta(Scoped.Meta):
        indexes = [
            models.Index(fields=["place"], condition=Q(finding=None), name="doubt_open"),
        ]


class CareNote(Scoped):
    """Two days after a gift the donor was asked how they are, once."""

    given = models.OneToOneField(Given, models.PROTECT, related_name="+")
    sent_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")

    class Meta(Scoped.Meta):
        pass
