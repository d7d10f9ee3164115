"""That somebody is to be erased, that they were, and the proof that nothing of them is left."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chungtay.kit.scope import Scoped


class Order(Scoped):
    """An officer ordered the erasure; `entry` says who and when. It stands until the erasure is
    there, or the search found something left: then `failed_in`, and `left` says spot and rows,
    none where the database would not do it. Whoever tries again orders again."""

    request = models.ForeignKey("rights.Request", models.PROTECT, related_name="orders")
    entry = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")
    failed_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")
    left = models.JSONField(default=dict)

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["request"], condition=Q(failed_in=None), name="order_one_stands"
            ),
            models.CheckConstraint(
                condition=~Q(failed_in=None) | Q(left={}), name="order_left_only_when_failed"
            ),
        ]


class Erasure(Scoped):
    """A person was erased. `request` is null when a restored backup was cleaned again: there the
    request itself may be of a later day than the backup."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    actor = models.ForeignKey("journal.Actor", models.PROTECT, related_name="+")
    request = models.OneToOneField(
        "rights.Request", models.PROTECT, null=True, related_name="erasure"
    )
    erased_at = models.DateTimeField()
    columns = models.PositiveIntegerField(default=0, help_text="Columns searched for the proof.")
    tables = models.PositiveIntegerField(default=0)
    files = models.PositiveIntegerField(default=0)
    unread = models.PositiveIntegerField(default=0, help_text="Pictures of others, not read.")
    erased_in = models.ForeignKey("journal.Entry", models.PROTECT, related_name="+")

    class Meta(Scoped.Meta):
        indexes = [models.Index(fields=["actor"], name="erasure_actor")]

    def __str__(self) -> str:
        return f"erasure of actor {self.actor_id}"


class ErasedActor(Scoped):
    """One Actor this erasure concerned (merged persons have several), as the list outside knows it.

    `digest` is over the Actor's id and the moment it was made: an Actor of another database, or a
    new one that got the same id after a restore, has another.
    """

    erasure = models.ForeignKey(Erasure, models.PROTECT, related_name="actors")
    actor = models.ForeignKey("journal.Actor", models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(fields=["erasure", "actor"], name="erased_actor_once")
        ]


class Proof(Scoped):
    """What was found at one spot before, and what is left there: counts, no content.

    `spot` is the name of a holding, a table, or a log file. What is left has a reason.
    """

    class Kind(models.TextChoices):
        HOLDING = "holding", _("chỗ giữ dữ liệu")
        TABLE = "table", _("bảng")
        LOG = "log", _("tệp nhật ký")

    class Reason(models.TextChoices):
        SHARED = "shared", _("số điện thoại này cũng là của người khác")
        OFFICE = "office", _("tài khoản cán bộ, giữ đến khi tài khoản đóng")
        LAW = "law", _("luật buộc phải giữ")

    erasure = models.ForeignKey(Erasure, models.PROTECT, related_name="proofs")
    kind = models.CharField(max_length=8, choices=Kind)
    spot = models.CharField(max_length=120)
    found = models.PositiveIntegerField()
    left = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=8, choices=Reason, blank=True)

    class Meta(Scoped.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["erasure", "kind", "spot", "reason"], name="proof_spot_once"
            ),
            models.CheckConstraint(
                condition=Q(left=0) | ~Q(reason=""), name="proof_left_has_its_reason"
            ),
        ]
