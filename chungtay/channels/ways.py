"""How a message may leave."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Way(models.TextChoices):
    """How a message leaves; the order is that in which they are tried."""

    ZALO_CS = "zalo_cs", _("tin Zalo")
    ZALO_UID = "zalo_uid", _("tin mẫu Zalo")
    ZALO_PHONE = "zalo_phone", _("tin mẫu Zalo theo số điện thoại")
    SMS = "sms", _("tin SMS")
    EMAIL = "email", _("thư điện tử")
