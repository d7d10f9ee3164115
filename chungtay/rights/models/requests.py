"""What a person asks, and the rows of what was done about it."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from chungtay.kit.scope import Scoped, ScopedManager, ScopedQuerySet


class RequestQuerySet(ScopedQuerySet["Request"]):
    def with_steps(self) -> Self:
        """With person, answer, extension and ending, in the same query."""
        return self.crossing(
            "person", "answer", "extension", "ending", why="a request is read with its own steps"
        ).select_related("person", "answer__entry", "extension__entry", "ending__entry")

    def open(self) -> Self:
        return self.crossing("ending", why="whether it has ended").filter(ending=None)

    def ended(self) -> Self:
        return self.crossing("ending", why="whether it has ended").exclude(ending=None)

    def late(self, at: datetime) -> Self:
        """Open, and past the term to answer or the term to fulfil."""
        unanswered = Q(answer=None, answer_by__lte=at)
        found = self.open().crossing("answer", why="whether it was answered")
        return found.filter(unanswered | Q(fulfil_by__lte=at))


class Request(Scoped):
    """One thing a person asks about their own data.

    `answer_by` and `fulfil_by` are the moments at which the terms end, by the rules in force when
    it was received; an extension moves the second. `wish` is in the person's own words.
    """

    class What(models.TextChoices):
        VIEW = "view", _("xem dữ liệu của mình")
        CORRECT = "correct", _("sửa dữ liệu của mình")
        PROVIDE = "provide", _("nhận một bản dữ liệu")
        WITHDRAW = "withdraw", _("rút lời đồng ý")
        RESTRICT = "restrict", _("hạn chế xử lý")
        OBJECT = "object", _("phản đối xử lý")
        DELETE = "delete", _("xóa dữ liệu của mình")

    class Came(models.TextChoices):
        DESK = "desk", _("nói tại bàn trực")
        PHONE = "phone", _("gọi điện")
        PAPER = "paper", _("đơn giấy")
        ZALO = "zalo", "Zalo"
        OWN_PAGE = "own_page", _("trang của người ấy")

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    actor = models.ForeignKey("journal.Actor", models.PROTECT, related_name="+")
    what = models.CharField(max_length=8, choices=What)
    came = models.CharField(max_length=8, choices=Came)
    third = models.BooleanField(default=False, help_text="A processor or third party acts too.")
    wish = models.TextField(max_length=1000, blank=True)
    received_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    fulfil_by = models.DateTimeField()
    received_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")

    objects = ScopedManager.from_queryset(RequestQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(answer_by__gt=F("received_at"), fulfil_by__gt=F("received_at")),
                name="request_terms_after_receipt",
            ),
            models.CheckConstraint(
                condition=Q(what__in=["view", "correct", "provide", "withdraw", "restrict",
                                      "object", "delete"]),
                name="request_what_known",
            ),
            models.CheckConstraint(
                condition=Q(came__in=["desk", "phone", "paper", "zalo", "own_page"]),
                name="request_came_known",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["place", "fulfil_by"], name="request_place_due"),
            models.Index(fields=["actor", "-received_at"], name="request_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.pk}"


class Answer(Scoped):
    """The first answer: we have it, and say until when it will be done."""

    class Means(models.TextChoices):
        ZALO = "zalo", "Zalo"
        PHONE = "phone", _("điện thoại")
        PAPER = "paper", _("thư giấy")
        SPOKEN = "spoken", _("nói trực tiếp")

    request = models.OneToOneField(Request, models.PROTECT, related_name="answer")
    means = models.CharField(max_length=8, choices=Means)
    entry = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(means__in=["zalo", "phone", "paper", "spoken"]),
                name="answer_means_known",
            )
        ]


class Extension(Scoped):
    """The one extension a request may have: so many days more, for a reason the person is told."""

    request = models.OneToOneField(Request, models.PROTECT, related_name="extension")
    days = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=300)
    entry = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(days__gte=1), name="extension_is_of_days"),
            models.CheckConstraint(condition=~Q(reason=""), name="extension_has_its_reason"),
        ]


class Ending(Scoped):
    """How a request ended: done, or refused on a ground the law knows."""

    class How(models.TextChoices):
        DONE = "done", _("đã làm xong")
        REFUSED = "refused", _("không làm, có lý do")

    class Ground(models.TextChoices):
        """Source: Law 91/2025/QH15, Art. 4, 13, 14 and 19 (recalled, to be checked)."""

        NOT_IDENTIFIED = "not_identified", _("chưa xác minh được người yêu cầu")
        NOT_HELD = "not_held", _("không giữ dữ liệu ấy")
        LAW_KEEPS = "law_keeps", _("luật buộc phải giữ")
        STATE_TASK = "state_task", _("đang dùng cho việc nhà nước theo luật")
        EMERGENCY = "emergency", _("đang cần để cứu tính mạng, sức khỏe")
        OTHERS = "others", _("làm lộ dữ liệu của người khác")
        SECURITY = "security", _("ảnh hưởng quốc phòng, an ninh, trật tự")

    request = models.OneToOneField(Request, models.PROTECT, related_name="ending")
    how = models.CharField(max_length=8, choices=How)
    ground = models.CharField(max_length=16, choices=Ground, blank=True)
    note = models.CharField(max_length=500, blank=True)
    entry = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(how="done", ground="") | (Q(how="refused") & ~Q(ground="")),
                name="ending_refused_has_its_ground",
            )
        ]
