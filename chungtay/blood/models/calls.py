"""A hospital's call, who was asked, what they said, who has a place, and how it ended.

State is rows: an open call has no closure, a place is held while `freed_in` is empty.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chungtay.donors.models.donors import COMPONENTS, GROUPS, KNOWN_COMPONENT
from chungtay.kit.plane import PointField
from chungtay.kit.scope import Scoped
from chungtay.transfusion.groups import Component, Group

MOST_UNITS = 20


class Call(Scoped):
    """`place` makes the call in its name. `group` is the patient's; where it is unknown the
    hospital says in its stead which donors' group to ask (`substitute`). `confirmed_by` names who
    at the hospital confirmed the need; nothing here says who the patient is."""

    class Urgency(models.TextChoices):
        CRITICAL = "critical", _("nguy kịch")
        TODAY = "today", _("trong ngày")
        PLANNED = "planned", _("theo lịch")

    hospital = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    component = models.CharField(max_length=10, choices=COMPONENTS)
    group = models.PositiveSmallIntegerField(choices=GROUPS, null=True)
    substitute = models.PositiveSmallIntegerField(choices=GROUPS, null=True)
    units = models.PositiveSmallIntegerField()
    where = models.CharField(max_length=120)
    note = models.CharField(max_length=300, blank=True)
    confirmed_by = models.CharField(max_length=80)
    deadline = models.DateTimeField()
    urgency = models.CharField(max_length=8, choices=Urgency)
    loc = PointField()
    opened_at = models.DateTimeField()
    opened_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    read_hospital = ""
    """The hospital's name, once it was read in the act in hand."""

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(component__in=KNOWN_COMPONENT), name="call_component_known"
            ),
            models.CheckConstraint(
                condition=Q(group__range=(0, 7), substitute=None)
                | Q(group=None, substitute__range=(0, 7)),
                name="call_group_or_substitute",
                violation_error_message=_("Chọn nhóm máu, hoặc chọn “Chưa biết”."),
            ),
            models.CheckConstraint(condition=Q(units__range=(1, MOST_UNITS)), name="call_units"),
            models.CheckConstraint(
                condition=Q(urgency__in=["critical", "today", "planned"]), name="call_urgency_known"
            ),
            models.CheckConstraint(
                condition=Q(deadline__gt=models.F("opened_at")),
                name="call_deadline_after_opening",
                violation_error_message=_("Giờ cần máu phải sau lúc gọi."),
            ),
        ]
        indexes = [models.Index(fields=["place", "-opened_at"], name="call_place_opened")]

    @property
    def wanted(self) -> Component:
        return Component(self.component)

    @property
    def written_group(self) -> str:
        asked = self.substitute if self.group is None else self.group
        return Group(asked or 0).written

    @property
    def critical(self) -> bool:
        return self.urgency == self.Urgency.CRITICAL


class CallClosure(Scoped):
    """The end of a call: who ended it, when (in the entry), and why."""

    class Reason(models.TextChoices):
        FILLED = "filled", _("đủ máu")
        STOPPED = "stopped", _("bệnh viện báo thôi")
        EXPIRED = "expired", _("hết giờ")
        FALSE = "false", _("xem lại thấy không đúng")

    call = models.OneToOneField(Call, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=8, choices=Reason)
    closed_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(reason__in=["filled", "stopped", "expired", "false"]),
                name="closure_reason_known",
            )
        ]


class Ask(Scoped):
    """One donor asked for one call, once. Its place is the call's; the donor lives elsewhere.

    Fifty are written at once, so only what is asked for has an index: a donor's, and a call's by
    the constraint. What is asked of a wave or an act says the call as well."""

    place = models.ForeignKey("places.Place", models.PROTECT, related_name="+", db_index=False)
    call = models.ForeignKey(Call, models.PROTECT, related_name="+", db_index=False)
    wave = models.ForeignKey("blood.Wave", models.PROTECT, related_name="+", db_index=False)
    donor = models.ForeignKey("donors.Donor", models.PROTECT, related_name="+")
    actor = models.ForeignKey("journal.Actor", models.PROTECT, related_name="+", db_index=False)
    distance_km = models.FloatField()
    asked_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+", db_index=False)
    read_name = ""
    """The donor's full name, where it was read for many at once."""

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(fields=["call", "donor"], name="ask_once_for_a_call")
        ]


class Reply(Scoped):
    """What the donor said; the latest counts."""

    class Answer(models.TextChoices):
        COMING = "coming", _("đến được")
        NOT_TODAY = "not_today", _("hôm nay chưa được")
        CANNOT_COME = "cannot_come", _("không đến được nữa")
        STOP = "stop", _("đừng hỏi nữa")

    call = models.ForeignKey(Call, models.PROTECT, related_name="+")
    ask = models.ForeignKey(Ask, models.PROTECT, related_name="+")
    answer = models.CharField(max_length=12, choices=Answer)
    said_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(answer__in=["coming", "not_today", "cannot_come", "stop"]),
                name="reply_answer_known",
            )
        ]


class Seat(Scoped):
    """A place among those who come: numbers 1 to `units`, and `units` + 1 for the one in reserve.

    That a number is held once is a constraint, so the last place cannot be given to two. It is
    lost at `expires_at`; empty for the one in reserve, for whoever said when they arrive, and
    while a floor above holds it. `freed_as` says why it was given up.
    """

    class Freed(models.TextChoices):
        LEFT = "left", _("báo không đến được")
        EXPIRED = "expired", _("quá 15 phút chưa báo giờ đến")
        MISSED = "missed", _("không tới")
        MOVED = "moved", _("từ dự bị thành người đến")
        RECALLED = "recalled", _("không rời việc được")
        ENDED = "ended", _("lời gọi khép lại")

    call = models.ForeignKey(Call, models.PROTECT, related_name="+")
    ask = models.ForeignKey(Ask, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    taken_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    expires_at = models.DateTimeField(null=True)
    freed_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")
    freed_as = models.CharField(max_length=8, choices=Freed, blank=True)

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["call", "number"], condition=Q(freed_in=None), name="seat_held_by_one"
            ),
            models.UniqueConstraint(
                fields=["ask"], condition=Q(freed_in=None), name="seat_one_for_an_ask"
            ),
            models.CheckConstraint(
                condition=Q(number__range=(1, MOST_UNITS + 1)), name="seat_number_sane"
            ),
            models.CheckConstraint(
                condition=Q(freed_in=None, freed_as="")
                | Q(
                    freed_in__isnull=False,
                    freed_as__in=["left", "expired", "missed", "moved", "recalled", "ended"],
                ),
                name="seat_freed_says_why",
            ),
        ]
        indexes = [
            models.Index(
                fields=["expires_at"], condition=Q(freed_in=None, expires_at__isnull=False),
                name="seat_expiring",
            )
        ]  # fmt: skip


class Arrival(Scoped):
    """When a donor with a place says they are there; the latest of a place counts. `minutes` is
    what they said: 0 for "Tôi đi ngay", from which `arrives_at` follows by the way they have."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="+")
    ask = models.ForeignKey(Ask, models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    minutes = models.PositiveSmallIntegerField()
    arrives_at = models.DateTimeField()
    said_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")

    class Meta(Scoped.Meta):
        pass


class Given(Scoped):
    """Which ask a gift answered, and on whose word at the hospital an officer wrote it (empty: the
    hospital's desk did). The row of a gift taken back says so too (`taken_back_in`), so
    that an ask has one gift that stands; triggers keep both rows of one mind (0002_given)."""

    ask = models.ForeignKey(Ask, models.PROTECT, related_name="+")
    gift = models.OneToOneField("donors.Gift", models.PROTECT, related_name="+")
    told_by = models.CharField(max_length=80, blank=True)
    taken_back_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["ask"], condition=Q(taken_back_in=None), name="given_once_for_an_ask"
            )
        ]


class StandDown(Scoped):
    """The ending of an ask that led to no gift: thanked, and told to stay at home."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="+")
    ask = models.OneToOneField(Ask, models.PROTECT, related_name="+")
    told_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")

    class Meta(Scoped.Meta):
        pass
