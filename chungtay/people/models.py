"""Persons and organisations as the ward knows them: a name, ways to reach them, what was agreed."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from chungtay.kit.scope import Scoped
from chungtay.kit.vietnamese import fold, sort_key


class Person(Scoped):
    """A person. `place` is where they live, as group or commune; in the books it is its Actor."""

    actor = models.OneToOneField("journal.Actor", models.PROTECT, related_name="+")
    name = models.CharField(_("họ tên"), max_length=80)
    folded = models.CharField(max_length=80, editable=False)
    sort_key = models.CharField(max_length=400, editable=False, db_collation="C")
    birth_year = models.PositiveSmallIntegerField(_("năm sinh"), null=True)
    registered_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(birth_year=None) | Q(birth_year__gte=1900, birth_year__lte=2100),
                name="person_birth_year_sane",
                violation_error_message=_("Năm sinh phải từ 1900."),
            )
        ]
        indexes = [models.Index(fields=["place", "sort_key"], name="person_place_name")]

    def __str__(self) -> str:
        return self.name

    def named(self, name: str) -> "Person":
        """Set the name and the two keys that follow from it."""
        self.name = " ".join(name.split())
        self.folded, self.sort_key = fold(self.name), sort_key(self.name)
        return self


class Organisation(Scoped):
    """A hospital, a club, a union, a school. `place` is where its door is; in the books, its Actor.

    `lat` and `lon` (degrees, WGS 84) say where the door is more closely than the unit's middle.
    """

    class Kind(models.TextChoices):
        HOSPITAL = "hospital", _("bệnh viện")
        CLUB = "club", _("câu lạc bộ")
        UNION = "union", _("đoàn thể")
        AUTHORITY = "authority", _("cơ quan")
        SCHOOL = "school", _("trường học")
        COMPANY = "company", _("công ty")

    actor = models.OneToOneField("journal.Actor", models.PROTECT, related_name="+")
    name = models.CharField(_("tên"), max_length=120)
    folded = models.CharField(max_length=120, editable=False)
    sort_key = models.CharField(max_length=600, editable=False, db_collation="C")
    kind = models.CharField(max_length=12, choices=Kind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    registered_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=["hospital", "club", "union", "authority", "school", "company"]
                ),
                name="organisation_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(lat=None, lon=None) | Q(lat__range=(-90, 90), lon__range=(-180, 180)),
                name="organisation_on_the_globe",
                violation_error_message=_("Tọa độ không nằm trên trái đất."),
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("id")), name="organisation_not_its_own_parent"
            ),
            models.UniqueConstraint(
                fields=["place", "kind", "folded"], name="organisation_once_at_a_place"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def named(self, name: str) -> "Organisation":
        """Set the name and the two keys that follow from it."""
        self.name = " ".join(name.split())
        self.folded, self.sort_key = fold(self.name), sort_key(self.name)
        return self


class ContactPoint(Scoped):
    """One way to reach a person: a telephone number, or a Zalo user of one Official Account."""

    class Kind(models.TextChoices):
        PHONE = "phone", _("điện thoại")
        ZALO = "zalo", "Zalo"

    person = models.ForeignKey(Person, models.PROTECT, related_name="contact_points")
    actor = models.ForeignKey("journal.Actor", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    value = models.CharField(max_length=80, help_text='"+84905123456", or "oa_id/user_id"')
    verified_at = models.DateTimeField(null=True)
    added_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    ended_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["phone", "zalo"]), name="contact_kind_known"
            ),
            models.UniqueConstraint(
                fields=["kind", "value"],
                condition=Q(kind="zalo", ended_in=None),
                name="contact_zalo_once",
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "value"], condition=Q(ended_in=None), name="contact_once"
            ),
        ]
        indexes = [
            models.Index(fields=["actor"], name="contact_actor", condition=Q(ended_in=None)),
            models.Index(fields=["value"], name="contact_value", condition=Q(ended_in=None)),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"


class Consent(Scoped):
    """What a person agreed to: one purpose, one version of its text, by which means, until when.

    Source: Law 91/2025/QH15, Art. 9 and 10 (per purpose, no default, withdrawal any time).
    """

    class Means(models.TextChoices):
        FORM = "form", _("giấy ký")
        ZALO = "zalo", "Zalo"
        SPOKEN = "spoken", _("lời nói, có người ghi")

    person = models.ForeignKey(Person, models.PROTECT, related_name="consents")
    actor = models.ForeignKey("journal.Actor", models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    means = models.CharField(max_length=8, choices=Means)
    given_at = models.DateTimeField()
    given_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=Q(withdrawn_at=None),
                name="consent_standing_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_in=None)
                | Q(withdrawn_at__gte=F("given_at"), withdrawn_in__isnull=False),
                name="consent_withdrawal_has_its_entry",
            ),
        ]
        indexes = [
            models.Index(
                fields=["actor", "purpose"], name="consent_standing", condition=Q(withdrawn_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.version}"


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
