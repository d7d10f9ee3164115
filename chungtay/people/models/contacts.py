"""Ways to reach a person."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Right
from django.utils.translation import gettext_lazy as _

from chungtay.kit.scope import Scoped
from chungtay.people.models.persons import Person


class ContactPoint(Scoped):
    """One way to reach a person: a telephone number, a Zalo user of one Official Account, an
    e-mail address. A row that no longer holds stays, with the act that ended it."""

    class Kind(models.TextChoices):
        PHONE = "phone", _("điện thoại")
        ZALO = "zalo", "Zalo"
        EMAIL = "email", _("thư điện tử")

    class How(models.TextChoices):
        CALLED = "called", _("đã gọi và nói chuyện")
        WROTE = "wrote", _("đã nhắn qua lại")
        SHOWN = "shown", _("người ấy cho xem")

    person = models.ForeignKey(Person, models.PROTECT, related_name="contact_points")
    actor = models.ForeignKey("journal.Actor", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    value = models.CharField(max_length=80, help_text='"+84905123456", or "oa_id/user_id"')
    verified_at = models.DateTimeField(null=True)
    verified_how = models.CharField(max_length=8, choices=How, blank=True)
    added_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    ended_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["phone", "zalo", "email"]), name="contact_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(verified_at=None, verified_how="")
                | Q(verified_at__isnull=False, verified_how__in=["called", "wrote", "shown"]),
                name="contact_verified_somehow",
                violation_error_message=_("Ghi rõ đã kiểm tra bằng cách nào."),
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
            models.Index(
                "place",
                Right("value", 4),
                name="contact_place_end",
                condition=Q(kind="phone", ended_in=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"


class DoNotContact(Scoped):
    """Nobody writes to this person of their own accord, from `since` until `ended_at`."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    actor = models.ForeignKey("journal.Actor", models.PROTECT, related_name="+", db_index=False)
    since = models.DateTimeField()
    entry = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["actor"], condition=Q(ended_at=None), name="do_not_contact_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_in=None)
                | Q(ended_at__gte=F("since"), ended_in__isnull=False),
                name="do_not_contact_end_has_its_entry",
            ),
        ]
