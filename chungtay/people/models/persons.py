"""A person, as the ward knows them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chungtay.kit.scope import Scoped
from chungtay.kit.vietnamese import accented, fold, sort_key


class Person(Scoped):
    """A person. `place` is where they live, as group or commune; in the books it is its Actor.

    `merged_into` is the one kept of those that are one person; it follows the standing `Merge`
    rows and is written by `people.merging` only.
    """

    class Language(models.TextChoices):
        VIETNAMESE = "vi", _("tiếng Việt")
        ENGLISH = "en", _("tiếng Anh")

    actor = models.OneToOneField("journal.Actor", models.PROTECT, related_name="+")
    name = models.CharField(_("họ tên"), max_length=80)
    folded = models.CharField(max_length=80, editable=False, db_collation="C")
    accented = models.TextField(editable=False, db_collation="C")
    sort_key = models.CharField(max_length=400, editable=False, db_collation="C")
    birth_year = models.PositiveSmallIntegerField(_("năm sinh"), null=True)
    language = models.CharField(
        _("ngôn ngữ"), max_length=2, choices=Language, default=Language.VIETNAMESE
    )
    household = models.ForeignKey(
        "people.Household", models.PROTECT, null=True, related_name="members", db_index=False
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", db_index=False
    )
    registered_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(birth_year=None) | Q(birth_year__gte=1900, birth_year__lte=2100),
                name="person_birth_year_sane",
                violation_error_message=_("Năm sinh phải từ 1900."),
            ),
            models.CheckConstraint(
                condition=Q(language__in=["vi", "en"]), name="person_language_known"
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=F("id")), name="person_not_merged_into_itself"
            ),
        ]
        indexes = [
            models.Index(fields=["place", "sort_key"], name="person_place_name"),
            # A ward's names are read from this index alone: see `people.searching`.
            models.Index(
                fields=["place", "folded"], include=["id", "accented"], name="person_place_folded"
            ),
            models.Index(
                fields=["household"], name="person_household", condition=Q(household__isnull=False)
            ),
            models.Index(
                fields=["merged_into"], name="person_merged", condition=Q(merged_into__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def named(self, name: str) -> "Person":
        """Set the name and the keys that follow from it."""
        self.name = " ".join(name.split())
        self.folded, self.sort_key = fold(self.name), sort_key(self.name)
        self.accented = accented(self.name)
        return self


class Correction(Scoped):
    """Which facts of a person were corrected by an act. Old values are kept nowhere."""

    FIELDS = ("name", "birth_year", "language", "place")

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    entry = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    fields = ArrayField(models.CharField(max_length=12))

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(fields__contained_by=["name", "birth_year", "language", "place"])
                & Q(fields__len__gte=1),
                name="correction_fields_known",
            )
        ]


class Reading(Scoped):
    """Somebody opened a person's page; once in fifteen minutes for each reader (DESIGN rule 3)."""

    actor = models.ForeignKey("journal.Actor", models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta(Scoped.Meta):
        indexes = [models.Index(fields=["person", "actor", "-at"], name="reading_of_a_person")]
