"""Who is one and the same person, and who is not though it looks so."""

from django.db import models
from django.db.models import F, Q

from chungtay.kit.scope import Scoped
from chungtay.people.models.persons import Person


class Merge(Scoped):
    """`gone` and `kept` are one person, said in `merged_in`; it stands until `undone_in`.

    Nothing that points to either is touched, so that undoing gives everything back as it was.
    """

    kept = models.ForeignKey(Person, models.PROTECT, related_name="+")
    gone = models.ForeignKey(Person, models.PROTECT, related_name="+")
    merged_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    undone_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="merge_of_two"),
            models.UniqueConstraint(
                fields=["gone"], condition=Q(undone_in=None), name="merge_gone_once"
            ),
        ]


class Difference(Scoped):
    """Two persons who look alike and are not the same: somebody who knows them said so."""

    one = models.ForeignKey(Person, models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, models.PROTECT, related_name="+")
    told_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="difference_in_order"),
            models.UniqueConstraint(fields=["one", "other"], name="difference_once"),
        ]
