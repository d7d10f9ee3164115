"""What came with a letter: pictures, sounds, files, a place on the map."""

from django.db import models
from django.db.models import Func, Q
from django.db.models.functions import Now
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from chungtay.carriers.media.downloading import LARGEST
from chungtay.kit.scope import Scoped


class Attachment(Scoped):
    """One piece. `url` is where it is to be fetched, and goes once that is over: it is a secret of
    the sender's. `code` says why it is not kept. `note` is what needs no fetching: the address of a
    link, the coordinates of a place ("16.06,108.2"), a sticker's number."""

    class Kind(models.TextChoices):
        IMAGE = "image", _("ảnh")
        AUDIO = "audio", _("ghi âm")
        VIDEO = "video", _("phim")
        FILE = "file", _("tệp")
        LINK = "link", _("đường dẫn")
        LOCATION = "location", _("vị trí")
        STICKER = "sticker", _("hình dán")
        CARD = "card", _("danh thiếp")

    class State(models.TextChoices):
        FETCHING = "fetching", _("đang tải")
        KEPT = "kept", _("đã lưu")
        REFUSED = "refused", _("không nhận")
        NOTED = "noted", _("không có gì để tải")
        ERASED = "erased", _("đã xóa")

    letter = models.ForeignKey("inbox.Letter", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    state = models.CharField(max_length=8, choices=State)
    name = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=500, blank=True)
    url = models.TextField(blank=True, max_length=2000)
    code = models.CharField(max_length=24, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(state="fetching") & ~Q(url="") | ~Q(state="fetching") & Q(url=""),
                name="attachment_address_only_while_fetched",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(code=""),
                name="attachment_refusal_has_its_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["letter"], name="attachment_letter_of"),
            models.Index(fields=["id"], name="attachment_fetching", condition=Q(state="fetching")),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"


class Content(Scoped):
    """The bytes of an attachment, cleaned, in a table of their own: no list ever reads them."""

    attachment = models.OneToOneField(
        Attachment, models.PROTECT, primary_key=True, related_name="+"
    )
    media_type = models.CharField(max_length=60)
    extension = models.CharField(max_length=8)
    data = models.BinaryField()
    kept_at = models.DateTimeField(db_default=Now())

    class Meta(Scoped.Meta):
        constraints = [
            models.CheckConstraint(
                condition=LessThanOrEqual(
                    Func("data", function="octet_length", output_field=models.IntegerField()),
                    LARGEST,
                ),
                name="content_below_the_limit",
            )
        ]

    def __str__(self) -> str:
        return f"content of attachment {self.attachment_id}"
