"""What an entry speaks of without naming anybody: actors, headings, measures."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Actor(models.Model):
    """A pseudonymous row that accounts, persons, organisations and the system point down to.

    It holds no name, so that books outlive an erased person (DESIGN rule 13).
    """

    class Kind(models.TextChoices):
        ACCOUNT = "account", _("tài khoản")
        PERSON = "person", _("người")
        ORGANISATION = "organisation", _("tổ chức")
        SYSTEM = "system", _("máy")

    kind = models.CharField(max_length=12, choices=Kind)
    code = models.CharField(
        max_length=60, blank=True, help_text="Only the system's own actors have one."
    )
    created_at = models.DateTimeField(db_default=models.functions.Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=~models.Q(code=""), name="actor_code"
            ),
            models.CheckConstraint(
                condition=models.Q(code="") | models.Q(kind="system"), name="actor_code_is_system"
            ),
        ]


class Heading(models.Model):
    """A programme, initiative or directive, as far as the books need it: a code and a title."""

    class Kind(models.TextChoices):
        PROGRAMME = "programme", _("chương trình")
        INITIATIVE = "initiative", _("mô hình")
        DIRECTIVE = "directive", _("chỉ đạo")

    code = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=12, choices=Kind)
    title = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.title


class Measure(models.Model):
    """What is counted: "platelet gifts", in "lần". Declared in code, kept here for the books.

    `audience` says who may see sums of it (DESIGN rule 10).
    """

    class Audience(models.TextChoices):
        PUBLIC = "public", _("mọi người")
        WARD = "ward", _("cán bộ")
        SEALED = "sealed", _("hồ sơ kín")

    id = models.SmallAutoField(primary_key=True)
    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    unit = models.CharField(max_length=20)
    audience = models.CharField(max_length=8, choices=Audience, default=Audience.WARD)

    def __str__(self) -> str:
        return self.name
