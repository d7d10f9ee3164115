"""Who wrote to us, what was said from both sides, and what waits."""

from typing import Self

from django.db import models
from django.db.models import Exists, Min, OuterRef, Q, Subquery
from django.db.models.functions import Least, Now
from django.utils.translation import gettext_lazy as _

from chungtay.kit.scope import Scoped, ScopedManager, ScopedQuerySet


class ConversationQuerySet(ScopedQuerySet["Conversation"]):
    def told(self) -> Self:
        """With `waits`, the moment since which somebody waits for an answer, or for one that failed
        (null: nobody), `last`, the id of the last letter, and `alarmed`, whether an alarm stands
        that nobody has taken."""
        from chungtay.inbox.models.alarms import Alarm

        letters = Letter.objects.unscoped(why="the letters of a conversation in hand").filter(
            conversation=OuterRef("pk")
        )
        open_ = letters.waiting().order_by().values("conversation").annotate(since=Min("at"))
        failed = letters.failed().order_by().values("conversation").annotate(since=Min("at"))
        alarms = Alarm.objects.unscoped(why="the letters of a conversation in hand").filter(
            conversation=OuterRef("pk"), taken_in=None
        )
        return self.annotate(
            # The earlier of the two: PostgreSQL passes over a null.
            waits=Least(Subquery(open_.values("since")), Subquery(failed.values("since"))),
            last=Subquery(letters.order_by("-at", "-pk").values("pk")[:1]),
            alarmed=Exists(alarms),
        )


class Conversation(Scoped):
    """What passes between one person and one place: of a person we know (`actor`), else of a Zalo
    user, a telephone or a mailbox (`address`), else of one letter that names nobody.

    `name` is what they call themselves, as far as they do. `channel` is the account they wrote to.
    `claimed`: the address is what somebody typed of themselves, who may be anybody; whom an officer
    says it is does not change that, and is not where the person's own words go.
    """

    class Source(models.TextChoices):
        ZALO = "zalo", "Zalo"
        VISITOR = "visitor", _("Zalo, chưa đăng nhập")
        WEB = "web", _("trang của phường")
        PASTE = "paste", _("chép từ nhóm riêng")
        SMS = "sms", "SMS"
        EMAIL = "email", _("thư điện tử")
        DESK = "desk", _("nói tại phường, qua điện thoại")

    source = models.CharField(max_length=8, choices=Source)
    channel = models.ForeignKey("channels.Channel", models.PROTECT, null=True, related_name="+")
    actor = models.ForeignKey("journal.Actor", models.PROTECT, null=True, related_name="+")
    address = models.CharField(max_length=120, blank=True, help_text='"oa_id/user_id", "+84…"')
    claimed = models.BooleanField(default=False)
    name = models.CharField(max_length=120, blank=True)
    begun_at = models.DateTimeField(db_default=Now())

    objects = ScopedManager.from_queryset(ConversationQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(source__in=["zalo", "visitor", "web", "paste", "sms", "email", "desk"]),
                name="conversation_source_known",
            ),
            models.UniqueConstraint(
                fields=["place", "actor"],
                condition=Q(actor__isnull=False, claimed=False),
                name="conversation_once_a_person",
            ),
            models.UniqueConstraint(
                fields=["place", "address", "claimed"],
                condition=~Q(address=""),
                name="conversation_once_an_address",
            ),
        ]
        indexes = [
            models.Index(fields=["address"], name="conversation_address", condition=~Q(address="")),
        ]

    def __str__(self) -> str:
        return f"conversation {self.pk}"

    @property
    def mailbox(self) -> bool:
        """Whether the address is one of e-mail."""
        return "@" in self.address


class Settlement(Scoped):
    """Somebody answered or read what waited, up to a moment: those letters wait for nobody."""

    class How(models.TextChoices):
        REPLIED = "replied", _("đã trả lời")
        READ = "read", _("đã đọc, không cần trả lời")

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="+")
    how = models.CharField(max_length=8, choices=How)
    settled_at = models.DateTimeField()
    settled_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(how__in=["replied", "read"]), name="settlement_how_known"
            )
        ]

    def __str__(self) -> str:
        return f"settlement of conversation {self.conversation_id}"


class LetterQuerySet(ScopedQuerySet["Letter"]):
    def waiting(self) -> Self:
        """Written to us, neither answered nor read."""
        return self.filter(kind__in=THEIRS, settlement=None)

    def failed(self) -> Self:
        """Answers of ours that no way has carried and none will, which nobody has dealt with; with
        `code`, why. One that is on its way or in doubt has a delivery that is neither failed nor
        passed on to another way."""
        from chungtay.channels.models import Delivery

        sent = Delivery.objects.unscoped(why="what became of the letters in hand").filter(
            message=OuterRef("message")
        )
        over = sent.filter(state=Delivery.State.FAILED)
        alive = sent.exclude(state__in=[Delivery.State.FAILED, Delivery.State.PASSED])
        return self.filter(
            Exists(over), ~Exists(alive), kind=Letter.Kind.OURS, settlement=None
        ).annotate(code=Subquery(over.order_by("-pk").values("code")[:1]))


class Letter(Scoped):
    """One thing said. Theirs has its words in `text`, ours in its `message`; what an officer typed
    in Zalo itself is `elsewhere`. `given` is what a person sent of themselves by Zalo's form:
    {"name", "phone", "address"}, and waits until somebody accepts it. The settlement of one of ours
    says that its failure was dealt with."""

    class Kind(models.TextChoices):
        WORDS = "words", _("lời nhắn")
        WITHDRAWAL = "withdrawal", _("xin rút dữ liệu")
        GIVEN = "given", _("gửi thông tin của mình")
        OURS = "ours", _("trả lời")
        ELSEWHERE = "elsewhere", _("trả lời ngoài sổ")

    conversation = models.ForeignKey(Conversation, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    at = models.DateTimeField(help_text="When it was written, by the clock of what carried it.")
    recorded_at = models.DateTimeField(db_default=Now())
    text = models.TextField(blank=True, max_length=4000)
    given = models.JSONField(default=dict)
    message = models.OneToOneField("journal.Message", models.PROTECT, null=True, related_name="+")
    inbound = models.OneToOneField("intake.Inbound", models.PROTECT, null=True, related_name="+")
    settlement = models.ForeignKey(Settlement, models.PROTECT, null=True, related_name="+")

    objects = ScopedManager.from_queryset(LetterQuerySet)()  # type: ignore[misc, django-manager-missing]

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="ours", message__isnull=False, text="")
                | (~Q(kind="ours") & Q(message=None)),
                name="letter_of_ours_is_its_message",
            ),
            models.CheckConstraint(
                condition=~Q(kind="elsewhere") | Q(settlement=None),
                name="letter_elsewhere_waits_for_nobody",
            ),
        ]
        indexes = [
            models.Index(fields=["conversation", "-at", "-id"], name="letter_conversation"),
            models.Index(
                fields=["conversation", "at"], name="letter_waiting",
                condition=Q(kind__in=["words", "withdrawal", "given"], settlement=None),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"


THEIRS = (Letter.Kind.WORDS, Letter.Kind.WITHDRAWAL, Letter.Kind.GIVEN)
