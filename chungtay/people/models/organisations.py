"""A hospital, a club, a union: who a post or a call speaks for."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chungtay.kit.scope import Scoped
from chungtay.kit.vietnamese import fold, sort_key


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
    closed_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")

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
                fields=["place", "kind", "folded"],
                condition=Q(closed_in=None),
                name="organisation_once_at_a_place",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def named(self, name: str) -> "Organisation":
        """Set the name and the two keys that follow from it."""
        self.name = " ".join(name.split())
        self.folded, self.sort_key = fold(self.name), sort_key(self.name)
        return self
