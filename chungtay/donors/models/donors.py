"""Donors of the province's register."""

from datetime import date

from django.contrib.postgres.indexes import SpGistIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chungtay.kit.plane import PointField
from chungtay.kit.scope import Scoped
from chungtay.transfusion.groups import GIVEN, Component, Group

LONG_AGO = date(1900, 1, 1)
"""`next_…_on` of somebody who need not wait: comparisons stay simple, and so do the indexes."""

GROUPS = [(group.value, group.written) for group in Group]
COMPONENTS = [
    (Component.WHOLE.value, _("máu toàn phần")),
    (Component.PLATELETS.value, _("tiểu cầu")),
    (Component.PLASMA.value, _("huyết tương")),
]
NEXT_DATES = [f"next_{component}_on" for component in GIVEN]
KNOWN_COMPONENT = [component.value for component in GIVEN]


def component_known(field: str, model: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": KNOWN_COMPONENT}) | Q(**{f"{field}__isnull": True}),
        name=f"{model}_component_known",
    )


class Donor(Scoped):
    """Somebody who may be asked. `place` is where they live, `loc` the middle of it in km.

    `next_…_on` is the first day on which the dated rules let them be asked for that component
    again, written whenever a gift is; `ask_until` the day from which age forbids it. `told_on` is
    a last gift known by hearsay only (of a year or month its last day), which is no `Gift`.
    Only the row of somebody who was erased has no group.
    """

    km: float
    """Set by whoever asks: the distance to the call in hand."""

    class Source(models.TextChoices):
        SELF = "self", _("người hiến tự nói")
        CARD = "card", _("thẻ hiến máu")
        LAB = "lab", _("kết quả xét nghiệm")

    person = models.OneToOneField("people.Person", models.PROTECT, related_name="+")
    actor = models.OneToOneField("journal.Actor", models.PROTECT, related_name="+")
    group = models.PositiveSmallIntegerField(_("nhóm máu"), choices=GROUPS, null=True)
    source = models.CharField(_("nhóm máu theo"), max_length=4, choices=Source)
    loc = PointField()
    last_gift_on = models.DateField(null=True)
    last_component = models.CharField(max_length=10, choices=COMPONENTS, null=True)  # noqa: DJ001
    told_on = models.DateField(null=True)
    told_component = models.CharField(max_length=10, choices=COMPONENTS, null=True)  # noqa: DJ001
    next_whole_on = models.DateField(default=LONG_AGO)
    next_platelets_on = models.DateField(default=LONG_AGO)
    next_plasma_on = models.DateField(default=LONG_AGO)
    ask_until = models.DateField(null=True)
    last_asked_at = models.DateTimeField(null=True)
    registered_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    ended_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(group__range=(0, 7)), name="donor_group_known"),
            models.CheckConstraint(condition=~Q(group=None, ended_in=None), name="donor_group"),
            models.CheckConstraint(
                condition=Q(source__in=["self", "card", "lab"]), name="donor_source_known"
            ),
            component_known("last_component", "donor"),
            component_known("told_component", "donor_told"),
            models.CheckConstraint(
                condition=Q(last_component=None) | Q(last_gift_on__isnull=False),
                name="donor_component_of_a_gift",
            ),
        ]
        indexes = [
            SpGistIndex(
                fields=["loc"],
                include=[*NEXT_DATES, "ask_until", "last_asked_at", "source", "actor", "id"],
                condition=Q(group=group.value, ended_in=None),
                name=f"donor_near_{group.name.lower()}",
            )
            for group in Group
        ] + [models.Index(fields=["place", "group"], name="donor_place_group")]

    @property
    def written_group(self) -> str:
        return "" if self.group is None else Group(self.group).written

    def next_on(self, component: Component) -> date:
        """The first day on which this component may be asked for again."""
        found: date = getattr(self, f"next_{component}_on")
        return found
