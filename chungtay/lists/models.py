"""Lists that wards and clubs keep, as they were brought in."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chungtay.kit.scope import Scoped
from chungtay.people.models import Consent


class Intake(Scoped):
    """A list that somebody keeps. Brought in it is only read; taken in, its good rows are people.

    `kind` is the journey it feeds ("blood.donors", "people.residents"), `keeper` whose list it is.
    `means` is how each person on it gave consent and `source` where its facts come from, in the
    journey's own word: the officer states both when taking it in, nothing is assumed. A list of
    residents gives no consent of any kind, so it has neither.
    `rows` is null until the list has been read under a choice of columns; `trouble` says why that
    could not be done; `passed` counts rows that are nobody's: sums, empty ones. `given_up`: its
    file and rows are gone. `finished_at`: when its last row was settled; `cleared_at`: when the
    cells of its faulty rows were emptied.
    """

    kind = models.CharField(max_length=40)
    keeper = models.CharField(max_length=120)
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    columns = models.JSONField(default=list, help_text="Headings of the file, as they stood.")
    rows = models.PositiveIntegerField(null=True)
    passed = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True)
    means = models.CharField(max_length=8, choices=Consent.Means, blank=True)
    source = models.CharField(max_length=12, blank=True)
    brought_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    mapped_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")
    taken_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")
    taken_back = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")
    given_up = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True)
    cleared_at = models.DateTimeField(null=True)

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["place", "kind", "digest"],
                condition=Q(taken_back=None, given_up=None),
                name="intake_file_once",
            ),
            models.CheckConstraint(
                condition=Q(taken_in=None)
                | Q(kind="people.residents")
                | (~Q(means="") & ~Q(source="")),
                name="intake_states_consent_and_source",
                violation_error_message=_("Ghi rõ mọi người đồng ý bằng cách nào."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="people.residents") | Q(means="", source=""),
                name="intake_of_residents_gives_no_consent",
            ),
            models.CheckConstraint(
                condition=Q(taken_back=None) | Q(taken_in__isnull=False),
                name="intake_taken_back_was_taken_in",
            ),
            models.CheckConstraint(
                condition=Q(given_up=None) | Q(taken_in=None),
                name="intake_given_up_was_not_taken_in",
            ),
        ]
        indexes = [models.Index(fields=["place", "kind", "-id"], name="intake_place_kind")]

    @property
    def state(self) -> str:
        """brought, reading, read, given_up, working, done or back."""
        if self.given_up_id is not None:
            return "given_up"
        if self.taken_back_id is not None:
            return "back"
        if self.taken_in_id is not None:
            return "working" if self.finished_at is None else "done"
        if self.mapped_in_id is None or self.trouble:
            return "brought"
        return "reading" if self.rows is None else "read"


class IntakeFile(Scoped):
    """The file itself, and what its sheets look like, until it is taken in or given up.

    `outline` is a list of sheets: name, headings, known (heading → column), samples (the first
    cells under each heading), rows (how many).
    """

    intake = models.OneToOneField(Intake, models.CASCADE, related_name="+")
    content = models.BinaryField()
    outline = models.JSONField(default=list)
    sheets = models.JSONField(default=list, help_text="Numbers of the sheets chosen.")
    chosen = models.JSONField(default=dict, help_text="Heading → column.")


class Choice(Scoped):
    """Which column each heading is, as somebody chose for the lists of one keeper: the next file
    with the same headings needs no question. `headings` is a digest of them, in their order."""

    kind = models.CharField(max_length=40)
    keeper = models.CharField(max_length=120, help_text="Folded.")
    headings = models.CharField(max_length=64)
    chosen = models.JSONField()
    chosen_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["place", "kind", "keeper", "headings"], name="choice_remembered_once"
            )
        ]


class IntakeRow(Scoped):
    """A row of the list: `cells` as they stood, `read` what was understood, `reasons` what not.

    `person` is whom it became or met, or, of a doubtful row, whom it looks like. `foreseen` is
    what a ready row will be, as far as could be told when it was read. `home` numbers the
    households of the file. `mark` is a keyed digest of what was understood, by which the same row
    in a later file is known again. `before` are facts of a person that the row changed.

    Once a row has become (or met) a person its cells are emptied; a faulty or doubtful one keeps
    them until it is settled, at most `tasks.KEPT` long.
    """

    class Outcome(models.TextChoices):
        READY = "ready", _("nhập được")
        NEW = "new", _("người mới")
        UPDATED = "updated", _("có điều mới hơn")
        KNOWN = "known", _("đã có, không đổi")
        FAULTY = "faulty", _("cần sửa")
        DOUBTFUL = "doubtful", _("giống người đã có")

    intake = models.ForeignKey(Intake, models.CASCADE, related_name="+", db_index=False)
    sheet = models.PositiveSmallIntegerField(default=0)
    number = models.PositiveIntegerField(help_text="Row of the file, as the person sees it.")
    cells = models.JSONField(default=list)
    read = models.JSONField(null=True)
    reasons = models.JSONField(default=list)
    outcome = models.CharField(max_length=8, choices=Outcome)
    foreseen = models.CharField(max_length=8, choices=Outcome, blank=True)
    home = models.PositiveIntegerField(null=True)
    mark = models.CharField(max_length=32, blank=True, db_collation="C")
    person = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, related_name="+", db_index=False
    )
    before = models.JSONField(null=True)

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(fields=["intake", "sheet", "number"], name="intake_row_once"),
            models.CheckConstraint(
                condition=Q(outcome__in=["ready", "new", "updated", "known", "faulty", "doubtful"]),
                name="intake_row_outcome_known",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="faulty") | ~Q(reasons=[]), name="intake_fault_has_its_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["intake", "outcome"], name="intake_row_outcome"),
            models.Index(
                fields=["intake", "home"], name="intake_row_home", condition=Q(home__isnull=False)
            ),
            models.Index(
                fields=["mark"], name="intake_row_mark", condition=Q(person__isnull=False)
            ),
            models.Index(
                fields=["person"], name="intake_row_person", condition=Q(person__isnull=False)
            ),
        ]
