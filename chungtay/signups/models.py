"""Somebody is registering themselves and is not done, or has not yet said that it was them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chungtay.kit.scope import Scoped


class Signup(Scoped):
    """`told` holds what they said so far and nothing once it has ended; `step` the question that is
    open ("" when all are answered and only the yes is missing). `newcomer`: the person was written
    down for this alone, and goes with it. `origin` is a digest of the address a form came from,
    kept for a day."""

    class Way(models.TextChoices):
        ZALO = "zalo", "Zalo"
        WEB = "web", _("trang của phường")

    class End(models.TextChoices):
        DONE = "done", _("đã vào sổ")
        STOPPED = "stopped", _("người ấy thôi")
        LAPSED = "lapsed", _("không trả lời nữa")

    way = models.CharField(max_length=4, choices=Way)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    actor = models.ForeignKey("journal.Actor", models.PROTECT, related_name="+")
    newcomer = models.BooleanField()
    told = models.JSONField(default=dict)
    step = models.CharField(max_length=12, blank=True)
    origin = models.CharField(max_length=20, blank=True)
    begun_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    begun_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    end = models.CharField(max_length=8, choices=End, blank=True)
    ended_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(way__in=["zalo", "web"]), name="signup_way_known"),
            models.CheckConstraint(
                condition=Q(end="", ended_in=None)
                | Q(end__in=["done", "stopped", "lapsed"], ended_in__isnull=False, told={}),
                name="signup_ended_keeps_nothing",
            ),
            models.UniqueConstraint(
                fields=["actor"], condition=Q(ended_in=None), name="signup_one_for_a_person"
            ),
        ]
        indexes = [
            models.Index(fields=["moved_at"], condition=Q(ended_in=None), name="signup_open_since"),
            models.Index(
                fields=["origin", "begun_at"], condition=~Q(origin=""), name="signup_origin"
            ),
        ]
