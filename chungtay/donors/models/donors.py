"""Donors of the province's register."""

from datetime import date

from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chungtay.kit.plane import PointField
from chungtay.kit.scope import Scoped
from chungtay.transfusion.groups import GIVEN, Component, Group
from chungtay.transfusion.weight import Band

LONG_AGO = date(1900, 1, 1)
"""`next_…_on` and `ask_from` of whoever need not wait: comparisons, and indexes, stay simple."""
NEVER = date(9999, 12, 31)
"""`next_…_on` of what their weight does not allow, `ask_from` of a pause without an end."""

GROUPS = [(group.value, group.written) for group in Group]
COMPONENTS = [
    (Component.WHOLE.value, _("máu toàn phần")),
    (Component.PLATELETS.value, _("tiểu cầu")),
    (Component.PLASMA.value, _("huyết tương")),
]
BANDS = [(band.value, band.words) for band in Band]
ZALO, SMS, PHONE = 1, 2, 4
EVERY_WAY, EVERY_DAY = ZALO | SMS | PHONE, 0b1111111
MOST_MONTHS = 12
NEXT_DATES = [f"next_{component}_on" for component in GIVEN]
LOOKED_AT = [
    *NEXT_DATES, "ask_from", "ask_until", "last_asked_at", "last_gift_on", "ways", "days",
    "hours_from", "hours_to", "source", "askable", "actor", "id",
]  # fmt: skip
"""What choosing asks of a row beside where it is; in the index, so that the row is not read."""
KNOWN_COMPONENT = [component.value for component in GIVEN]


def component_known(field: str, model: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": KNOWN_COMPONENT}) | Q(**{f"{field}__isnull": True}),
        name=f"{model}_component_known",
    )


class Donor(Scoped):
    """Somebody who may be asked. `place` is where they live, `loc` the middle of it in km.

    `next_…_on` is the first day on which the dated rules let them be asked for that component
    again, written whenever a gift or their weight is; `ask_until` the day from which age forbids
    it. `told_on` is a last gift known by hearsay only (of a year or month its last day), which is
    no `Gift`. Only the row of somebody who was erased has no group.

    What they wish: `ways` (bits of ZALO, SMS, PHONE), `days` (bits, Monday first), the hours of a
    day from `hours_from` to before `hours_to`, at most once in `every_months`. `ask_from` follows
    from that and from their pauses: before this day nobody asks.

    `askable` follows from rows of `people`: consent, "do not contact", Zalo, merges. The database
    writes it whenever one of them changes, and nobody else can (0002_askable): it stands in the
    index, so that choosing looks none of them up.

    `rests`: asked of late. It says only in which index by place the row stands, of those who may
    be free or of those who rest, so that choosing need not walk past a city that rests; whoever
    chooses goes by `last_asked_at`. Asking sets it, the clock takes it back (`tasks.rested`).
    """

    class Source(models.TextChoices):
        SELF = "self", _("người hiến tự nói")
        CARD = "card", _("thẻ hiến máu")
        LAB = "lab", _("kết quả xét nghiệm")

    class Askable(models.IntegerChoices):
        NO = 0, _("không hỏi qua Zalo")
        YES = 1, _("hỏi được qua Zalo")
        LOOK = 2, _("một người có mấy dòng: xem cả các dòng ấy")

    place = models.ForeignKey("places.Place", models.PROTECT, related_name="+", db_index=False)
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
    weight = models.CharField(max_length=8, choices=BANDS, null=True)  # noqa: DJ001
    ask_from = models.DateField(default=LONG_AGO)
    every_months = models.PositiveSmallIntegerField(null=True)
    ways = models.PositiveSmallIntegerField(default=EVERY_WAY)
    days = models.PositiveSmallIntegerField(default=EVERY_DAY)
    hours_from = models.PositiveSmallIntegerField(default=0)
    hours_to = models.PositiveSmallIntegerField(default=24)
    last_asked_at = models.DateTimeField(null=True)
    rests = models.BooleanField(default=False, editable=False)
    askable = models.PositiveSmallIntegerField(default=Askable.NO, editable=False)
    registered_in = models.ForeignKey(
        "journal.Entry", models.PROTECT, related_name="+", db_index=False
    )
    ended_in = models.ForeignKey(
        "journal.Entry", models.PROTECT, null=True, related_name="+", db_index=False
    )

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
            models.CheckConstraint(
                condition=Q(weight=None) | Q(weight__in=[band.value for band in Band]),
                name="donor_weight_known",
            ),
            models.CheckConstraint(
                condition=Q(every_months=None) | Q(every_months__range=(1, MOST_MONTHS)),
                name="donor_every_months",
            ),
            models.CheckConstraint(condition=Q(ways__range=(1, EVERY_WAY)), name="donor_ways"),
            models.CheckConstraint(condition=Q(days__range=(1, EVERY_DAY)), name="donor_days"),
            models.CheckConstraint(condition=Q(askable__range=(0, 2)), name="donor_askable"),
            models.CheckConstraint(
                condition=Q(rests=False) | Q(last_asked_at__isnull=False), name="donor_rests_since"
            ),
            models.CheckConstraint(
                condition=Q(hours_from__lt=models.F("hours_to"), hours_to__lte=24),
                name="donor_hours",
            ),
        ]
        indexes = [
            GistIndex(
                fields=["loc"],
                include=LOOKED_AT,
                condition=Q(group=group.value, ended_in=None, askable__gt=0, rests=False),
                name=f"donor_near_{group.name.lower()}",
            )
            for group in Group
        ] + [
            GistIndex(
                fields=["loc"], include=["group", *LOOKED_AT], name="donor_near_resting",
                condition=Q(ended_in=None, askable__gt=0, rests=True),
            ),
            models.Index(fields=["place", "group"], name="donor_place_group"),
            models.Index(
                fields=["group", "last_asked_at"], name="donor_group_asked",
                condition=Q(ended_in=None, askable__gt=0, rests=True),
            ),
        ]  # fmt: skip

    @property
    def written_group(self) -> str:
        return "" if self.group is None else Group(self.group).written

    def next_on(self, component: Component) -> date:
        """The first day on which this component may be asked for again."""
        found: date = getattr(self, f"next_{component}_on")
        return found


class Pause(Scoped):
    """Nobody asks before `until`; without it, until the donor says so. Why is nobody's business:
    a holiday and a deferral look alike. It stands while `ended_in` is empty."""

    donor = models.ForeignKey(Donor, models.PROTECT, related_name="+")
    until = models.DateField(null=True)
    paused_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    ended_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["donor"], condition=Q(ended_in=None), name="pause_one_for_a_donor"
            )
        ]
