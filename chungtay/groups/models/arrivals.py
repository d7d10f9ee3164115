"""How a letter of the inbox came in through a group, a public page or a personal link."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chungtay.groups.models.postings import Notice, PrivateGroup
from chungtay.kit.scope import Scoped, ScopedManager, ScopedQuerySet


class ReportLinkQuerySet(ScopedQuerySet["ReportLink"]):
    def standing(self) -> Self:
        return self.filter(ended_in=None)


class ReportLink(Scoped):
    """A person's own link to report by: it writes in their name and reads nothing of theirs.

    `misread` counts wrong second factors since the last right one; at the most, this link never
    shows again what was reported by it, and goes on to write.
    """

    link = models.OneToOneField("access.Link", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    actor = models.ForeignKey("journal.Actor", models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    given_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    ended_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")
    misread = models.PositiveSmallIntegerField(default=0)

    objects = ScopedManager.from_queryset(ReportLinkQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_in=None), name="report_link_once"
            )
        ]

    def __str__(self) -> str:
        return f"report link {self.pk}"


class Arrival(Scoped):
    """By which way a letter came: an answer on the public page of a notice, lines pasted back from
    a group, a message that was forwarded, a report by personal link. The words are the letter's.

    `mark` is a keyed digest of who, when and what, by which the same line pasted twice is noticed;
    `origin` one of the address an answer was sent from, emptied after a day.
    """

    class Way(models.TextChoices):
        ANSWER = "answer", _("trả lời qua đường dẫn")
        PASTED = "pasted", _("chép lại từ nhóm")
        FORWARDED = "forwarded", _("tin được chuyển")
        REPORT = "report", _("báo tin bằng đường dẫn riêng")

    letter = models.OneToOneField("inbox.Letter", models.PROTECT, related_name="+")
    way = models.CharField(max_length=10, choices=Way)
    notice = models.ForeignKey(Notice, models.PROTECT, null=True, related_name="+")
    group = models.ForeignKey(PrivateGroup, models.PROTECT, null=True, related_name="+")
    report_link = models.ForeignKey(ReportLink, models.PROTECT, null=True, related_name="+")
    arrived_at = models.DateTimeField()
    arrived_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    mark = models.CharField(max_length=32, blank=True)
    origin = models.CharField(max_length=20, blank=True)

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(way="answer", notice__isnull=False, group=None, report_link=None)
                | Q(way="pasted", group__isnull=False, report_link=None)
                | Q(way="forwarded", group=None, notice=None, report_link=None)
                | Q(way="report", report_link__isnull=False, group=None, notice=None),
                name="arrival_names_its_way",
            )
        ]
        indexes = [
            models.Index(fields=["notice", "-arrived_at"], name="arrival_notice"),
            models.Index(fields=["group", "mark"], name="arrival_mark", condition=~Q(mark="")),
            models.Index(
                fields=["origin", "arrived_at"], name="arrival_origin", condition=~Q(origin="")
            ),
            models.Index(fields=["report_link", "-arrived_at"], name="arrival_report"),
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.pk}"
