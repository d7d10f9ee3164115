"""Lists that wards and clubs keep, as they were brought in."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chungtay.kit.scope import Scoped
from chungtay.people.models import Consent


class Intake(Scoped):
    """A list that somebody keeps. Brought in it is only read; taken in, its good rows are people.

    `means` is how each person on it gave consent and `source` where its facts come from, in the
    journey's own word: the officer states both when taking it in, nothing is assumed.
    """

    club = models.CharField(max_length=120)
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    columns = models.JSONField(help_text="Headings of the file, as they stood.")
    rows = models.PositiveIntegerField()
    means = models.CharField(max_length=8, choices=Consent.Means, blank=True)
    source = models.CharField(max_length=12, blank=True)
    brought_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    taken_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(fields=["place", "digest"], name="intake_file_once"),
            models.CheckConstraint(
                condition=Q(taken_in=None) | (~Q(means="") & ~Q(source="")),
                name="intake_states_consent_and_source",
                violation_error_message=_("Ghi rõ mọi người đồng ý bằng cách nào."),
            ),
        ]


class IntakeRow(Scoped):
    """A row of the list: `cells` as they stood, `read` what was understood, `reasons` what not.

    Once a row has become (or met) a person its cells are emptied; a faulty row keeps them until it
    is corrected.
    """

    class Outcome(models.TextChoices):
        READY = "ready", _("nhập được")
        NEW = "new", _("người mới")
        UPDATED = "updated", _("có điều mới hơn")
        KNOWN = "known", _("đã có, không đổi")
        FAULTY = "faulty", _("cần sửa")

    intake = models.ForeignKey(Intake, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField(help_text="Row of the file, as the person sees it.")
    cells = models.JSONField(default=list)
    read = models.JSONField(null=True)
    reasons = models.JSONField(default=list)
    outcome = models.CharField(max_length=8, choices=Outcome)

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(fields=["intake", "number"], name="intake_row_once"),
            models.CheckConstraint(
                condition=Q(outcome__in=["ready", "new", "updated", "known", "faulty"]),
                name="intake_row_outcome_known",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="faulty") | ~Q(reasons=[]), name="intake_fault_has_its_reason"
            ),
        ]
        indexes = [models.Index(fields=["intake", "outcome"], name="intake_row_outcome")]
