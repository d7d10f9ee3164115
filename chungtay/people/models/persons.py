"""A person, as the ward knows them."""

from django.db import models
from django.db.models import Q
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
